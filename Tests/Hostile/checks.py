"""What the checks share: folders of their own, runs of the command, and a count of what held."""

import hashlib
import os
import shutil
import subprocess
import tempfile


class Checks:
    """Counts checks, and names those that failed."""

    def __init__(self, gradus, quick):
        self.gradus = os.path.abspath(gradus)
        self.quick = quick
        self.passed = 0
        self.failed = []

    def hold(self, holds, what):
        """Counts one check."""
        if holds:
            self.passed += 1
        else:
            self.failed.append(what)
            print(f"FAILED: {what}")

    def run(self, *arguments, cwd, input="", timeout=60, env=None):
        """Runs the command to its end; a run that hangs is a failure with the exit code None."""
        try:
            return subprocess.run(
                [self.gradus, *arguments], cwd=cwd, input=input.encode(), capture_output=True,
                timeout=timeout, env={**os.environ, **(env or {})})
        except subprocess.TimeoutExpired as error:
            return subprocess.CompletedProcess(error.cmd, None, error.stdout or b"", b"it hangs")

    def start(self, *arguments, cwd):
        """Starts the command and does not wait for it."""
        return subprocess.Popen(
            [self.gradus, *arguments], cwd=cwd, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


class Folder:
    """A folder that is gone afterwards."""

    def __enter__(self):
        self.path = os.path.realpath(tempfile.mkdtemp(prefix="gradus-hostile-"))
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


def write(folder, name, text="mine\n"):
    """Writes a file and returns its path."""
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(text.encode())
    return path


def state(folder):
    """What a folder holds: each path with its kind and a hash of its bytes."""
    found = {}
    for parent, folders, files in os.walk(folder):
        for name in folders + files:
            path = os.path.join(parent, name)
            short = os.path.relpath(path, folder)
            if os.path.islink(path):
                found[short] = "-> " + os.readlink(path)
            elif os.path.isdir(path):
                found[short] = "folder"
            elif os.path.isfile(path):
                with open(path, "rb") as file:
                    found[short] = hashlib.sha256(file.read()).hexdigest()
            else:
                found[short] = "special"
    return found


def said(run):
    """The first line of what a run said on standard error."""
    lines = run.stderr.decode(errors="replace").splitlines()
    return f"exit {run.returncode}: {lines[0] if lines else ''}"

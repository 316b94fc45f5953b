#!/usr/bin/env python3
"""Checks that one file is the whole program: a static executable in an empty root, with nothing but /proc.

    swift build -c release -Xswiftc -static-executable --product gradus
    Tests/Portable/check.py --gradus .build/release/gradus --ordinary .build/debug/gradus

A stripped copy must have at most 20 MB and need no library. It runs every `$ gradus …` line of README.md, and
a few that read standard input, write files, use all cores or talk on a terminal, with an empty environment and
no other file than those the commands name. Each must print what the ordinary executable prints. Where this
process may not change its root, it says so and runs the copy in an empty folder.
"""

import argparse
import os
import pathlib
import pty
import re
import select
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEARNER = "Tests/Recorded/learner-two-bugs.txt"
MOST_BYTES = 20_000_000
# What stands in the folder of each run, besides the files that its command names.
FILES = {
    "roster.csv": "name,id\nAnn Lee,1\nJos\u00e9,2\n",
    "class/ann.txt": "v = 4\nv = 10\n",
    "class/ben.txt": "v = 4\nv = 12\n",
    "class/cem.csv": "1,2\n3\n",
}
COMMANDS = [
    "gradus --version",
    "gradus help diagnose",
    "gradus grade ewma class --format csv",
    "gradus key ewma --students roster.csv --seed 7 --output keys",
    "gradus trace adam --output trace.json --format json",
    "gradus train --epochs 20",
    "gradus diagnose adam nowhere.txt",
]


def readme_commands():
    """The README's runs, each as its words and what is typed."""
    commands = []
    for line in re.findall(r"^\$ (.*)$", (ROOT / "README.md").read_text(), flags=re.M):
        command, _, _ = line.partition(" | head -")
        typed, mark, rest = command.partition("' | ")
        if (rest if mark else command).startswith("gradus "):
            lines = typed.removeprefix("printf '").replace("\\n", "\n") if mark else ""
            commands.append((shlex.split(rest if mark else command)[1:], lines))
    return commands


def furnish(folder, words):
    """Puts the files of a run into a folder."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for word in words:
        if "/" in word and (ROOT / word).is_file():
            (folder / word).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / word, folder / word)


def files(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("gradus",)
    }


class Empty:
    """A root with nothing but the executable, or, where that may not be, an empty folder."""

    def __init__(self, executable):
        self.executable = executable
        self.tools = [shutil.which(tool) for tool in ("unshare", "sh", "mount", "chroot")]
        self.isolated = False
        if os.geteuid() == 0 and all(self.tools):
            unshare, shell, mount, _ = self.tools
            with tempfile.TemporaryDirectory() as name:
                mounting = [unshare, "--mount", shell, "-c", f'{mount} --bind /proc "$0"', name]
                self.isolated = subprocess.run(mounting, capture_output=True).returncode == 0

    def root(self, folder, words):
        furnish(folder, words)
        shutil.copy(self.executable, folder / "gradus")
        if self.isolated:
            (folder / "proc").mkdir()
        return folder

    def command(self, root, words):
        if not self.isolated:
            return [str(root / "gradus"), *words]
        unshare, shell, mount, chroot = self.tools
        script = f'{mount} --bind /proc "$0/proc" && root=$0 && exec {chroot} "$root" /gradus "$@"'
        return [unshare, "--mount", shell, "-c", script, str(root), *words]


def run(command, folder, typed):
    done = subprocess.run(
        command, cwd=folder, env={}, input=typed.encode(), capture_output=True, timeout=300)
    return done.returncode, done.stdout, done.stderr


def on_terminal(command, folder):
    """What a walk through a lesson leaves on a terminal, and its exit code."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.execve(command[0], command, {"TERM": "xterm"})
    shown = b""
    end = time.monotonic() + 20
    typed = False
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        elif shown and not typed:
            os.write(terminal, b"q")
            typed = True
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status), shown


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gradus", required=True, help="the static executable")
    parser.add_argument("--ordinary", required=True, help="the executable to compare with")
    given = parser.parse_args()
    ordinary = str(pathlib.Path(given.ordinary).resolve())
    failures = []
    with tempfile.TemporaryDirectory() as name:
        stripped = pathlib.Path(name) / "gradus"
        shutil.copy(given.gradus, stripped)
        subprocess.run(["strip", str(stripped)], check=True)
        size = stripped.stat().st_size
        print(f"{size / 1e6:.1f} MB stripped; at most {MOST_BYTES / 1e6:.0f}")
        if size > MOST_BYTES:
            failures.append("the executable is too large")
        if b"/ld-linux" in stripped.read_bytes()[:4096]:
            failures.append("the executable is not static: it names a loader")
        empty = Empty(stripped)
        print(
            "in an empty root with nothing but /proc" if empty.isolated
            else "without chroot, which this process may not use: in an empty folder")
        runs = readme_commands() + [(shlex.split(one)[1:], "") for one in COMMANDS]
        runs.append((["diagnose", "adam"], (ROOT / LEARNER).read_text()))
        runs.append((["diagnose", "adam", "-"], "W1 = [[1.5]]\n"))
        for words, typed in runs:
            with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
                root = empty.root(pathlib.Path(one), words)
                plain = pathlib.Path(other)
                furnish(plain, words)
                found = run(empty.command(root, words), root, typed)
                expected = run([ordinary, *words], plain, typed)
                same = found == expected and files(root) == files(plain)
            if not same:
                failures.append(f"gradus {shlex.join(words)}: exit {found[0]}, expected {expected[0]}")
                print(found[1].decode()[:400], found[2].decode()[:400], sep="\n")
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
            root = empty.root(pathlib.Path(one), [])
            code, shown = on_terminal(empty.command(root, ["step", "adam"]), root)
            expected = on_terminal([ordinary, "step", "adam"], other)
            if code != 0 or shown != expected[1]:
                failures.append(f"gradus step on a terminal: exit {code}, expected {expected[0]}")
    total = len(runs) + 3
    for failure in failures:
        print("FAILED:", failure)
    print(f"{total - len(failures)} of {total} hold")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()

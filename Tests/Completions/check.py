#!/usr/bin/env python3
"""Types half words and Tab into real shells and compares what the line becomes.

    Tests/Completions/check.py --gradus .build/debug/gradus

bash and zsh must be there; zsh is installed by apt-get where that is possible. fish is asked if it is installed.
Each shell starts without anyone's settings, in a pseudo-terminal, with the script that `gradus completions` prints.
The completed line is read by putting `echo` in front of it, so nothing is run.
"""

import argparse
import json
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

PATIENCE = 20  # Seconds until what must come has not come.
# How each shell is started; each then shows "ready> " in front of a line.
SHELLS = {
    "bash": (["bash", "--noprofile", "--norc", "-i"], "PS1='ready> '; source <(gradus completions bash)"),
    "zsh": (["zsh", "-f", "-i"],
            "PS1='ready> '; autoload -U compinit; compinit -u -D; source <(gradus completions zsh)"),
    "fish": (["fish", "--no-config", "-i"],
             "function fish_prompt; echo -n 'ready> '; end; gradus completions fish | source"),
}


def lines(gradus):
    """What is typed, and what the line must then be; the names come from `gradus lessons --format json`."""
    lessons = json.loads(subprocess.run(
        [gradus, "lessons", "--format", "json"], capture_output=True, text=True, check=True).stdout)["lessons"]
    adam = next(one for one in lessons if one["id"] == "adam")
    assert "by-hand" in adam["cases"] and any(one["id"] == "amsgrad" for one in adam["variants"])
    return [
        ("gradus diag\t", "gradus diagnose"),
        ("gradus trace bias-c\t", "gradus trace bias-correction"),
        ("gradus trace adam --dig\t", "gradus trace adam --digits"),
        ("gradus trace adam --case by\t", "gradus trace adam --case by-hand"),
        ("gradus trace adam --case=by\t", "gradus trace adam --case=by-hand"),
        ("gradus compare adam --variant ams\t", "gradus compare adam --variant amsgrad"),
        ("gradus compare adam --variant adamw,ams\t", "gradus compare adam --variant adamw,amsgrad"),
        ("gradus trace adam --format mark\t", "gradus trace adam --format markdown"),
        ("gradus trace ewma --set be\t0.5", "gradus trace ewma --set beta=0.5"),
        ("gradus diagnose adam my-n\t", "gradus diagnose adam my-numbers.txt"),
        ("gradus trace adam --case my-c\t", "gradus trace adam --case my-case.json"),
    ]


class Shell:
    """A shell in a pseudo-terminal."""

    def __init__(self, name, path, home):
        words, begin = SHELLS[name]
        environment = {"PATH": path, "HOME": home, "TERM": "xterm", "LC_ALL": "C.UTF-8"}
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(home)
            os.execvpe(words[0], words, environment)
        self.shown = ""
        self.type(begin + "\r")
        self.type("echo be''gun\r")
        self.until(lambda: re.search(r"begun\r?\n", self.shown))

    def type(self, text):
        os.write(self.terminal, text.encode())

    def until(self, is_there):
        deadline = time.monotonic() + PATIENCE
        while not is_there():
            if time.monotonic() > deadline:
                raise TimeoutError(self.shown[-400:])
            if select.select([self.terminal], [], [], 0.1)[0]:
                try:
                    self.shown += os.read(self.terminal, 65536).decode(errors="replace")
                except OSError:
                    raise TimeoutError(self.shown[-400:]) from None

    def settle(self):
        """Reads until nothing has come for a moment."""
        quiet = time.monotonic() + 0.7
        while time.monotonic() < quiet:
            if select.select([self.terminal], [], [], 0.05)[0]:
                self.shown += os.read(self.terminal, 65536).decode(errors="replace")
                quiet = time.monotonic() + 0.7

    def completed(self, typed):
        """What the line is after the keys."""
        for part in re.split(r"(\t)", typed):
            self.type(part)
            if part == "\t":
                self.settle()
        self.shown = ""
        # To the start of the line, where echo and a mark go in front.
        self.type("\x01echo 'th'e-line: \x05 :end\r")
        self.until(lambda: re.search(r"the-line: .*? :end", self.shown))
        return " ".join(re.findall(r"the-line: (.*?) :end", self.shown)[-1].split())

    def end(self):
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def find(name):
    """Whether a shell is there; zsh is fetched where that can be done."""
    if not shutil.which(name) and name == "zsh" and shutil.which("apt-get") and os.geteuid() == 0:
        install = ["apt-get", "install", "--yes", "--no-install-recommends", "zsh"]
        if subprocess.run(install, capture_output=True).returncode:
            subprocess.run(["apt-get", "update"], capture_output=True)
            subprocess.run(install, capture_output=True)
    return shutil.which(name)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gradus", required=True)
    options = parser.parse_args()
    gradus = pathlib.Path(options.gradus).resolve()
    wrong, asked = [], []
    with tempfile.TemporaryDirectory() as home:
        programs = pathlib.Path(home, "bin")
        programs.mkdir()
        (programs / "gradus").symlink_to(gradus)
        pathlib.Path(home, "my-numbers.txt").write_text("W1 = 1\n")
        pathlib.Path(home, "my-case.json").write_text("{}\n")
        for name in SHELLS:
            if not find(name):
                if name == "fish":
                    print("fish is not installed, so its script was not tried")
                    continue
                sys.exit(f"{name} is not installed: apt-get install {name}")
            shell = Shell(name, f"{programs}:{os.environ['PATH']}", home)
            for typed, expected in lines(gradus):
                seen = shell.completed(typed)
                if seen != expected:
                    wrong.append(f"{name}: {typed!r} became {seen!r}, expected {expected!r}")
            shell.end()
            asked.append(name)
    for text in wrong:
        print(text, file=sys.stderr)
    if wrong:
        sys.exit(1)
    print(f"{len(lines(gradus))} lines completed in {', '.join(asked)}")


if __name__ == "__main__":
    main()

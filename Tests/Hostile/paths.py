"""Where a command writes: files that are there, files that are read, and paths that are not what they seem."""

import os
import re
import subprocess

from checks import Folder, said, state, write
from writers import VARIANT, WRITERS, options_that_write

CASE = '{"lesson": "ewma", "name": "mine", "steps": [{"theta": 40}, {"theta": 49}]}\n'
NUMBERS = "W1 = [[0.5]]\n"
LONG = '{"lesson": "ewma", "steps": [{"theta": 40, "repeat": 5000}]}\n'
TABLE = "a,b,label\n" + "".join(f"{i},{i * i % 7},{i % 2}\n" for i in range(12))


def check(checks):
    written = {(one.words[0], one.words[-1]) for one in WRITERS}
    for command, option in sorted(options_that_write(checks.gradus) - written):
        checks.hold(False, f"{command} {option} writes a file and is not among the WRITERS")
    for writer in WRITERS:
        there(checks, writer)
        strange(checks, writer)
    inputs(checks)
    besides(checks)
    refusing(checks)
    within(checks)
    words(checks)


def prepare(folder):
    write(folder, "numbers.txt", NUMBERS)
    write(folder, "case.json", CASE)
    write(folder, "table.csv", TABLE)


def there(checks, writer):
    """A file that is there stays, unless --force replaces it."""
    with Folder() as folder:
        prepare(folder)
        write(folder, "out.svg")
        before = state(folder)
        run = checks.run(*writer.command("out.svg"), cwd=folder)
        checks.hold(
            run.returncode == 73 and b"--force" in run.stderr and state(folder) == before,
            f"{writer.name} over a file: {said(run)}")
        run = checks.run(*writer.command("out.svg", "--force"), cwd=folder)
        after = state(folder)
        # `diagnose` writes only if there is something to separate, `coverage` only what is better.
        may_not = writer.words[0] in ("diagnose", "coverage")
        checks.hold(
            run.returncode in (0, 1) and (may_not or after["out.svg"] != before["out.svg"])
            and not [name for name in after if name.startswith(".")],
            f"{writer.name} --force over a file: {said(run)}")


def strange(checks, writer):
    """A path means what the system takes it for, and nothing is made elsewhere."""
    with Folder() as folder, Folder() as home:
        prepare(folder)
        os.mkdir(f"{folder}/in")
        os.symlink("self.svg", f"{folder}/self.svg")
        before = state(folder)
        paths = ["~/out.svg", "no/out.svg", "no/../out.svg", "numbers.txt/out.svg", "self.svg"]
        if not writer.words[-1] == "--plot":
            paths += ["", "out/", "in", "in/", "in/.", "."]
        if checks.quick:
            paths = [path for path in paths if path in ("~/out.svg", "out/")]
        for path in paths:
            run = checks.run(*writer.command(path, "--force"), cwd=folder, env={"HOME": home})
            checks.hold(
                run.returncode in (64, 73) and state(folder) == before and not state(home),
                f"{writer.name} '{path}': {said(run)}")
            lines = run.stderr.decode().splitlines()
            checks.hold(
                lines and not re.search(r"\.\.( |$)", lines[0]) and "Cocoa" not in lines[0],
                f"{writer.name} '{path}', words: {said(run)}")


def inputs(checks):
    """No file that is read is written over, with or without --force, whatever its path."""
    with Folder() as folder:
        key = write(folder, "source.md", "")
        os.remove(key)
        checks.run("key", "ewma", "--case", "by-hand", "--output", "source.md", cwd=folder)
        prepare(folder)
        write(folder, "a.svg", CASE)
        write(folder, "roster.csv", "Ann\nBob\n")
        readers = [
            ("case.json", ["trace", "ewma", "--case", "case.json", "--output"]),
            ("a.svg", ["trace", "ewma", "--case", "a.svg", "--plot"]),
            ("case.json", ["compare", "ewma", "--variant", VARIANT, "--case", "case.json", "--output"]),
            ("a.svg", ["compare", "ewma", "--variant", VARIANT, "--case", "a.svg", "--plot"]),
            ("case.json", ["plot", "ewma", "--format", "svg", "--case", "case.json", "--output"]),
            ("case.json", ["key", "ewma", "--format", "html", "--case", "case.json", "--output"]),
            ("source.md", ["worksheet", "ewma", "--source", "source.md", "--output"]),
            ("case.json", ["coverage", "ewma", "--case", "case.json", "--improve"]),
            ("numbers.txt", ["diagnose", "adam", "numbers.txt", "--separate"]),
            ("case.json", ["diagnose", "ewma", "numbers.txt", "--case", "case.json", "--separate"]),
            ("source.md", ["grade", "ewma", "source.md", "--output"]),
            ("source.md", ["grade", "ewma", ".", "--output"]),
            ("source.md", ["grade", "ewma", "numbers.txt", "--source", "source.md", "--output"]),
        ]
        # A table of examples may have any name, a picture must end in .svg.
        write(folder, "table.svg", TABLE)
        readers += [
            ("table.svg", ["train", "--epochs", "1", "--data", "table.svg", "--plot"]),
            ("table.svg", ["race", "adam", "--epochs", "1", "--data", "table.svg", "--plot"]),
        ]
        os.mkdir(f"{folder}/.in")
        here = os.path.basename(folder)
        for file, command in readers:
            end = os.path.splitext(file)[1]
            for link in (f".soft{end}", f".hard{end}", f".twice{end}"):
                if os.path.lexists(f"{folder}/{link}"):
                    os.remove(f"{folder}/{link}")
            os.symlink(file, f"{folder}/.soft{end}")
            os.symlink(f".soft{end}", f"{folder}/.twice{end}")
            os.link(f"{folder}/{file}", f"{folder}/.hard{end}")
            before = state(folder)
            spellings = [
                file, f"./{file}", f".//{file}", f".in/../{file}", f"../{here}/{file}",
                f"{folder}/{file}", f"//{folder}/{file}", f".soft{end}", f".twice{end}", f".hard{end}",
            ]
            for path in spellings[-2:] if checks.quick else spellings:
                for force in (["--force"],) if checks.quick else ([], ["--force"]):
                    run = checks.run(*command, path, *force, cwd=folder)
                    checks.hold(
                        run.returncode == 64 and b"read: expected the name of another" in run.stderr
                        and state(folder) == before,
                        f"{' '.join(command)} {path} {' '.join(force)}: {said(run)}")
        # A class folder, whose table of answers is the roster.
        write(folder, "class/answers.csv", "Ann\nBob\n")
        before = state(folder)
        for roster in ("class/answers.csv", "./class//answers.csv"):
            run = checks.run(
                "key", "ewma", "--students", roster, "--output", "class", "--force", cwd=folder)
            checks.hold(
                run.returncode == 64 and state(folder) == before, f"the roster {roster}: {said(run)}")


def besides(checks):
    """Pictures beside the one that is named, and two outputs of one command."""
    with Folder() as folder:
        write(folder, "race-momentum.svg")
        before = state(folder)
        race = ["race", "adam", "momentum", "--epochs", "1", "--plot", "race.svg"]
        run = checks.run(*race, cwd=folder)
        checks.hold(
            run.returncode == 73 and not run.stdout and state(folder) == before,
            f"a picture beside: {said(run)}")
        run = checks.run(*race, "--force", cwd=folder)
        checks.hold(run.returncode == 0 and len(state(folder)) == 3, f"with --force: {said(run)}")
        for other in ("a.svg", "./a.svg", ".//a.svg"):
            run = checks.run(
                "trace", "ewma", "--output", "a.svg", "--plot", other, "--force", cwd=folder)
            checks.hold(
                run.returncode == 64 and "a.svg" not in state(folder), f"twice {other}: {said(run)}")


def refusing(checks):
    """Folders that take no files, and a disk that is full."""
    with Folder() as folder:
        prepare(folder)
        run = checks.run("trace", "ewma", "--output", "/dev/full", cwd=folder)
        checks.hold(
            run.returncode == 74 and b"No space left on device" in run.stderr,
            f"a full device: {said(run)}")
        os.mkdir(f"{folder}/closed")
        write(folder, "closed/out.svg")
        undo = close(f"{folder}/closed")
        checks.hold(undo is not None, "no means was found to close a folder for writing")
        before = state(folder)
        for writer in WRITERS[:2] if checks.quick else WRITERS:
            for path in ("closed/new.svg", "closed/out.svg"):
                run = checks.run(*writer.command(path, "--force"), cwd=folder)
                checks.hold(
                    run.returncode == 73 and state(folder) == before,
                    f"{writer.name} in a closed folder: {said(run)}")
        write(folder, "roster.txt", "Ann\n")
        for path in ("closed", "closed/class"):
            run = checks.run(
                "key", "ewma", "--students", "roster.txt", "--output", path, "--force", cwd=folder)
            after = state(folder)
            after.pop("roster.txt")
            checks.hold(
                run.returncode in (73, 74) and after == before, f"a class in {path}: {said(run)}")
        if undo:
            undo()
    full(checks)


def close(folder):
    """Makes a folder take no files; returns what undoes it, nil if nothing works here."""
    if os.geteuid() != 0:
        os.chmod(folder, 0o555)
        return lambda: os.chmod(folder, 0o755)
    # The superuser may write anywhere, but not where the file system itself refuses.
    if subprocess.run(["chattr", "+i", folder], capture_output=True).returncode == 0:
        return lambda: subprocess.run(["chattr", "-i", folder], check=True)
    if subprocess.run(["mount", "-o", "bind,ro", folder, folder], capture_output=True).returncode == 0:
        return lambda: subprocess.run(["umount", folder], check=True)
    return None


def full(checks):
    """A tiny disk: what does not fit leaves the older file as it was, and no trace of itself."""
    with Folder() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]
        if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
            print("a tiny disk cannot be mounted here: /dev/full stands in for it")
            return
        try:
            write(folder, "out.txt")
            write(folder, "roster.txt", "".join(f"Student {i}\n" for i in range(40)))
            before = state(folder)
            run = checks.run("trace", "ewma", "--case", "-", "--format", "jsonl", "--output", "out.txt",
                             "--force", cwd=folder, input=LONG)
            checks.hold(
                run.returncode == 74 and b"No space left on device" in run.stderr
                and state(folder) == before, f"a tiny disk: {said(run)}")
            run = checks.run(
                "key", "adam", "--students", "roster.txt", "--output", "class", cwd=folder)
            checks.hold(
                run.returncode in (73, 74) and b"No space left on device" in run.stderr
                and state(folder) == before, f"a class on a tiny disk: {said(run)}")
        finally:
            subprocess.run(["umount", folder], check=True)


def within(checks):
    """A folder that the command runs in, or that lies around it, is not exchanged under its feet."""
    with Folder() as folder:
        write(folder, "roster.txt", "Ann\n")
        write(folder, "class/notes/mine.txt", "mine")
        write(folder, "other/x.txt", "mine")
        before = state(folder)
        roster = f"{folder}/roster.txt"
        for here, path in (("class", "."), ("class/notes", ".."), ("class/notes", f"{folder}/class")):
            run = checks.run(
                "key", "ewma", "--students", roster, "--output", path, "--force", cwd=f"{folder}/{here}")
            checks.hold(
                run.returncode == 73 and state(folder) == before, f"{path} from within {here}: {said(run)}")
        run = checks.run(
            "key", "ewma", "--students", roster, "--output", "../class", "--force", cwd=f"{folder}/other")
        after = state(folder)
        checks.hold(
            run.returncode == 0 and after["class/notes/mine.txt"] == before["class/notes/mine.txt"]
            and "class/keys/Ann.md" in after, f"../class from a folder beside it: {said(run)}")


def words(checks):
    """Errors say what happened in words, once."""
    with Folder() as folder:
        for command in (
            ["trace", "ewma", "--case", "no.json"], ["trace", "ewma", "--case", "."],
            ["diagnose", "ewma", "no.txt"], ["grade", "ewma", "no"],
            ["trace", "ewma", "--case", "/proc/self/mem"],
        ):
            run = checks.run(*command, cwd=folder)
            text = run.stderr.decode()
            checks.hold(
                run.returncode in (1, 66, 74) and "Cocoa" not in text and "..\n" not in text,
                f"{' '.join(command)}: {said(run)}")

"""Two processes that write the same thing at once: exactly one is refused, and neither loses work."""

import os

from checks import Folder, said, state, write
from paths import prepare
from writers import WRITERS


def check(checks):
    times = 2 if checks.quick else 50
    # Of each kind of output: a stream, a picture, a document, a case, a class folder new and old.
    for words in (["trace", "--output"], ["trace", "--plot"], ["key", "--output"], ["train", "--plot"]):
        writer = next(one for one in WRITERS if one.words[0] == words[0] and one.words[-1] == words[1])
        for _ in range(times):
            with Folder() as folder:
                prepare(folder)
                before = state(folder)
                race(checks, folder, writer.command("out.svg"), writer.command("out.svg"), writer.name)
                after = state(folder)
                checks.hold(
                    set(before) < set(after) and "out.svg" in after
                    and all(after[name] == before[name] for name in before)
                    and not [name for name in after if os.path.basename(name).startswith(".")],
                    f"two of {writer.name} leave one file: {sorted(after)}")
    for is_old in (False, True):
        for _ in range(times):
            with Folder() as folder:
                write(folder, "one.txt", "Ann\nBob\n")
                write(folder, "two.txt", "Ann\nCleo\n")
                if is_old:
                    write(folder, "class/notes.txt")
                both = [
                    ["key", "ewma", "--students", roster, "--output", "class", "--seed", seed]
                    for roster, seed in (("one.txt", "1"), ("two.txt", "2"))]
                winner = race(checks, folder, *both, f"two class folders, {is_old}")
                names = sorted(os.listdir(f"{folder}/class/keys"))
                expected = [["Ann.md", "Bob.md"], ["Ann.md", "Cleo.md"]][winner or 0]
                checks.hold(
                    names == expected and sorted(os.listdir(f"{folder}/class/worksheets")) == expected
                    and os.path.exists(f"{folder}/class/notes.txt") == is_old
                    and not [name for name in os.listdir(folder) if name.startswith(".")],
                    f"two class folders leave one: {names}")


def race(checks, folder, first, second, name):
    """Runs two commands at once; returns which of them won."""
    runs = [checks.start(*command, cwd=folder) for command in (first, second)]
    errors = [run.communicate()[1].decode() for run in runs]
    codes = [run.returncode for run in runs]
    checks.hold(
        sorted(codes) == [0, 73] and "--force" in errors[codes.index(73)],
        f"{name}: exit codes {codes}, {errors}")
    return codes.index(0) if 0 in codes else None

"""A process that is killed at any moment: what it wrote is there whole or not at all."""

import os
import random
import signal
import time

from checks import Folder, state, write


def check(checks):
    """SIGKILL while a class folder is exchanged for an older one."""
    times = 6 if checks.quick else 100
    random.seed(11)
    students = 12 if checks.quick else 40
    with Folder() as folder:
        write(folder, "roster.txt", "".join(f"Student {number}\n" for number in range(students)))

        def command(seed):
            return ["key", "ewma", "--case", "by-hand", "--students", "roster.txt", "--output", "class",
                    "--seed", seed, "--force"]

        wholes, took = {}, 60
        for seed in ("1", "2"):
            begun = time.monotonic()
            run = checks.run(*command(seed), cwd=folder)
            took = min(took, time.monotonic() - begun)
            checks.hold(run.returncode == 0, f"a class folder: {run.stderr.decode()}")
            write(folder, "class/notes.txt")
            write(folder, "class/more/notes.txt")
            wholes[seed] = state(f"{folder}/class")
        checks.hold(wholes["1"] != wholes["2"], "the classes of two seeds differ")
        killed = 0
        for number in range(times):
            seed = "12"[number % 2]
            process = checks.start(*command(seed), cwd=folder)
            # Most of the moments are near the end, where the folders are exchanged.
            time.sleep(took * (random.uniform(0.6, 1.05) if number % 4 else random.uniform(0, 1)))
            process.send_signal(signal.SIGKILL)
            process.communicate()
            killed += process.returncode == -signal.SIGKILL
            now = state(f"{folder}/class")
            checks.hold(now in wholes.values(), f"killed at moment {number}: neither old nor new")
        # A few kills may all come too late on a machine that has just become faster.
        checks.hold(killed > (0 if checks.quick else times / 3), f"{killed} of {times} were killed before their end")
        visible = [name for name in os.listdir(folder) if not name.startswith(".")]
        checks.hold(sorted(visible) == ["class", "roster.txt"], f"only results are to be seen: {visible}")
        # Another run clears away what the killed ones left.
        run = checks.run(*command("1"), cwd=folder)
        checks.hold(
            run.returncode == 0 and state(f"{folder}/class") == wholes["1"]
            and sorted(os.listdir(folder)) == ["class", "roster.txt"],
            f"nothing is left of the killed: {sorted(os.listdir(folder))}")
    with Folder() as folder:
        for number in range(times // 2):
            process = checks.start(
                "trace", "adam", "--case", "course", "--format", "json", "--output", "out.json",
                "--force", cwd=folder)
            time.sleep(random.uniform(0, 0.05))
            process.send_signal(signal.SIGKILL)
            process.communicate()
        checks.run("trace", "adam", "--case", "course", "--format", "json", "--output", "out.json",
                   "--force", cwd=folder)
        whole = state(folder)
        checks.hold(list(whole) == ["out.json"], f"one whole file is left: {sorted(whole)}")

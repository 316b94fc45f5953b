#!/usr/bin/env python3
"""Breaks the sources on purpose, one small mistake at a time, and counts which of them `swift test` notices.

    Tests/Mutation/measure.py --scratch /tmp/mutation             all of mutants.txt
    Tests/Mutation/measure.py --scratch /tmp/mutation --check     only whether every mutant still fits the sources
    Tests/Mutation/measure.py --scratch /tmp/mutation --only 3,17 some of them
    Tests/Mutation/measure.py --scratch /tmp/mutation --own       only the tests of each mutant's module, which is much sooner

All mutants go into one copy of the package, each behind a switch: GRADUS_MUTANT=7 turns on the seventh. So one build
serves all. With the switch off every test must pass. For each mutant the tests of its own module run first, then all
others, until one fails. The build takes some minutes and a mutant up to a few, so this is run by hand and before a
release, not in `.ci/run`. Mutants run two at a time (`--processes`).

mutants.txt says what each mutant breaks and how to write one.
"""

import argparse
import concurrent.futures
import dataclasses
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PATIENCE = 900  # seconds for one run of tests; a mutant that takes longer hangs
WANTED = 0.9

SWITCH = """\
#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

private let chosenMutant = getenv("GRADUS_MUTANT").flatMap { Int(String(cString: $0)) } ?? 0

/// Whether this mutant is the one that is turned on.
func isMutant(_ number: Int) -> Bool { chosenMutant == number }
"""


@dataclasses.dataclass
class Mutant:
    number: int
    module: str
    file: str
    breaks: str
    original: str
    mutated: str
    survives: str = ""

    def replacement(self):
        """The original behind the switch: an expression, or whatever the mutant writes around MUTANT."""
        switch = f"isMutant({self.number})"
        if "MUTANT" in self.mutated:
            return self.mutated.replace("MUTANT", switch)
        return f"({switch} ? ({self.mutated}) : ({self.original}))"


def mutants():
    """The blocks of mutants.txt."""
    found = []
    text = (HERE / "mutants.txt").read_text(encoding="utf-8")
    for block in re.split(r"^== ", text, flags=re.M)[1:]:
        head, _, rest = block.partition("\n")
        number, module = head.split()
        fields = dict(re.findall(r"^(file|breaks|survives): (.*)$", rest, flags=re.M))
        old = re.findall(r"^- ?(.*)$", rest, flags=re.M)
        new = re.findall(r"^\+ ?(.*)$", rest, flags=re.M)
        if not old or not new or "file" not in fields or "breaks" not in fields:
            sys.exit(f"mutants.txt: mutant {number} needs file, breaks, lines with - and lines with +")
        found.append(
            Mutant(int(number), module, fields["file"], fields["breaks"], "\n".join(old), "\n".join(new),
                   fields.get("survives", "")))
    numbers = [one.number for one in found]
    if len(set(numbers)) < len(numbers):
        sys.exit("mutants.txt: a number stands there twice")
    return found


def misfits(all_mutants):
    """What no longer fits the sources."""
    for one in all_mutants:
        path = ROOT / one.file
        if not path.exists():
            yield f"mutant {one.number}: there is no {one.file} any more; expected the file that has: {one.original}"
            continue
        count = path.read_text(encoding="utf-8").count(one.original)
        if count != 1:
            yield f"mutant {one.number}: {one.file} has {count} times, expected once: {one.original}"


def copy(scratch):
    """The files of the package as they are now; the scratch copy's build folder stays."""
    files = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True,
        check=True).stdout.split("\n")
    kept = set()
    for name in filter(None, files):
        source, target = ROOT / name, scratch / name
        if not source.is_file():
            continue
        kept.add(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        yield target, source
    for top in ("Sources", "Tests", "lessons"):
        for path in (scratch / top).rglob("*"):
            if path.is_file() and path not in kept:
                path.unlink()


def prepare(scratch, chosen):
    """Writes the copy with all mutants; a file that is the same is left alone, so that a second build is short."""
    by_file = {}
    for one in chosen:
        by_file.setdefault(one.file, []).append(one)
    switches = {}
    for one in chosen:
        folder = pathlib.Path(one.file).parts[:2]
        switches[scratch.joinpath(*folder, "MutantSwitch.swift")] = SWITCH
    for target, source in copy(scratch):
        content = source.read_bytes()
        own = by_file.get(str(source.relative_to(ROOT)), [])
        if own:
            text = content.decode()
            for one in own:
                text = text.replace(one.original, one.replacement(), 1)
            content = text.encode()
        if not target.exists() or target.read_bytes() != content:
            target.write_bytes(content)
            shutil.copymode(source, target)
    for path, text in switches.items():
        if not path.exists() or path.read_text() != text:
            path.write_text(text)


class Tests:
    """The built tests of the scratch copy."""

    def __init__(self, scratch):
        self.scratch = scratch
        bundles = list(scratch.glob(".build/*/debug/*PackageTests.xctest"))
        # The bundle is a program on Linux; elsewhere `swift test` starts it.
        self.command = (
            [str(bundles[0]), "--testing-library", "swift-testing"]
            if bundles and bundles[0].is_file() else ["swift", "test", "--skip-build"])

    def first_failure(self, number, *selection):
        """The first test that fails with a mutant on, or nothing."""
        environment = dict(os.environ, GRADUS_MUTANT=str(number))
        run = subprocess.Popen(
            [*self.command, *selection], cwd=self.scratch, env=environment, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True)
        # A mutant that hangs prints nothing: it is stopped from outside.
        stop = concurrent.futures.ThreadPoolExecutor(1)
        hanging = []
        alarm = stop.submit(self._wait, run, hanging)
        failure, last = "", ""
        for line in run.stdout:
            line = re.sub(r"\x1b\[\d*m", "", line)
            last = line.strip() or last
            found = re.search(r"✘ Test (.*?) recorded an issue", line) or re.search(r"Fatal error: (.*)", line)
            if found:
                failure = found.group(1)
                break
        self._end(run)
        code = run.wait()
        alarm.result()
        stop.shutdown()
        if hanging and not failure:
            failure = f"hangs for {PATIENCE} s"
        if not failure and code != 0:
            failure = f"exit {code}: {last[:80]}"
        return failure

    @staticmethod
    def _wait(run, hanging):
        try:
            run.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            hanging.append(True)
            Tests._end(run)

    @staticmethod
    def _end(run):
        if run.poll() is None:
            try:
                run.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                os.killpg(run.pid, signal.SIGKILL)

    def own(self, one):
        """The first test of a mutant's own module that notices it."""
        return self.timed(one, "--filter", f"^{target(one.module)}\\.")

    def others(self, one):
        """The first of all the other tests that notices a mutant."""
        return self.timed(one, "--skip", f"^{target(one.module)}\\.")

    def timed(self, one, *selection):
        begin = time.monotonic()
        return one, self.first_failure(one.number, *selection), time.monotonic() - begin


def target(module):
    """The test target that is about a module."""
    special = {
        "JSON": "NumericsTests", "Interaction": "TerminalTests", "Curriculum": "LessonTests",
    }
    if module in special:
        return special[module]
    return f"{module}Tests" if (ROOT / "Tests" / f"{module}Tests").is_dir() else "LessonTests"


def report(results):
    """By module, then the survivors; whether enough are killed."""
    print("\nmodule           killed")
    modules = {}
    for one, failure in results:
        modules.setdefault(one.module, []).append(bool(failure))
    for module, kills in sorted(modules.items()):
        print(f"{module:<16} {sum(kills):>3} of {len(kills):<3} {100 * sum(kills) // len(kills)} %")
    killed = sum(bool(failure) for _, failure in results)
    print(f"{'all':<16} {killed:>3} of {len(results):<3} {100 * killed // len(results)} %")
    unexplained = 0
    for one, failure in results:
        if not failure:
            unexplained += not one.survives
            print(f"survives: {one.number} {one.module}, {one.breaks}: {one.survives or 'NOT EXPLAINED'}")
        elif one.survives:
            print(f"killed after all: {one.number}; remove its 'survives' line")
    return killed >= WANTED * len(results) and not unexplained


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--scratch", metavar="FOLDER", required=True, help="where the copy is built, and kept")
    parser.add_argument("--only", metavar="N,…", help="only these mutants")
    parser.add_argument("--check", action="store_true", help="only whether every mutant fits the sources")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--no-baseline", action="store_true", help="the copy's tests are known to pass")
    parser.add_argument("--own", action="store_true", help="only the tests of each mutant's own module: a lower bound, soon")
    options = parser.parse_args()
    all_mutants = mutants()
    wrong = list(misfits(all_mutants))
    if wrong:
        sys.exit("\n".join(wrong) + f"\n{len(wrong)} of {len(all_mutants)} mutants do not fit the sources any more")
    if options.check:
        print(f"{len(all_mutants)} mutants fit the sources")
        return 0
    scratch = pathlib.Path(options.scratch).resolve()
    scratch.mkdir(parents=True, exist_ok=True)
    prepare(scratch, all_mutants)
    print(f"{len(all_mutants)} mutants; building", flush=True)
    built = subprocess.run(["swift", "build", "--build-tests"], cwd=scratch, stdout=subprocess.PIPE, text=True)
    if built.returncode != 0:
        errors = sorted({line for line in built.stdout.split("\n") if "error:" in line})
        sys.exit("the mutants do not build:\n" + "\n".join(errors))
    tests = Tests(scratch)
    if not options.no_baseline:
        failure = tests.first_failure(0)
        if failure:
            sys.exit(f"a test fails without any mutant: {failure}")
        print("with the switch off every test passes", flush=True)
    wanted = {int(number) for number in options.only.split(",")} if options.only else None
    chosen = [one for one in all_mutants if wanted is None or one.number in wanted]
    killers = {}
    with concurrent.futures.ThreadPoolExecutor(options.processes) as pool:
        for attempt in [tests.own] if options.own else [tests.own, tests.others]:
            left = [one for one in chosen if one.number not in killers]
            words = "its module's tests" if attempt == tests.own else "all tests"
            for future in concurrent.futures.as_completed([pool.submit(attempt, one) for one in left]):
                one, failure, seconds = future.result()
                if failure:
                    killers[one.number] = failure
                line = f"{one.number:>3} {one.module:<13} {seconds:5.0f} s  {failure or 'survives ' + words}: {one.breaks}"
                print(line, flush=True)
    results = [(one, killers.get(one.number, "")) for one in chosen]
    return 0 if report(results) else 1


if __name__ == "__main__":
    sys.exit(main())

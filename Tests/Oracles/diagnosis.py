#!/usr/bin/env python3
"""Gives `gradus diagnose` the numbers of learners whose functions are known, and judges its answers.

    Tests/Oracles/diagnosis.py --gradus .build/release/gradus            everything
    Tests/Oracles/diagnosis.py --gradus .build/release/gradus --quick    a fixed sample, under a minute
    … --only samples,fixtures,forms,perturbed,others,learners,agreement  some parts
    … --strict                                  a wrong name for an uncatalogued mistake fails, too

The learners (`learners.py`) are written in NumPy and know nothing of Gradus. An answer is judged by
what is true of the learner's function, not by the words of the answer: run with the variant it names,
`gradus trace` must give the numbers that were printed, and on another case, which the answer has not
seen, the numbers that the learner's function gives there. What an answer leaves open (`unknown`) is
counted and never held against it; a name that does not carry over to the other case is WRONG.
"""

import argparse
import collections
import concurrent.futures
import dataclasses
import functools
import itertools
import json
import os
import pathlib
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import zlib

import numpy as np

import common
import learners
import prints
import record_prints

EXITS = {"correct": 0, "convention": 0, "diagnosed": 1, "ambiguous": 1, "unknown": 1}
EDIT_KEYS = {"id", "kind", "scope", "title", "equation", "rule"}
PARTS = ["agreement", "samples", "fixtures", "forms", "perturbed", "others", "learners"]


def dice(*what):
    """Random numbers that depend on these names only."""
    return random.Random(zlib.crc32("|".join(map(str, what)).encode()))


# --- the command --------------------------------------------------------------------------------


@dataclasses.dataclass
class Answer:
    code: int
    content: dict | None
    talk: str
    command: str

    @property
    def verdict(self):
        return self.content["verdict"] if self.content else f"exit {self.code}"

    @property
    def diagnoses(self):
        return self.content.get("diagnoses", []) if self.content else []

    @property
    def variants(self):
        return [one.get("variant", "") for one in self.diagnoses]


class Bench:
    """Runs gradus in a folder of its own, which stays if an answer was wrong."""

    def __init__(self, gradus):
        self.path = str(pathlib.Path(gradus).resolve())
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="diagnosis-"))
        self.numbers = itertools.count()
        self.calls = 0

    def write(self, suffix, content):
        path = self.folder / f"{next(self.numbers):05}{suffix}"
        path.write_bytes(content)
        return path

    def run(self, arguments, piped=b""):
        self.calls += 1
        done = subprocess.run([self.path, *arguments], input=piped, capture_output=True, check=False)
        return done.returncode, done.stdout, done.stderr.decode(errors="replace").strip()

    def diagnose(self, lesson, case, content, extension=None):
        """What gradus says of these bytes: piped in, or as a file if they need a kind of file."""
        path = self.write("." + (extension or "txt"), content)
        arguments = ["diagnose", lesson, "--case", str(case)]
        arguments += [str(path) if extension else "-", "--format", "json"]
        code, out, talk = self.run(arguments, b"" if extension else content)
        try:
            found = json.loads(out) if out.strip() else None
        except json.JSONDecodeError as error:
            found, talk = None, f"no JSON: {error}"
        shown = shlex.join(["gradus", *arguments[:-2]])
        if not extension:
            shown += f" < {path}"
        return Answer(code, found, talk, shown)

    @functools.lru_cache(maxsize=None)
    def trace(self, lesson, case, variant):
        """A trace's parameters and states, a series' days; None and why if gradus stops."""
        chosen = ["--variant", variant] if variant else []
        code, out, talk = self.run(
            ["trace", lesson, "--case", str(case), *chosen, "--format", "json"]
        )
        if code != 0:
            return None, talk.split("\n")[0]
        trace = common.read_json(out.decode())
        if lesson in learners.SERIES:
            return days(trace), None
        return {name: common.matrix(value) for name, value in trace["outputs"].items()}, None

    def close(self, keep):
        if keep:
            print(f"the files of the commands above are in {self.folder}")
        else:
            shutil.rmtree(self.folder)


def days(trace):
    """The last value of every target in every step."""
    values = {}
    for step in trace["steps"]:
        lines = {line["target"]: line["value"] for update in step["updates"] for line in update["lines"]}
        for name, value in lines.items():
            values.setdefault(name, []).append(common.matrix(value)[0, 0])
    return {name: np.array(numbers) for name, numbers in values.items()}


def contract(answer, lesson):
    """What every answer must be like, whatever it says."""
    if answer.content is None:
        yield f"{answer.verdict}: {answer.talk.splitlines()[0] if answer.talk else 'silent'}"
        return
    content = answer.content
    if content.get("schema") != "gradus.diagnosis/1" or content.get("lesson") != lesson:
        yield f"schema {content.get('schema')!r}, lesson {content.get('lesson')!r}"
    if answer.verdict not in EXITS:
        yield f"verdict {answer.verdict!r}"
    elif answer.code != EXITS[answer.verdict]:
        yield f"exit {answer.code} for {answer.verdict}"
    if not isinstance(content.get("ruleReproduces"), int):
        yield f"ruleReproduces is {content.get('ruleReproduces')!r}"
    for one in content.get("quantities", []):
        if not {"name", "verdict"} <= set(one):
            yield f"a quantity without name or verdict: {one}"
    if answer.verdict in ("diagnosed", "ambiguous", "convention") and not answer.diagnoses:
        yield f"{answer.verdict} without a diagnosis"
    if answer.verdict == "ambiguous" and len(answer.diagnoses) < 2:
        yield "ambiguous with one diagnosis"
    for one in answer.diagnoses:
        if not {"variant", "edits", "reproduced", "of"} <= set(one):
            yield f"a diagnosis without {{variant, edits, reproduced, of}}: {sorted(one)}"
        elif one["reproduced"] > one["of"]:
            yield f"{one['reproduced']} of {one['of']}"
        for edit in one.get("edits", []):
            if not EDIT_KEYS <= set(edit):
                yield f"an edit without {sorted(EDIT_KEYS - set(edit))}"
    first = answer.diagnoses[0] if answer.diagnoses else {}
    kinds = {edit.get("kind") for edit in first.get("edits", [])}
    if answer.verdict == "diagnosed" and kinds == {"convention"}:
        yield "a convention alone is called a mistake"
    if answer.verdict == "convention" and kinds - {"convention"}:
        yield f"a convention with {sorted(map(str, kinds))}"


# --- numbers ------------------------------------------------------------------------------------


def near(a, b, bound):
    """Equal up to a relative difference; one NaN is as good as another, and so is one infinity."""
    if a.shape != b.shape:
        return False
    with np.errstate(all="ignore"):
        apart = np.abs(a - b) <= bound * np.maximum(np.maximum(np.abs(a), np.abs(b)), 1e-3)
    return bool((apart | (a == b) | (np.isnan(a) & np.isnan(b))).all())


def all_near(one, other, names, bound):
    return all(n in one and n in other and near(one[n], other[n], bound) for n in names)


def same_print(form, one, other, names):
    """Whether two sets of numbers look the same in this form, or differ by rounding noise only."""
    if not all(name in one and name in other for name in names):
        return False
    if form({n: one[n] for n in names}) == form({n: other[n] for n in names}):
        return True
    return all_near(one, other, names, 1e-14)


def shorter(mistakes, outputs, rule, names):
    """Whether a learner who rounds early shows the rule's numbers all the same, only shorter: then
    it is right to call them correct, for so they would look if they were printed with fewer digits."""
    digits = [m.digits for m in mistakes if m.digits is not None]
    return bool(digits) and all(
        name in rule and near(outputs[name], np.round(rule[name], min(digits)), 1e-14)
        for name in names
    )


# --- cases --------------------------------------------------------------------------------------


def write_case(bench, content):
    path = bench.write(".json", json.dumps(content).encode())
    return path, common.Case(path)


def rounded(array):
    return array.tolist()  # full digits: repr of every double


def random_parameters(random_, shapes):
    start = {}
    for layer, (rows, columns) in enumerate(shapes, 1):
        start[f"W{layer}"] = random_.standard_normal((rows, columns))
        start[f"b{layer}"] = random_.standard_normal((rows, 1))
    return start


def random_steps(random_, start, count, first):
    steps = []
    for step in range(count):
        grads = {}
        for name, value in start.items():
            size = 10.0 ** random_.uniform(-3, 0.3, value.shape)
            grads["d" + name] = rounded(size * random_.choice([-1, 1], value.shape))
        steps.append({**({"t": int(first)} if step == 0 else {}), **grads})
    return steps


def random_states(random_, lesson, start):
    states = {}
    for state in learners.STATES[lesson]:
        for name, value in start.items():
            drawn = random_.standard_normal(value.shape)
            states[f"{state}_d{name}"] = rounded(drawn**2 if state == "s" else drawn)
    return states


def hyperparameters(random_, lesson):
    choices = {
        "alpha": [0.01, 0.02, 0.05, 0.003],
        "beta": [0.9, 0.8, 0.95, 0.7],
        "beta1": [0.9, 0.8, 0.85, 0.95],
        "beta2": [0.999, 0.99, 0.95, 0.888],
        "epsilon": [1e-8, 1e-8, 1e-6, 0.001],
        "alpha0": [0.2, 0.3, 0.05],
        "rate": [1, 0.5, 0.1, 0.25],
        "base": [0.95, 0.9],
        "k": [1, 0.6],
        "interval": [3, 4],
    }
    return {name: random_.choice(choices[name]).item() for name in learners.DEFAULTS[lesson]}


def random_case(bench, lesson, seed):
    random_ = np.random.default_rng(zlib.crc32(f"{lesson}{seed}".encode()))
    name = f"random-{seed}"
    given = {"lesson": lesson, "name": name, "hyperparameters": hyperparameters(random_, lesson)}
    if lesson in learners.SERIES:
        given["steps"] = series_steps(random_, lesson, int(random_.integers(3, 7)))
        return write_case(bench, given)
    layers = int(random_.integers(1, 4))
    sizes = random_.integers(2, 5, layers + 1)
    start = random_parameters(random_, list(zip(sizes[1:].tolist(), sizes[:-1].tolist())))
    given["start"] = {n: rounded(value) for n, value in start.items()}
    if seed % 2:  # every other one continues a run
        given["start"].update(random_states(random_, lesson, start))
    count = int(random_.integers(1, 4))
    given["steps"] = random_steps(random_, start, count, random_.choice([1, 1, 2, 5]))
    return write_case(bench, given)


def series_steps(random_, lesson, count):
    if lesson == "decay":
        epochs = np.cumsum(random_.integers(1, 4, count)).tolist()
        return [
            {"t": 7 * e + 1, "epoch": e, "manual": round(float(random_.uniform(0.01, 0.3)), 3)}
            for e in epochs
        ]
    return [{"theta": round(float(random_.uniform(-20, 60)), 2)} for _ in range(count)]


def other_case(bench, lesson, case):
    """Another case of the same shapes, on which a name has to prove itself: full states, three
    steps from t = 3, another learning rate and other betas."""
    random_ = np.random.default_rng(zlib.crc32(f"other {lesson} {case.name}".encode()))
    given = dict(case.hyperparameters)
    for name, factor in (("alpha", 1.7), ("alpha0", 1.3), ("rate", 0.7)):
        if name in given:
            given[name] = round(given[name] * factor, 10)
    for name in ("beta", "beta1", "beta2"):
        if name in given:
            given[name] = round(1 - (1 - given[name]) * 1.3, 10)
    content = {"lesson": lesson, "name": f"other-{case.name}", "hyperparameters": given}
    if lesson in learners.SERIES:
        content["steps"] = series_steps(random_, lesson, 5)
        if "v" in case.start:
            content["start"] = {"v": 1.5}
        return write_case(bench, content)
    shapes = {name: value.shape for name, value in case.parameters().items()}
    start = {name: random_.standard_normal(shape) for name, shape in shapes.items()}
    content["start"] = {n: rounded(value) for n, value in start.items()}
    content["start"].update(random_states(random_, lesson, start))
    content["steps"] = random_steps(random_, start, 3, 3)
    return write_case(bench, content)


NAMED = ["course", "course-2021", "revealing"]


def cases(bench, lesson, seeds):
    """The lesson's own cases with these names, and as many random ones."""
    files = common.case_files(common.ROOT / "lessons")[lesson]
    for path in files:
        if path.stem in NAMED:
            yield path, common.Case(path)
    for seed in range(seeds):
        yield random_case(bench, lesson, seed)


# --- what a learner shows -----------------------------------------------------------------------


TEXT_FORMS = [one for one in prints.forms() if one.write in prints.TEXT]
FILE_FORMS = [one for one in prints.forms() if one.extension and one.extension != "npy"]


def chosen(quantities, selection):
    """The names a learner prints."""
    if selection == "all":
        return list(quantities)
    parameters = [name for name in quantities if "_d" not in name]
    return parameters[:1] if selection == "first" else parameters


def showing(lesson, outputs, rolled):
    """A form and the names shown in it, as learners choose them."""
    if lesson in learners.SERIES:
        return rolled.choice(prints.SERIES_FORMS), list(outputs)
    form = rolled.choice(TEXT_FORMS if rolled.random() < 0.8 else FILE_FORMS)
    selection = rolled.choices(["all", "parameters", "first"], [45, 40, 15])[0]
    return form, chosen(outputs, selection)


# --- learners to be judged ----------------------------------------------------------------------


@dataclasses.dataclass
class Learner:
    lesson: str
    case_path: pathlib.Path
    case: common.Case
    mistakes: list
    kind: str  # its row in the table

    @property
    def name(self):
        return " + ".join(m.name for m in self.mistakes)

    @property
    def is_catalogued(self):
        return all(m.is_catalogued for m in self.mistakes)


def scopes(case):
    layers = len(case.parameters()) // 2
    return ["weights", "biases"] + ([f"layer{n + 1}" for n in range(layers)] if layers > 1 else [])


def runs(lesson, case, mistakes):
    """The learner's numbers, or None if Python would stop (a layer or a column that is not there)."""
    try:
        return learners.run(lesson, case, mistakes)
    except (KeyError, AttributeError, IndexError, ValueError, ZeroDivisionError):
        return None


def kind_of(mistakes):
    families = [m.family for m in mistakes]
    if not set(families) <= {"catalogue", "convention"}:
        return families[0] if len(families) == 1 else "uncatalogued with a catalogued one"
    if len(families) == 1:
        scope = ", narrowed" if mistakes[0].scope else ""
        return f"{families[0]}{scope}"
    number = {2: "pair", 3: "triple"}[len(families)]
    return f"{number}, one a convention" if "convention" in families else f"catalogue {number}"


def narrowings(mistake, case, rolled, count):
    if not mistake.lines or not case.parameters():
        return []
    places = scopes(case)
    return [mistake.narrowed(s) for s in rolled.sample(places, min(count, len(places)))]


def combinations(mistakes, case, rolled, pairs, triples):
    """Random compatible pairs and triples, now and then narrowed."""
    for size, wanted in ((2, pairs), (3, triples)):
        made = 0
        for _ in range(wanted * 6):
            if made == wanted or len(mistakes) < size:
                break
            group = rolled.sample(mistakes, size)
            if rolled.random() < 0.3 and case.parameters() and group[0].lines:
                group[0] = group[0].narrowed(rolled.choice(scopes(case)))
            conventions = [m for m in group if m.family == "convention"]
            if learners.runnable(group) and len(conventions) < 2:
                made += 1
                yield group


def learners_of(lesson, path, case):
    """Every learner to be tried on a case."""
    rolled = dice("learners", lesson, case.name)
    every = list(learners.MISTAKES[lesson].values())
    catalogued = [m for m in every if m.is_catalogued]
    groups = [[m] for m in every]
    groups += [[m] for one in every for m in narrowings(one, case, rolled, 2 if one.is_catalogued else 1)]
    groups += combinations(catalogued, case, rolled, 30, 8)
    beyond = [m for m in every if not m.is_catalogued]
    for _ in range(10):
        group = [rolled.choice(beyond), rolled.choice(catalogued)]
        if learners.runnable(group):
            groups.append(group)
    return [Learner(lesson, path, case, group, kind_of(group)) for group in groups]


# --- judging ------------------------------------------------------------------------------------


COLUMNS = ["right", "ambiguous, with it", "smaller set", "unknown", "invisible", "WRONG"]


@dataclasses.dataclass
class Judged:
    column: str
    why: str = ""
    command: str = ""
    contract: tuple = ()


class Judge:
    def __init__(self, bench):
        self.bench = bench

    @functools.lru_cache(maxsize=None)
    def other(self, lesson, path):
        return other_case(self.bench, lesson, common.Case(path))

    def alternatives(self, learner, outputs, form, names):
        """The learner's mistakes, and every simpler set that prints the same here: a mistake left
        out, or not narrowed. The input cannot tell them apart, so the simpler is as good a name."""
        ways = []
        for mistake in learner.mistakes:
            whole = learners.MISTAKES[learner.lesson][mistake.name.split("@")[0]]
            ways.append([[], [mistake]] + ([[whole]] if mistake.scope else []))
        for parts in itertools.product(*ways):
            mistakes = [m for part in parts for m in part]
            if mistakes == learner.mistakes:
                yield mistakes
                continue
            found = runs(learner.lesson, learner.case, mistakes) if mistakes else None
            if found and same_print(form, outputs, found, names):
                yield mistakes

    def predicts(self, learner, variant, names, alternatives):
        """Whether the variant gives what the learner's function gives on the other case."""
        path, case = self.other(learner.lesson, learner.case_path)
        traced, _ = self.bench.trace(learner.lesson, path, variant)
        if traced is None:
            return False
        for mistakes in alternatives:
            there = runs(learner.lesson, case, mistakes)
            if there and all_near(there, traced, names, 1e-9):
                return True
        return False

    def reproduces(self, learner, variant, outputs, form, names):
        traced, why = self.bench.trace(learner.lesson, learner.case_path, variant)
        if traced is None:
            return f"gradus trace --variant {variant} stops: {why}"
        if not same_print(form, outputs, traced, names):
            if not all_near(outputs, traced, names, 1e-12):
                return f"--variant {variant} does not print these numbers"
        return None

    def judge(self, learner):
        outputs = runs(learner.lesson, learner.case, learner.mistakes)
        rule = runs(learner.lesson, learner.case, [])
        if outputs is None:
            return None
        rolled = dice("print", learner.lesson, learner.case.name, learner.name)
        form, names = showing(learner.lesson, outputs, rolled)
        content = form({n: outputs[n] for n in names})
        answer = self.bench.diagnose(learner.lesson, learner.case_path, content, form.extension)
        is_rule = same_print(form, outputs, rule, names)
        if answer.verdict == "correct" and shorter(learner.mistakes, outputs, rule, names):
            is_rule = True
        judged = self.column(learner, answer, is_rule, outputs, form, names)
        judged.command = answer.command
        judged.contract = tuple(contract(answer, learner.lesson))
        return judged

    def column(self, learner, answer, is_rule, outputs, form, names):
        if answer.verdict not in EXITS:
            return Judged("WRONG", f"{answer.verdict} {answer.talk.partition(chr(10))[0][:200]}")
        if is_rule:
            if answer.verdict == "correct":
                return Judged("invisible")
            return Judged("WRONG", f"these are the rule's numbers, not {answer.verdict}")
        if answer.verdict == "correct":
            return Judged("WRONG", "FALSE CORRECT: the rule prints other numbers")
        if answer.verdict == "unknown":
            return Judged("unknown")
        if not answer.variants:
            return Judged("WRONG", f"{answer.verdict} without a variant")
        for one in answer.diagnoses[:4]:
            whole = one.get("reproduced") == one.get("of")
            why = self.reproduces(learner, one["variant"], outputs, form, names) if whole else None
            if why:
                return Judged("WRONG", why)
        alternatives = list(self.alternatives(learner, outputs, form, names))
        if self.predicts(learner, answer.variants[0], names, alternatives):
            return Judged("right" if answer.verdict != "ambiguous" else "ambiguous, with it")
        if answer.verdict == "ambiguous" or len(answer.variants) > 1:
            if any(self.predicts(learner, v, names, alternatives) for v in answer.variants[1:]):
                return Judged("ambiguous, with it")
        smallest = min(len(one) for one in alternatives)
        if len(answer.diagnoses[0].get("edits", [])) < smallest:
            return Judged("smaller set")
        others = f" (or {len(answer.variants) - 1} others)" if len(answer.variants) > 1 else ""
        return Judged(
            "WRONG", f"{answer.verdict} {answer.variants[0]}{others}: fits here, not elsewhere"
        )


class Table:
    """Kinds of mistakes against what became of them, and every answer that was wrong."""

    def __init__(self):
        self.rows = collections.defaultdict(collections.Counter)
        self.wrong = []  # (fails, lines)
        self.contract = []

    def add(self, learner, judged):
        self.rows[learner.kind][judged.column] += 1
        for problem in judged.contract:
            self.contract.append((f"{learner.lesson}, {learner.name}: {problem}", judged.command))
        if judged.column == "WRONG":
            fails = learner.is_catalogued or "FALSE CORRECT" in judged.why or "rule's" in judged.why
            who = f"{learner.lesson}, {learner.case.name}: {learner.name}"
            self.wrong.append((fails, f"{who}\n    {judged.why}\n    {judged.command}"))

    def show(self):
        print(f"{'kind of mistake':40}" + "".join(f"{name:>20}" for name in COLUMNS))
        catalogued = ("catalogue", "convention", "pair", "triple")
        order = sorted(self.rows, key=lambda kind: (not kind.startswith(catalogued), kind))
        for kind in order:
            counts = "".join(f"{self.rows[kind][name] or '·':>20}" for name in COLUMNS)
            print(f"{kind:40}{counts}")
        total = sum(self.rows.values(), collections.Counter())
        print(f"{'all':40}" + "".join(f"{total[name]:>20}" for name in COLUMNS))
        for title, wanted in (("WRONG, fails", True), ("WRONG, uncatalogued", False)):
            found = [text for fails, text in self.wrong if fails == wanted]
            if found:
                print(f"\n{title}: {len(found)}")
            for text in found[:60]:
                print(f"  {text}")


def each(options, work, items):
    """Runs the work on all items, as many at once as there are cores; answers in order."""
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        yield from zip(items, pool.map(work, items))


def thinned(items, wanted):
    """As many as wanted, spread evenly over all."""
    if wanted is None or len(items) <= wanted:
        return items
    return [items[int(at * len(items) / wanted)] for at in range(wanted)]


def check_learners(bench, options, tally):
    everyone = []
    for lesson in learners.RULES:
        if options.lessons and lesson not in options.lessons:
            continue
        for path, case in cases(bench, lesson, 5):
            everyone += learners_of(lesson, path, case)
    if options.quick:  # all catalogued mistakes on the revealing case, and a sample of the rest
        plain = [one for one in everyone if one.kind == "catalogue" and one.case.name == "revealing"]
        rest = [one for one in everyone if one not in plain]
        everyone = plain + thinned(rest, 250)
    judge, table = Judge(bench), Table()
    for learner, judged in each(options, judge.judge, everyone):
        if judged is not None:
            table.add(learner, judged)
    if not options.quick:
        check_slips(bench, options, judge, table)
    table.show()
    for problem, command in table.contract[:20]:
        print(f"  {problem}\n    {command}")
    fails = [text for fails, text in table.wrong if fails or options.strict]
    counted = sum(sum(row.values()) for row in table.rows.values())
    tally.close("learners", [f"{len(fails)} of {counted} answers wrong"] if fails else [])
    tally.close("the contract", [f"{len(table.contract)} violations"] if table.contract else [])


# --- slips of the finger: one number mistyped ---------------------------------------------------


NUMBER = re.compile(r"(?<![\w.\]\"'])-?\d+\.\d{4,}(?:e[+-]\d+)?")


def mistyped(text, rolled):
    """The text with one number mistyped: a digit changed, two digits exchanged, or the sign lost."""
    found = [m for m in NUMBER.finditer(text)]
    match = rolled.choice(found)
    number = match.group()
    way = rolled.choice(["digit", "exchange", "sign"])
    digits = [at for at, c in enumerate(number.split("e")[0]) if c.isdigit()]
    if way == "sign" and number[0] == "-":
        changed = number[1:]
    elif way == "exchange":
        pairs = [(a, b) for a, b in zip(digits, digits[1:]) if b == a + 1 and number[a] != number[b]]
        a, b = rolled.choice(pairs) if pairs else (digits[0], digits[0])
        changed = number[:a] + number[b] + number[a + 1 : b] + number[a] + number[b + 1 :]
    else:
        at = rolled.choice(digits[:-1])
        changed = number[:at] + rolled.choice([d for d in "0123456789" if d != number[at]]) + number[at + 1 :]
    if changed == number:
        return None
    return text[: match.start()] + changed + text[match.end() :]


def check_slips(bench, options, judge, table):
    """One number of the rule's own output mistyped: not correct, and nothing that does not hold."""
    jobs = []
    for lesson in learners.OPTIMIZERS:
        for path, case in cases(bench, lesson, 3):
            for number in range(8):
                rolled = dice("slip", lesson, case.name, number)
                text = mistyped(prints.notebook(learners.run(lesson, case)), rolled)
                if text:
                    jobs.append((Learner(lesson, path, case, [], "one number mistyped"), text))

    def work(job):
        learner, text = job
        answer = bench.diagnose(learner.lesson, learner.case_path, text.encode())
        problems = claims(bench, learner.lesson, learner.case_path, text, answer)
        column = {"unknown": "unknown", "correct": "WRONG"}.get(answer.verdict, "right")
        if problems:
            return Judged("WRONG", problems[0], answer.command)
        return Judged(column, "FALSE CORRECT" if column == "WRONG" else "", answer.command)

    for (learner, _), judged in each(options, work, jobs):
        table.add(learner, judged)


# --- claims about numbers of which no function is known -----------------------------------------


def claims(bench, lesson, path, text, answer):
    """What an answer claims of a notebook's print, checked: a diagnosis that says it reproduces all
    numbers must do so when traced. A single mistyped number may be part of an answer: then the
    claim is of the others, and is not made for all."""
    if answer.verdict not in EXITS:
        return [f"{answer.verdict}: {answer.talk.partition(chr(10))[0][:150]}"]
    problems = []
    for one in answer.diagnoses:
        if one.get("reproduced") != one.get("of"):
            continue
        traced, why = bench.trace(lesson, path, one["variant"])
        if traced is None:
            problems.append(f"{one['variant']}: {why}")
            continue
        names = [n for n in traced if f"{prints.subscripted(n)} = " in text]
        if prints.notebook({n: traced[n] for n in names}) != text:
            problems.append(f"{one['variant']} is said to reproduce all, and does not")
    return problems


def perturbed(text, rolled):
    """One to three numbers moved by a relative 1e-3 to 1e-6, visibly."""
    found = [m for m in NUMBER.finditer(text) if float(m.group()) != 0]
    for match in sorted(rolled.sample(found, rolled.choice([1, 1, 2, 3])), key=lambda m: -m.start()):
        number = match.group()
        for exponent in (rolled.choice([-6, -5, -4, -3]), -3, -2):
            moved = float(number) * (1 + rolled.choice([-1, 1]) * 10.0**exponent)
            mantissa = number.split("e")[0]
            places = len(mantissa.split(".")[1])
            shown = f"{moved:.{places}e}" if "e" in number else f"{moved:.{places}f}"
            if shown != number:
                text = text[: match.start()] + shown + text[match.end() :]
                break
    return text


def check_perturbed(bench, options, tally):
    """Numbers that no function gives: never correct, never a claim that does not hold."""
    jobs = []
    count = 60 if options.quick else 300
    lessons = learners.OPTIMIZERS
    known = {lesson: list(cases(bench, lesson, 3)) for lesson in lessons}
    for number in range(count):
        lesson = lessons[number % len(lessons)]
        rolled = dice("perturbed", number)
        path, case = rolled.choice(known[lesson])
        # Every third is a learner's with a mistake of its own.
        plain = [m for m in learners.MISTAKES[lesson].values() if m.family == "catalogue"]
        outputs = runs(lesson, case, [rolled.choice(plain)] if number % 3 == 2 else [])
        if outputs is None:
            continue
        text = prints.notebook(outputs)
        if not NUMBER.search(text):
            continue
        changed = perturbed(text, rolled)
        if changed != text:
            jobs.append((lesson, path, changed))

    def work(job):
        lesson, path, text = job
        answer = bench.diagnose(lesson, path, text.encode())
        problems = claims(bench, lesson, path, text, answer)
        if answer.verdict in ("correct", "convention"):
            problems.append(f"{answer.verdict} for numbers that were moved")
        return answer, problems

    named = 0
    for (lesson, path, _), (answer, problems) in each(options, work, jobs):
        named += answer.verdict in ("diagnosed", "ambiguous")
        tally.close(f"perturbed {lesson}", [f"{p}\n    {answer.command}" for p in problems[:2]])
    print(f"perturbed: {len(jobs)} prints, {named} of them named (each claim checked by its trace)")


def check_others(bench, options, tally):
    """The numbers of another lesson on the same arrays: no name that does not reproduce them."""
    jobs = []
    for asked, made in itertools.permutations(learners.OPTIMIZERS, 2):
        for stem in ("course", "revealing"):
            files = {p.stem: p for p in common.case_files(common.ROOT / "lessons")[asked]}
            theirs = {p.stem: p for p in common.case_files(common.ROOT / "lessons")[made]}
            outputs = learners.run(made, common.Case(theirs[stem]))
            shown = {n: v for n, v in outputs.items() if "_d" not in n}
            jobs.append((asked, made, files[stem], prints.notebook(shown)))

    def work(job):
        asked, _, path, text = job
        answer = bench.diagnose(asked, path, text.encode())
        problems = claims(bench, asked, path, text, answer)
        if answer.verdict == "correct":
            problems.append("correct for another lesson's numbers")
        return answer, problems

    for (asked, made, path, _), (answer, problems) in each(options, work, jobs):
        tally.close(f"{made}'s numbers for {asked}", [f"{p}\n    {answer.command}" for p in problems])
        if answer.variants:
            print(f"  {made}'s numbers, {path.stem}, for {asked}: {answer.verdict} {answer.variants[0]}")


# --- every form ---------------------------------------------------------------------------------


def check_forms(bench, options, tally):
    """The same numbers in every form: the rule's are correct, and a bug is named in each."""
    path = common.ROOT / "lessons" / "Adam" / "cases" / "course.json"
    case = common.Case(path)
    bug = "uncorrected-second-moment"
    right = learners.run("adam", case)
    wrong = learners.run("adam", case, [learners.MISTAKES["adam"][bug]])
    jobs = []
    for form in prints.forms():
        for selection in ("parameters", "all"):
            names = chosen(right, selection)
            if selection == "all" and form.write in (prints.one_npy, prints.last_npy_by_columns):
                continue  # one array only: the same file again
            if options.quick and selection == "all" and form.options != "default":
                continue
            jobs.append((form, selection, True, {n: right[n] for n in names}))
            jobs.append((form, selection, False, {n: wrong[n] for n in names}))

    def work(job):
        form, _, is_right, shown = job
        answer = bench.diagnose("adam", path, form(shown), form.extension)
        problems = list(contract(answer, "adam"))
        if is_right and answer.verdict != "correct":
            problems.append(f"the rule's numbers are {answer.verdict} {answer.variants[:1]}")
        if not is_right:
            allowed = ("diagnosed", "ambiguous") if form.is_low_precision else ("diagnosed",)
            if answer.verdict not in allowed or bug not in answer.variants:
                problems.append(f"{bug} is {answer.verdict} {answer.variants[:3]}")
        return answer, problems

    for (form, selection, is_right, _), (answer, problems) in each(options, work, jobs):
        name = f"{form.name}, {selection}, {'the rule' if is_right else bug}"
        tally.close(name, [f"{p}\n    {answer.command}" for p in problems])
    print(f"forms: {len(jobs)} inputs")
    check_series_forms(bench, options, tally)


def check_series_forms(bench, options, tally):
    """The rule's own numbers of every other lesson, in some forms."""
    jobs = []
    for lesson in learners.RULES:
        for path, case in cases(bench, lesson, 2):
            values = learners.run(lesson, case)
            some = prints.SERIES_FORMS if lesson in learners.SERIES else list(prints.forms())[::9]
            for form in some:
                jobs.append((lesson, path, form, values))
    jobs = thinned(jobs, 60 if options.quick else None)

    def work(job):
        lesson, path, form, values = job
        answer = bench.diagnose(lesson, path, form(values), form.extension)
        wrong = [] if answer.verdict == "correct" else [f"{answer.verdict} {answer.variants[:1]} {answer.talk.partition(chr(10))[0][:120]}"]
        return answer, wrong + list(contract(answer, lesson))

    for (lesson, path, form, _), (answer, problems) in each(options, work, jobs):
        tally.close(f"{lesson} {path.stem}, {form.name}", [f"{p}\n    {answer.command}" for p in problems])


# --- samples and fixtures -----------------------------------------------------------------------


LABELS = {
    "eps-inside-sqrt": "epsilon-inside-root",
    "s-uncorrected-in-update": "uncorrected-second-moment",
    "bias-correction-no-t": "missing-exponent",
    "bias-correction-exponent-layer-index": "layer-index-exponent",
    "eps-missing": "missing-epsilon",
    "denominator-square-not-sqrt": "square-for-root",
    "b-update-starts-from-W": "bias-starts-from-weights",
    "b-update-uses-dW-statistics": "bias-uses-weights-velocity",
    "sign-flip-W": "ascent@weights",
    "last-batch-is-head": "last-is-the-head",
    # The last slice begins at the last full batch and runs to the end: with the remainder. No variant
    # of the lesson is that; the one called last-repeats-the-previous has no remainder.
    "last-batch-repeats-previous": None,
}
NOT_THIS = {"last-repeats-the-previous"}
CONVENTIONS = {"epsilon-inside-root"}

# What the notebook calls a hyperparameter, and what the lesson calls it.
RENAMED = {"learning_rate": "alpha", "beta1": "beta1", "beta2": "beta2", "epsilon": "epsilon"}


def sample_case(bench, lesson, inputs):
    """A sample's inputs as a case file."""
    content = {"lesson": lesson, "name": "sample"}
    if lesson == "mini-batches":
        columns, size = len(inputs["Y"][0]), inputs["size"]
        content["hyperparameters"] = {"size": size}
        step = {"X": inputs["X"], "Y": inputs["Y"], "p": inputs["p"]}
        content["steps"] = [{**step, "repeat": -(-columns // size)}]
        return write_case(bench, content)[0]
    names = {**RENAMED, "beta": "beta2" if lesson == "rmsprop" else "beta"}
    content["hyperparameters"] = {
        ours: inputs[theirs] for theirs, ours in names.items() if theirs in inputs
    }
    start = dict(inputs["parameters"])
    for state in ("v", "s"):
        for gradient, value in inputs.get(state, {}).items():
            if np.any(value):
                start[f"{state}_{gradient}"] = value
    step = dict(inputs["grads"])
    if "t" in inputs:
        step = {"t": inputs["t"], **step}
    content["start"], content["steps"] = start, [step]
    return write_case(bench, content)[0]


def expected_verdicts(names):
    if not names:
        return {"correct"}
    if names <= CONVENTIONS:
        return {"convention"}
    return {"diagnosed", "ambiguous"}


def names_of(variant):
    return {part for part in variant.split(",") if part}


def named_rightly(answer, names):
    """The problems of an answer that should name exactly these variants; None among them is a
    mistake without a name in the catalogue, which may be called unknown."""
    if None in names:
        if answer.verdict not in ("diagnosed", "ambiguous", "unknown"):
            yield f"{answer.verdict} for a mistake that shows"
        if any(names_of(v) & NOT_THIS for v in answer.variants):
            yield f"{answer.variants[:2]} does not make these numbers"
        return
    if answer.verdict not in expected_verdicts(names):
        yield f"{answer.verdict} {answer.variants[:2]} for {sorted(names) or 'the rule'}"
    elif names and names not in [names_of(v) for v in answer.variants]:
        yield f"{answer.verdict}: {answer.variants[:3]}, not {sorted(names)}"


def check_samples(bench, options, tally):
    """What public implementations print, as it is printed by three versions of the notebook."""
    recorded = json.loads((record_prints.RECORDED / "submissions.json").read_text(encoding="utf-8"))
    jobs = []
    for sample in recorded["prints"]:
        path = sample_case(bench, sample["lesson"], recorded["inputs"][sample["inputs"]])
        names = {LABELS[label] for label in sample["labels"]} if sample["differs"] else set()
        for key in ("printed", "printed_numpy_1_13", "printed_in_source"):
            if key in sample:
                jobs.append((sample, key, path, names))

    def work(job):
        sample, key, path, names = job
        answer = bench.diagnose(sample["lesson"], path, sample[key].encode())
        return answer, [*contract(answer, sample["lesson"]), *named_rightly(answer, names)]

    for (sample, key, _, _), (answer, problems) in each(options, work, jobs):
        tally.close(f"sample {sample['id']} {key}", [f"{p}\n    {answer.command}" for p in problems])
    print(f"samples: {len(jobs)} prints of {len(recorded['prints'])} submissions")


def check_fixtures(bench, options, tally):
    """Two published keys and one published learner, from the printed parameters alone."""
    content = json.loads((record_prints.RECORDED / "fixtures.json").read_text(encoding="utf-8"))
    recomputed = {one["name"]: one for one in record_prints.fixtures()}
    parameters, grads = record_prints.course_inputs()
    path = common.ROOT / "lessons" / "Adam" / "cases" / "course.json"
    for one in content["fixtures"]:
        problems = []
        if one != recomputed[one["name"]]:
            problems.append("NumPy gives other numbers now")
        how = record_prints.FIXTURES[one["name"]][0]
        updated = record_prints.adam_once(parameters, grads, **how)
        for place, published in one["published"].items():
            if record_prints.element(updated, place) != published:
                problems.append(f"{place} is not the published {published}")
        for line in one["printed"].splitlines():
            if line.startswith("v[") or line.startswith("s["):
                problems.append("more than parameters")
        answer = bench.diagnose("adam", path, one["printed"].encode())
        names = set(one["variants"])
        problems += [*contract(answer, "adam"), *named_rightly(answer, names)]
        if answer.verdict != one["verdict"]:
            problems.append(f"{answer.verdict}, not {one['verdict']}")
        tally.close(f"fixture {one['name']}", [f"{p}\n    {answer.command}" for p in problems])


# --- the learners themselves --------------------------------------------------------------------


def check_agreement(bench, options, tally):
    """The learners' functions against `gradus trace --variant`: single variants with every scope,
    and pairs. A difference says that one of the two is wrong about a mistake."""
    jobs = []
    for lesson in learners.RULES:
        for path, case in cases(bench, lesson, 2):
            rolled = dice("agreement", lesson, case.name)
            catalogued = [m for m in learners.MISTAKES[lesson].values() if m.is_catalogued]
            groups = [[]] + [[m] for m in catalogued]
            groups += [[m] for one in catalogued for m in narrowings(one, case, rolled, 9)]
            groups += combinations(catalogued, case, rolled, 60, 10)
            jobs += [(lesson, path, case, group) for group in groups]
    if options.quick:
        jobs = thinned(jobs, 350)

    def work(job):
        lesson, path, case, group = job
        mine = runs(lesson, case, group)
        variant = ",".join(m.name for m in group)
        theirs, why = bench.trace(lesson, path, variant)
        if theirs is None or mine is None:
            return why if mine is not None else None
        for name in mine:
            if name not in theirs:
                return f"{variant}: no {name} in the trace"
            if not near(mine[name], theirs[name], 1e-11):
                return f"{variant}: {name} is {theirs[name].tolist()}, NumPy has {mine[name].tolist()}"
        return None

    refused = collections.Counter()
    compared = 0
    for (lesson, path, _, group), problem in each(options, work, jobs):
        if problem and problem.startswith("Error"):  # gradus will not run these together
            refused[re.sub(r"'[^']*'", "'…'", problem)] += 1
            continue
        compared += 1
        shown = [f"{problem}\n    gradus trace {lesson} --case {path}"] if problem else []
        tally.close(f"agreement {lesson} {path.stem}", shown)
    print(f"agreement: {compared} traces; refused: {dict(refused)}")


# --- everything ---------------------------------------------------------------------------------


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gradus", metavar="FILE", required=True, help="the built executable")
    parser.add_argument("--quick", action="store_true", help="a fixed sample, under a minute")
    parser.add_argument("--strict", action="store_true", help="any wrong name fails")
    parser.add_argument("--only", metavar="PART[,PART…]", help=", ".join(PARTS))
    parser.add_argument("--lessons", metavar="LESSON[,…]", help="the learners of these lessons only")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    parts = options.only.split(",") if options.only else PARTS
    bench, tally = Bench(options.gradus), common.Tally()
    for part in PARTS:
        if part in parts:
            globals()[f"check_{part}"](bench, options, tally)
    print(f"{bench.calls} calls of gradus")
    code = tally.finish()
    bench.close(keep=code != 0)
    return code


if __name__ == "__main__":
    sys.exit(main())

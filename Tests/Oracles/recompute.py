#!/usr/bin/env python3
"""Recomputes every golden of every lesson with NumPy from the case files alone, and compares bits.

    Tests/Oracles/recompute.py --gradus .build/debug/gradus             every lesson
    Tests/Oracles/recompute.py --gradus .build/debug/gradus adam ewma   some lessons

`notebook.py` has the equations; for those of the network, `network.py` says which order of a sum and
which exp and log the bits are of, and how near NumPy's own must be. A variant they have not, a golden
that no case and variant ask for, and a missing golden are failures.
"""

import argparse
import pathlib
import sys

import common
import network
import notebook
from common import Case, difference, matrix, same_bits

ORACLE, GOLDEN = "NumPy has", "the golden has"


# --- which goldens there should be --------------------------------------------------------------


def variants_of_gradus(gradus):
    return {one["id"]: [v["id"] for v in one["variants"]] for one in gradus.lessons()}


# --- two runs side by side ----------------------------------------------------------------------


def pairs(rule, variant):
    """The lines of two runs with their counterparts: (t, parameter, layer, target, rule, variant).

    In a step, an update meets the other run's first update of the same parameter; in an update, a
    line meets the first line of the same target. What only the variant has comes last.
    """
    for rule_step, variant_step in zip(rule.steps, variant.steps, strict=True):
        rest = list(variant_step.updates)
        for update in rule_step.updates:
            twin = next((one for one in rest if one.parameter == update.parameter), None)
            if twin is not None:
                rest.remove(twin)
            yield from paired_lines(rule_step.t, update, twin)
        for extra in rest:
            yield from paired_lines(rule_step.t, None, extra)


def paired_lines(t, rule, variant):
    update = rule or variant
    place = (t, update.parameter, update.layer)
    rest = list(variant.lines) if variant else []
    for target, value in rule.lines if rule else []:
        at = next((i for i, (other, _) in enumerate(rest) if other == target), None)
        yield (*place, target, value, None if at is None else rest.pop(at)[1])
    for target, value in rest:
        yield (*place, target, None, value)


def is_visible(rule, variant):
    """Whether some result of the rule is another, or is missing, after some step."""
    return any(
        name not in after.results or not same_bits(value, after.results[name])
        for before, after in zip(rule.steps, variant.steps, strict=True)
        for name, value in before.results.items()
    )


# --- comparing a golden -------------------------------------------------------------------------


class Check:
    """The comparison of one golden, with what it has found and how much it has compared."""

    def __init__(self, golden):
        self.golden = golden
        self.problems = []
        self.lines = 0
        self.numbers = 0

    def equal(self, what, expected, found):
        if expected != found:
            self.problems.append(f"{what}: {GOLDEN} {found!r}, {ORACLE} {expected!r}")

    def value(self, what, expected, found):
        """Compares an array with a matrix of the golden, bit by bit."""
        self.numbers += expected.size
        text = difference(expected, matrix(found), ORACLE, GOLDEN)
        if text:
            self.problems.append(f"{what}, {text}")

    def head(self, schema, lesson, case, variants):
        self.equal("schema", schema, self.golden.get("schema"))
        self.equal("lesson", lesson, self.golden.get("lesson"))
        self.equal("case", case.name, self.golden.get("case"))
        self.equal("variants", variants, self.golden.get("variants"))

    def outputs(self, results):
        found = self.golden["outputs"]
        self.equal("names of the outputs", sorted(results), sorted(found))
        for name in sorted(results.keys() & found.keys()):
            self.value(f"output {name}", results[name], found[name])

    # The rule's trace.

    def trace(self, lesson, case, record):
        self.head("gradus.trace/1", lesson, case, [])
        for name, value in case.hyperparameters.items():
            # Those the rule does not use (they are for some variant) are not in its trace.
            found = self.golden["hyperparameters"].get(name, value)
            self.value(f"hyperparameter {name}", matrix(value), found)
        if lesson in notebook.FACTS:
            self.named_lines("facts", notebook.FACTS[lesson](case), self.golden.get("facts", []))
        steps = self.golden["steps"]
        self.equal("number of steps", len(record.steps), len(steps))
        for step, found in zip(record.steps, steps):
            self.equal("t", step.t, found["t"])
            self.equal(
                f"t = {step.t}: updates",
                [(update.parameter, update.layer) for update in step.updates],
                [(update["parameter"], update["layer"]) for update in found["updates"]],
            )
            for update, lines in zip(step.updates, found["updates"]):
                self.named_lines(f"t = {step.t}", update.lines, lines["lines"])
        self.outputs(record.steps[-1].results)

    def named_lines(self, place, expected, found):
        self.equal(f"{place}: lines", [name for name, _ in expected], [x["target"] for x in found])
        for (target, value), line in zip(expected, found):
            self.lines += 1
            self.value(f"{place}, {target}", value, line["value"])

    # A variant's comparison with the rule.

    def comparison(self, lesson, case, name):
        context = notebook.WITHIN.get((lesson, name))
        self.head("gradus.comparison/1", lesson, case, [name])
        self.equal("within", [context] if context else None, self.golden.get("within"))
        rule = notebook.run(lesson, case, context)
        try:
            variant = notebook.run(lesson, case, name)
        except (KeyError, ValueError) as error:
            # Where Python stops there is nothing to compare, and that is seen.
            if self.golden["failure"] is None:
                self.problems.append(f"{GOLDEN} no failure, but Python stops: {error!r}")
            self.equal("visible", True, self.golden["visible"])
            self.equal("lines", [], self.golden["lines"])
            self.equal("outputs", {}, self.golden["outputs"])
            self.equal("firstDivergence", None, self.golden["firstDivergence"])
            return
        self.equal("failure", None, self.golden["failure"])
        self.equal("visible", is_visible(rule, variant), self.golden["visible"])
        both = list(pairs(rule, variant))
        self.lines += len(both)
        differing = []
        for pair in both:
            *_, before, after = pair
            if before is None or after is None or not same_bits(before, after):
                differing.append(pair)
            else:
                self.numbers += before.size  # it agrees, and the golden must not list it
        self.differing_lines(differing, self.golden["lines"])
        self.divergence(both)
        self.outputs(variant.steps[-1].results)

    def differing_lines(self, expected, found):
        def name(t, parameter, layer, target, rule, variant):
            sides = "" if rule is not None and variant is not None else (
                " (variant only)" if rule is None else " (rule only)"
            )
            layer = "" if layer is None else f", layer {int(layer)}"
            return f"t = {int(t)}, {parameter or 'series'}{layer}, {target}{sides}"

        places = [name(*pair) for pair in expected]
        listed = [
            name(*(line[k] for k in ("t", "parameter", "layer", "target", "rule", "variant")))
            for line in found
        ]
        if places != listed:
            for place in [one for one in places if one not in listed][:2]:
                self.problems.append(f"{place}: differs, and the golden does not list it")
            for place in [one for one in listed if one not in places][:2]:
                self.problems.append(f"{place}: the golden lists it, and it does not differ")
            if sorted(places) == sorted(listed):
                self.problems.append("the differing lines stand in another order")
            elif set(places) == set(listed):
                self.problems.append(f"{len(listed)} lines listed, {len(places)} differ")
            return
        for place, (*_, before, after), line in zip(places, expected, found):
            if before is not None:
                self.value(f"{place}, rule", before, line["rule"]["value"])
            if after is not None:
                self.value(f"{place}, variant", after, line["variant"]["value"])

    def divergence(self, both):
        """The numbers quoted as the first divergence must be in the lines they are quoted from."""
        quoted = self.golden["firstDivergence"]
        if not quoted or quoted["element"] is None:
            return
        row, column = (int(at) for at in quoted["element"])
        place = (quoted["t"], quoted["parameter"], quoted["target"])
        for side, at in (("rule", 4), ("variant", 5)):
            values = [
                pair[at]
                for pair in both
                if pair[at] is not None and (pair[0], pair[1], pair[3]) == place
            ]
            number = matrix(quoted[side])
            there = [value[row : row + 1, column : column + 1] for value in values]
            if not any(same_bits(value, number) for value in there):
                self.problems.append(f"firstDivergence.{side}: {quoted[side]!r} is in no such line")


# --- everything ---------------------------------------------------------------------------------


def check_lesson(lesson, cases, variants, folder, tally):
    """Compares every golden of a lesson; True if all agree."""
    before = tally.failed
    goldens = lines = numbers = 0
    expected = set()
    for path in cases:
        case = Case(path)
        for name in [None, *variants]:
            file = folder / (case.name + ("" if name is None else f"~{name}") + ".json")
            expected.add(file.name)
            shown = f"{folder.name}/{file.name}"
            if not file.exists():
                tally.close(shown, ["there is no such golden"])
                continue
            goldens += 1
            check = None
            try:
                check = Check(common.read_json(file.read_text(encoding="utf-8")))
                if name is None:
                    check.trace(lesson, case, notebook.run(lesson, case, None))
                else:
                    check.comparison(lesson, case, name)
            except network.NumPyDisagrees as error:
                tally.close(shown, [str(error)])
                continue
            except notebook.UnknownVariant:
                tally.close(shown, [f"the oracle does not implement '{name}' of {lesson}"])
                continue
            except (AttributeError, LookupError, TypeError, ValueError) as error:
                tally.close(shown, [*(check.problems if check else []), f"unreadable: {error!r}"])
                continue
            tally.close(shown, check.problems)
            lines += check.lines
            numbers += check.numbers
    for file in sorted(folder.glob("*")):
        if file.name not in expected:
            tally.close(f"{folder.name}/{file.name}", ["no case and variant ask for this golden"])
    bad = tally.failed - before
    verdict = f"{bad} FAILED" if bad else "all bits agree"
    print(f"{lesson}: {goldens} goldens, {lines} lines, {numbers} numbers: {verdict}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lesson", nargs="*", help="lessons to check; all if none is named")
    parser.add_argument("--golden", metavar="FOLDER", default=common.ROOT / "golden")
    parser.add_argument("--lessons", metavar="FOLDER", default=common.ROOT / "lessons")
    parser.add_argument("--gradus", metavar="FILE", required=True, help="has the list of the variants")
    options = parser.parse_args()

    cases = common.case_files(options.lessons)
    variants = variants_of_gradus(common.Gradus(options.gradus))
    tally = common.Tally()
    golden = pathlib.Path(options.golden)
    folders = {folder.name for folder in golden.iterdir() if folder.is_dir()}
    known = set(notebook.LESSONS)
    for unknown in sorted((set(variants) | set(cases) | folders) - known):
        tally.close(unknown, [f"the oracle does not implement the lesson '{unknown}'"])
    for missing in sorted(known - (set(variants) & set(cases) & folders)):
        tally.close(missing, ["the oracle has it; its source, cases or goldens are missing"])
    for named in set(options.lesson) - known:
        parser.error(f"unknown lesson '{named}'; valid: {', '.join(notebook.LESSONS)}")
    for lesson in notebook.LESSONS:
        if lesson in variants and lesson in cases and lesson in folders:
            if not options.lesson or lesson in options.lesson:
                check_lesson(lesson, cases[lesson], variants[lesson], golden / lesson, tally)
    asked = network.Asked
    if asked.numbers:
        print(f"NumPy's own @, np.sum, np.exp and np.log agree with {asked.numbers} numbers")
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())

"""The same numbers in every form a learner may hand in: prints, tables, notebooks, files.

A form is a function from quantities ({"W1": array, "v_dW1": array}, in the notebook's order) to
bytes. It depends on nothing else, so two sets of numbers look the same to a reader of that form
exactly if the bytes are the same.
"""

import contextlib
import csv
import dataclasses
import html
import io
import json

import numpy as np

# --- names and options --------------------------------------------------------------------------


def subscripted(name, quote='"'):
    """v_dW1 as the notebook's print calls it: v["dW1"]."""
    state, _, rest = name.partition("_d")
    return f"{state}[{quote}d{rest}{quote}]" if rest else name


def grouped(quantities):
    """The dictionaries a learner has: parameters, v, s."""
    groups = {}
    for name, value in quantities.items():
        state, _, rest = name.partition("_d")
        group, key = (state, "d" + rest) if rest else ("parameters", name)
        groups.setdefault(group, {})[key] = value
    return groups


OPTIONS = {
    "default": {},
    "precision 4": {"precision": 4},
    "suppress": {"suppress": True},
    "precision 6, suppress": {"precision": 6, "suppress": True},
    "precision 10": {"precision": 10},
    "precision 17": {"precision": 17},
    "fixed": {"floatmode": "fixed"},
    "NumPy 1.13": {"legacy": "1.13"},
    "narrow": {"linewidth": 30},
}


def options(name):
    return np.printoptions(**OPTIONS[name]) if OPTIONS[name] else contextlib.nullcontext()


# --- text ---------------------------------------------------------------------------------------


def notebook(quantities):
    """print("W1 = " + str(parameters["W1"])), as the notebook's own cell does."""
    return "".join(f"{subscripted(name)} = {value}\n" for name, value in quantities.items())


def own_line(quantities):
    return "".join(f"{subscripted(name)} = \n{value}\n" for name, value in quantities.items())


def single_quotes(quantities):
    return "".join(f"{subscripted(n, chr(39))} = {value}\n" for n, value in quantities.items())


def colon(quantities):
    return "".join(f"{name}: {value}\n" for name, value in quantities.items())


def in_dictionary(quantities):
    """print(parameters); print("v =", v)."""
    lines = []
    for group, content in grouped(quantities).items():
        lines.append(f"{content}" if group == "parameters" else f"{group} = {content}")
    return "\n".join(lines) + "\n"


def represented(quantities):
    return "".join(f"{subscripted(name)} = {value!r}\n" for name, value in quantities.items())


def prompts(quantities):
    """A console: the expression, then its value."""
    lines = []
    for name, value in quantities.items():
        group, _, rest = subscripted(name).partition("[")
        asked = f"{group}[{rest}" if rest else f'parameters["{name}"]'
        lines.append(f">>> {asked}\n{value!r}\n")
    return "".join(lines)


def cells(quantities):
    """What Jupyter shows for a last expression, copied with its prompt."""
    lines = []
    for number, (name, value) in enumerate(quantities.items(), 1):
        asked = subscripted(name) if "_d" in name else f'parameters["{name}"]'
        lines.append(f"In [{number}]: {asked}\nOut[{number}]: {value!r}\n")
    return "\n".join(lines)


def unlabelled(quantities):
    return "".join(f"{value}\n" for value in quantities.values())


def markdown_table(quantities):
    rows = [
        f"| **{subscripted(name)}** | {' '.join(str(value).split())} |"
        for name, value in quantities.items()
    ]
    return "\n".join(["| quantity | value |", "| --- | --- |", *rows]) + "\n"


def html_table(quantities):
    """The course's own expected-output table."""
    rows = []
    for name, value in quantities.items():
        shown = html.escape(subscripted(name), quote=False)
        rows.append(
            f"    <tr>\n    <td > **{shown}** </td> \n        <td > {value} </td> \n    </tr> \n"
        )
    return "<table> \n" + "".join(rows) + "</table>\n"


def torch_tensors(quantities):
    """torch.tensor prints four decimals, all of them, and commas."""
    lines = []
    for name, value in quantities.items():
        with np.printoptions(precision=4, floatmode="fixed", suppress=True):
            text = np.array2string(value, separator=", ", prefix=" " * 7)
        lines.append(f"{subscripted(name)} = tensor({text}, dtype=torch.float64)\n")
    return "".join(lines)


# --- files --------------------------------------------------------------------------------------


def nested_lists(quantities):
    return json.dumps({k: v.tolist() for k, v in quantities.items()}) + "\n"


def nested_dictionaries(quantities):
    """{"parameters": {"W1": …}, "v": {"dW1": …}}: a learner's variables, dumped."""
    groups = {
        group: {key: value.tolist() for key, value in content.items()}
        for group, content in grouped(quantities).items()
    }
    return json.dumps(groups, indent=1) + "\n"


def python_lists(quantities):
    return "".join(f"{subscripted(n)} = {v.tolist()}\n" for n, v in quantities.items())


def long_csv(quantities):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["name", "row", "col", "value"])
    for name, value in quantities.items():
        for (row, column), number in np.ndenumerate(np.atleast_2d(value)):
            writer.writerow([name, row, column, repr(float(number))])
    return text.getvalue()


def block_csv(quantities):
    """Each matrix under its name, a blank line between."""
    blocks = []
    for name, value in quantities.items():
        rows = [",".join(repr(float(x)) for x in row) for row in np.atleast_2d(value)]
        blocks.append("\n".join([name, *rows]))
    return "\n\n".join(blocks) + "\n"


def one_npy(quantities):
    """np.save of the first array alone: an .npy has no names."""
    file = io.BytesIO()
    np.save(file, next(iter(quantities.values())))
    return file.getvalue()


def last_npy_by_columns(quantities):
    """The last weights, in Fortran's order, as np.save writes a transposed view."""
    weights = [value for name, value in quantities.items() if name[0] == "W"]
    file = io.BytesIO()
    np.save(file, np.asfortranarray(weights[-1]))
    return file.getvalue()


def stored_npz(quantities):
    file = io.BytesIO()
    np.savez(file, **quantities)
    return file.getvalue()


def compressed_npz(quantities):
    file = io.BytesIO()
    np.savez_compressed(file, **quantities)
    return file.getvalue()


def _code(number, source, outputs):
    return {
        "cell_type": "code",
        "execution_count": number,
        "metadata": {"collapsed": False},
        "source": source,
        "outputs": outputs,
    }


def _notebook_file(cells_):
    content = {
        "cells": cells_,
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 1,
    }
    return json.dumps(content, indent=1) + "\n"


_TEXT = {"cell_type": "markdown", "metadata": {}, "source": ["### 4 - Adam\n", "**Exercise**"]}


def printed_notebook(quantities):
    """An .ipynb whose cell prints as the course's does; text as a list of lines."""
    source = [f'print("{n} = " + str({n}))\n' for n in quantities]
    stream = {
        "name": "stdout",
        "output_type": "stream",
        "text": notebook(quantities).splitlines(keepends=True),
    }
    setup = _code(1, "import numpy as np", [])
    return _notebook_file([_TEXT, setup, _code(2, source, [stream])])


def results_notebook(quantities):
    """An .ipynb whose cells end in an expression; text as one string."""
    found = [_TEXT]
    for number, (name, value) in enumerate(quantities.items(), 1):
        source = subscripted(name) if "_d" in name else f'parameters["{name}"]'
        result = {
            "output_type": "execute_result",
            "execution_count": number,
            "metadata": {},
            "data": {"text/plain": repr(value)},
        }
        found.append(_code(number, source, [result]))
    return _notebook_file(found)


# --- forms --------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Form:
    """How numbers are handed in; `extension` is None for what is piped in."""

    name: str
    write: object
    options: str = "default"
    extension: str | None = None

    def __call__(self, quantities):
        with options(self.options):
            content = self.write(quantities)
        return content.encode() if isinstance(content, str) else content

    @property
    def is_low_precision(self):
        return self.write is torch_tensors or self.options == "precision 4"


TEXT = [notebook, own_line, single_quotes, colon, in_dictionary, represented, prompts, cells]
ORDERED = [unlabelled]  # readable only if all parameters are there
TABLES = [markdown_table, html_table, torch_tensors, python_lists]
FILES = [
    (nested_lists, "json"),
    (nested_dictionaries, "json"),
    (long_csv, "csv"),
    (block_csv, "csv"),
    (one_npy, "npy"),
    (last_npy_by_columns, "npy"),
    (stored_npz, "npz"),
    (compressed_npz, "npz"),
    (printed_notebook, "ipynb"),
    (results_notebook, "ipynb"),
]


def _named(function):
    return function.__name__.strip("_").replace("_", " ")


def forms():
    """Every form, text ones with every option."""
    for write in TEXT:
        for option in OPTIONS:
            yield Form(f"{_named(write)}, {option}", write, option)
    for write in ORDERED + TABLES:
        yield Form(_named(write), write)
    yield Form("html table, NumPy 1.13", html_table, "NumPy 1.13")
    for write, extension in FILES:
        yield Form(_named(write), write, extension=extension)
    yield Form("printed notebook, NumPy 1.13", printed_notebook, "NumPy 1.13", "ipynb")


# --- series -------------------------------------------------------------------------------------


def series_array(values):
    """The list of all days, as an array."""
    return "".join(f"{name} = {value}\n" for name, value in values.items())


def series_list(values):
    return "".join(f"{name} = {value.tolist()}\n" for name, value in values.items())


def series_loop(values):
    """print("v =", v) in the loop: a line a day."""
    days = zip(*[[(name, x) for x in value.tolist()] for name, value in values.items()])
    return "".join(f"{name} = {x}\n" for day in days for name, x in day)


def series_last(values):
    return "".join(f"{name} = {value.tolist()[-1]}\n" for name, value in values.items())


SERIES_FORMS = [
    Form("array", series_array),
    Form("array, precision 6", series_array, "precision 6, suppress"),
    Form("array, NumPy 1.13", series_array, "NumPy 1.13"),
    Form("list", series_list),
    Form("loop", series_loop),
    Form("last", series_last),
    Form("json", nested_lists, extension="json"),
]

"""Writes the files that the tests of Readers read: prints and arrays of a real NumPy.

    python Tests/Oracles/readers.py            # writes Tests/ReadersTests/Recorded
    python Tests/Oracles/readers.py --check    # says whether NumPy still writes them so

The numbers are k/7 and the like, which need no random generator.
"""

import argparse
import io
import json
import pathlib

import numpy as np

FOLDER = pathlib.Path(__file__).parent.parent / "ReadersTests" / "Recorded"

W1 = np.array([[1.62434536, -0.61175641, -0.52817175], [-1.07296862, 0.86540763, -2.3015387]])
b1 = np.array([[1.74481176], [-0.7612069]])
SEVENTHS = np.arange(20) / 7
PARAMETERS = {"W1": W1, "b1": b1}


def npy(array, **options):
    stream = io.BytesIO()
    np.lib.format.write_array(stream, array, **options)
    return stream.getvalue()


def npz(save, **arrays):
    stream = io.BytesIO()
    save(stream, **arrays)
    return stream.getvalue()


def text(*values, **options):
    with np.printoptions(**options):
        return "".join(v if isinstance(v, str) else f"{v}\n" for v in values).encode()


def notebook():
    def code(count, source, *outputs):
        return {"cell_type": "code", "execution_count": count, "metadata": {},
                "source": source, "outputs": list(outputs)}

    def stream(*lines):
        return {"output_type": "stream", "name": "stdout", "text": list(lines)}

    result = {"output_type": "execute_result", "execution_count": 4, "metadata": {},
              "data": {"text/plain": repr(W1).splitlines(keepends=True)}}
    picture = {"output_type": "display_data", "metadata": {},
               "data": {"image/png": "iVBORw0KGgo=" * 10_000, "text/plain": "<Figure size 640x480 with 1 Axes>"}}
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": "# Adam with $\\beta_1 = 0.9$"},
        code(1, "import numpy as np"),
        code(5, ["print('W1 = ' + str(W1))\n", "print('b1 = ' + str(b1))"],
             stream("W1 = [[ 1.62434536 -0.61175641 -0.52817175]\n"),
             stream(" [-1.07296862  0.86540763 -2.3015387 ]]\n", "b1 = [[ 1.74481176]\n", " [-0.7612069 ]]\n")),
        {"cell_type": "markdown", "metadata": {}, "source": [
            "**Expected Output**:\n", "<table>\n", " <tr>\n", " <td > **W1** </td> \n",
            "   <td > [[ 1.63178673 -0.61919778 -0.53561312]\n", " [-1.08040999  0.85796626 -2.29409733]] </td>\n",
            " </tr>\n", "</table>"]},
        code(4, "parameters['W1']", result, picture),
        code(None, "print(b1)"),
        code(6, "1/0", {"output_type": "error", "ename": "ZeroDivisionError", "evalue": "division by zero",
                        "traceback": ["\x1b[31mZeroDivisionError\x1b[0m: 7 [1, 2]"]}),
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}, indent=1).encode()


def files():
    yield "f8.npy", npy(W1)
    yield "f8-fortran.npy", npy(np.asfortranarray(W1))
    yield "f8-big.npy", npy(W1.astype(">f8"))
    yield "f4.npy", npy(W1.astype("<f4"))
    yield "f2.npy", npy(np.array([1.5, -65504, 6e-8, np.inf, np.nan], "<f2"))
    yield "i8.npy", npy(np.array([-(2**62), 7]))
    yield "i2-big.npy", npy(np.array([-2, 300], ">i2"))
    yield "u1.npy", npy(np.array([0, 255], "u1"))
    yield "b1.npy", npy(np.array([True, False]))
    yield "zero-dimensional.npy", npy(np.array(0.1))
    yield "empty.npy", npy(np.zeros((0, 3)))
    yield "cube-fortran.npy", npy(np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)))
    yield "version-2.npy", npy(W1, version=(2, 0))
    yield "version-3.npy", npy(W1, version=(3, 0))
    yield "objects.npy", npy(np.array({"W1": 1}, dtype=object), allow_pickle=True)
    yield "complex.npy", npy(np.array([1 + 2j]))
    yield "texts.npy", npy(np.array(["W1"]))
    yield "record.npy", npy(np.array([(1, 2.0)], dtype=[("β", "i4"), ("y", "f8")]))
    yield "stored.npz", npz(np.savez, **PARAMETERS)
    yield "deflated.npz", npz(np.savez_compressed, seventh=np.arange(3000) / 7, zeros=np.zeros((50, 40)), **PARAMETERS)
    yield "nested.npz", npz(np.savez, **{"v/dW1": W1, "arr_0": b1})
    yield "new.txt", text("W1 = ", W1, "b1 = ", b1)
    yield "legacy.txt", text("W1 = ", W1, "b1 = ", b1, legacy="1.13")
    yield "scientific.txt", text("b = ", b1 * 1e-5)
    yield "scientific-legacy.txt", text("b = ", b1 * 1e-5, legacy="1.13")
    yield "wrapped.txt", text("x = ", SEVENTHS)
    yield "repr.txt", (repr(PARAMETERS) + "\n").encode()
    yield "scalars.txt", text(f"{ {'cost': np.float64(1 / 3), 'lr': 0.1} }\n", f"cost = {np.float64(2) / 3}\n")
    yield "long.txt", text(repr(np.arange(1001.0)) + "\n")
    yield "long-matrix.txt", text("A = ", np.arange(10_000).reshape(100, 100))
    yield "special.txt", text(np.array([[np.nan, 1.5], [np.inf, -np.inf]]), np.array([-0.0, 0.0]))
    yield "fixed.txt", text(W1, floatmode="fixed", precision=4)
    yield "suppressed.txt", text(np.array([5.49e-05, 1e-9, 0.25]), suppress=True)
    yield "cube.txt", text(np.arange(8.0).reshape(2, 2, 2))
    yield "notebook.ipynb", notebook()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    FOLDER.mkdir(exist_ok=True)
    changed = []
    for name, data in files():
        path = FOLDER / name
        if not path.exists() or path.read_bytes() != data:
            changed.append(name)
            if not check:
                path.write_bytes(data)
    print(f"NumPy {np.__version__}:", "changed: " + ", ".join(changed) if changed else "every file is as recorded")
    if check and changed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

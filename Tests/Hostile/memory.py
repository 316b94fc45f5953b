#!/usr/bin/env python3
"""Measures how much memory a file takes to be read, for files that are made to take much.

    Tests/Hostile/memory.py --gradus .build/release/gradus --probe .build/release/probe
                            [--megabytes 8] [--only commas]

For each kind of file: its size, the most memory that reading it took and that `gradus diagnose` took, and how many
bytes that is for each byte of the file, without what the program takes for a file of no size. Fails if a file
takes more than the bounds below, traps, or takes longer than a minute. Diagnosing holds each number a second time,
with the interval it may come from.
"""

import argparse
import io
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import time
import zipfile

MIB = 2**20
# Bytes, and bytes for each byte of the file. Those for reading are what Sources/Readers/Limits.swift promises; a print
# that nothing explains is searched in every case of the lesson, and with small files stays below 200 MB.
READING = (64 * MIB, 48)
DIAGNOSING = (160 * MIB, 160)


def npy(descr, shape, data=b""):
    header = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + data


def npz(*members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for at, member in enumerate(members):
            archive.writestr(f"W{at}.npy", member)
    return file.getvalue()


def zeros(descr, count, width):
    return npy(descr, f"({count},)", bytes(count * width))


def notebook(text):
    cell = {
        "cell_type": "code", "execution_count": 1, "source": ["print(W1)"], "metadata": {},
        "outputs": [{"output_type": "stream", "name": "stdout", "text": text}],
    }
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def files(size):
    """The files: a name whose ending counts, and a function that makes the bytes."""

    def repeated(text, begin="", end=""):
        return lambda: (begin + text * (size // len(text)) + end).encode()

    def members(quote):
        return lambda: ("{" + ", ".join(
            f"{quote}a{at}{quote}: 1" for at in range(size // 12)) + "}").encode()

    return {
        "packed-bytes.npz": lambda: npz(zeros("|i1", 32_000_000, 1)),
        "packed-doubles.npz": lambda: npz(zeros("<f8", 4_000_000, 8)),
        "packed-many.npz": lambda: npz(*[zeros("|i1", 1_000_000, 1)] * 40),
        "packed-fortran.npz": lambda: npz(
            npy("|i1", "(1000, 4000)", bytes(4_000_000)).replace(b"False", b"True ")),
        "bytes.npy": lambda: zeros("|i1", min(size, 4_000_000), 1),
        "shape.npy": lambda: npy("<f8", "(1000000000, 1000000000)", bytes(80)),
        "no-numbers.npy": lambda: npy("<f8", "(0, 1000000000000000000)"),
        "commas.csv": repeated(","),
        "commas.txt": repeated(","),
        "comma-lines.csv": repeated(",,,,,,,\n"),
        "digits.csv": repeated("1,", end="1"),
        "digit-lines.csv": repeated("1,2\n"),
        "columns.csv": repeated("1,2,3\n", begin="W1,b1,W2\n"),
        "long.csv": lambda: ("name,row,col,value\n" + "".join(
            f"W1,{at},0,1\n" for at in range(size // 12))).encode(),
        "quotes.csv": repeated('"",'),
        "semicolons.txt": repeated("1;"),
        "spaces.txt": repeated("1 "),
        "lines.txt": repeated("1\n"),
        "labels.txt": repeated("a=1\n"),
        "list.txt": repeated("1,", begin="W1 = [", end="1]"),
        "rows.txt": repeated("[1],", begin="W1 = [", end="[1]]"),
        "open.txt": repeated("["),
        "closed.txt": repeated("[]"),
        "dictionary.txt": members("'"),
        "list.json": repeated("1,", begin="[", end="1]"),
        "rows.json": repeated("[1],", begin='{"W1": [', end="[1]]}"),
        "open.json": repeated("["),
        "objects.json": repeated('{"a":'),
        "members.json": members('"'),
        "texts.json": repeated('"",', begin='["1",', end='"1"]'),
        "students.jsonl": lambda: b'{"student":"a","W1":1}\n' * min(size // 23, 5_000),
        "string.json": repeated("\\u0041", begin='{"W1": "', end='"}'),
        "output.ipynb": lambda: notebook("1 " * (size // 2)),
        "outputs.ipynb": lambda: notebook(["1\n"] * (size // 6)),
        "table.html": repeated("<td>1</td>", begin="<table><tr>", end="</tr></table>"),
        "bars.md": repeated("|1", end="|"),
        "blank.md": repeated("|1|2|\n", begin="|blank|answer|\n"),
        "words.txt": repeated("a "),
        "letters.txt": repeated("a"),
        "ellipses.txt": repeated("…"),
        "wide.txt": lambda: ("1 " * (size // 4)).encode("utf-16"),
        "latin.txt": lambda: b"\xe9" * size,
        "points.txt": repeated("."),
        "log.txt": repeated("Cost after epoch 1: 0.5\n"),
    }


def run(command, request=None):
    """The most memory, the seconds, the exit code, and the errors; or the answer, if there is a request."""
    begin = time.monotonic()
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE if request else subprocess.DEVNULL, stderr=subprocess.PIPE)
    process.stdin.write((request or "").encode())
    process.stdin.close()
    said = (process.stdout if request else process.stderr).read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * 1024, time.monotonic() - begin, process.returncode, said.decode()


def reading(probe, path):
    return run([probe], f"read {path}\n")


def diagnosing(gradus, path):
    lesson = "training" if path.name.startswith("log") else "adam"
    return run([gradus, "diagnose", lesson, str(path)])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gradus", required=True)
    parser.add_argument("--probe", required=True)
    parser.add_argument("--megabytes", type=float, default=8)
    parser.add_argument("--only", default="", help="only the files that have this in their names")
    parser.add_argument("--make", nargs=2, metavar=("KIND", "PATH"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.make:
        kind, path = given.make
        pathlib.Path(path).write_bytes(files(int(given.megabytes * MIB))[kind]())
        return
    ways = (
        ("read", reading, str(pathlib.Path(given.probe).resolve()), READING),
        ("diagnosed", diagnosing, str(pathlib.Path(given.gradus).resolve()), DIAGNOSING),
    )
    held = 0
    kinds = [kind for kind in files(0) if given.only in kind]
    with tempfile.TemporaryDirectory() as name:
        path = pathlib.Path(name) / "empty.txt"
        path.write_bytes(b"")
        least = [way(program, path)[0] for _, way, program, _ in ways]
        for kind in kinds:
            path = pathlib.Path(name) / kind
            # In a process of its own: a process begins with the memory of the one that starts it.
            subprocess.run([sys.executable, *sys.argv, "--make", kind, str(path)], check=True)
            length = path.stat().st_size
            for (done, way, program, (constant, times)), base in zip(ways, least):
                most, seconds, code, said = way(program, path)
                fits = most - base <= constant + times * length
                ends = code in (0, 1, 65) and seconds < 60
                held += fits and ends
                print(
                    f"{kind:20} {length / MIB:7.2f} MiB  {done:9} {most / MIB:7.1f} MiB  "
                    f"{(most - base) / max(length, 1):7.1f} times  {seconds:5.1f} s  exit {code}  "
                    + ("" if fits and ends else "TOO MUCH  ") + said.strip().split("\n")[0][:110], flush=True)
            path.unlink()
    bounds = " and ".join(
        f"{constant // MIB} MiB and {times} times a file's size {done}" for done, _, _, (constant, times) in ways)
    print(f"{held} of {len(ways) * len(kinds)} within the bounds: {bounds}")
    sys.exit(0 if held == len(ways) * len(kinds) else 1)


if __name__ == "__main__":
    main()

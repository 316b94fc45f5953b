#!/usr/bin/env python3
"""Compares the bits of the debug, the release and the browser build.

    Tests/Browser/compare.py --debug .build/debug/probe --release .build/release/probe --browser .build-browser

Links what build.sh left in the browser's folder with a page of C (shim.c) and runs it under Node. Without Node
it says so, and compares the two native builds only.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TRIPLE = "wasm32-unknown-none-wasm"


def tool(name):
    """A tool of the Swift toolchain, which lies beside swift itself."""
    swift = pathlib.Path(shutil.which("swift")).resolve()
    beside = swift.parent / name
    return str(beside if beside.exists() else shutil.which(name) or name)


def native(probe):
    done = subprocess.run([probe], input="fingerprints\n", capture_output=True, text=True, check=True)
    return [line.split(" ", 1) for line in done.stdout.splitlines()]


def linked(browser, folder):
    """One module of WebAssembly from the browser build's object."""
    tables = pathlib.Path(tool("swift")).resolve().parents[1] / (
        f"lib/swift/embedded/{TRIPLE}/libswiftUnicodeDataTables.a"
    )
    shim, module = folder / "shim.o", folder / "checks.wasm"
    subprocess.run(
        [tool("clang"), "--target=wasm32-unknown-unknown", "-O2", "-ffreestanding", "-fno-builtin",
         "-c", str(HERE / "shim.c"), "-o", str(shim)], check=True,
    )
    subprocess.run(
        [tool("wasm-ld"), "--no-entry", "--export=fingerprint", "--export=fingerprint_count",
         "-z", "stack-size=1048576",
         "-o", str(module), str(pathlib.Path(browser) / "checks.o"), str(shim), str(tables)], check=True,
    )
    return module


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("debug", "release", "browser"):
        parser.add_argument(f"--{name}", metavar="FILE", required=True)
    options = parser.parse_args()
    debug, release = native(options.debug), native(options.release)
    node = shutil.which("node")
    if node is None:
        print("Node is missing: the browser build was built and not run")
        browser = [bits for bits, _ in debug]
    else:
        with tempfile.TemporaryDirectory() as folder:
            module = linked(options.browser, pathlib.Path(folder))
            done = subprocess.run(
                [node, str(HERE / "run.mjs"), str(module)], capture_output=True, text=True
            )
        if done.returncode != 0:
            print(done.stderr)
            return 1
        browser = done.stdout.split()
    if not debug or len(release) != len(debug) or len(browser) != len(debug):
        print(f"{len(debug)}, {len(release)} and {len(browser)} fingerprints")
        return 1
    failed = 0
    for (bits, name), (other, _), page in zip(debug, release, browser):
        if bits == other == page:
            print(f"{name}: the same bits in every build")
        else:
            failed += 1
            print(f"{name}: debug {bits}, release {other}, browser {page}")
    print(f"{len(debug) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env bash
# Builds the portable core for the browser, in Embedded Swift.
#
#     Tests/Browser/build.sh FOLDER      leaves FOLDER/checks.o, which compare.py links and runs
#
# A client of an embedded module compiles the functions it takes from there again. So each module is only compiled,
# without optimization and without code of its own (DeferredCodeGen), and what the page runs is optimized once, as a
# whole. To optimize every module takes more than twice as long, and only the last object is linked.
set -euo pipefail
folder="$(mkdir -p "$1" && cd "$1" && pwd)"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

triple="wasm32-unknown-none-wasm"
# The stack protector would want a function of the C library, and so would the messages of a debug build's traps.
flags=(
  -enable-experimental-feature Embedded -wmo -assert-config Release
  -Xfrontend -disable-stack-protector
)
swift build --explicit-target-dependency-import-check error -c release --triple "$triple" \
  -debug-info-format none "${flags[@]/#/-Xswiftc=}" -Xswiftc=-Onone \
  -Xswiftc=-enable-experimental-feature -Xswiftc=DeferredCodeGen \
  --target BrowserChecks --scratch-path "$folder"
swiftc -target "$triple" "${flags[@]}" -O -parse-as-library -swift-version 6 \
  -module-name BrowserChecks -I "$folder/$triple/release/Modules" \
  -c Tests/Browser/*.swift -o "$folder/checks.o"
echo "checks.o has $(wc -c <"$folder/checks.o") bytes"

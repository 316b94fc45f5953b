// Runs the browser build under Node and prints its fingerprints, one a line.
import { readFileSync } from "node:fs";

let memory;

// Swift reads numbers with this function of the host; JavaScript's Number is correctly rounded, too.
function readNumber(text, result) {
  const bytes = new Uint8Array(memory.buffer);
  let end = text;
  while (bytes[end] !== 0) end += 1;
  const written = new TextDecoder().decode(bytes.slice(text, end)).trim();
  const value = Number(written);
  if (written === "" || (Number.isNaN(value) && !/^[+-]?nan/i.test(written))) return 0;
  new DataView(memory.buffer).setFloat64(result, value, true);
  return end;
}

const module = readFileSync(process.argv[2]);
const { instance } = await WebAssembly.instantiate(module, {
  host: { read_number: readNumber },
});
memory = instance.exports.memory;
for (let i = 0; i < instance.exports.fingerprint_count(); i += 1) {
  const bits = BigInt.asUintN(64, instance.exports.fingerprint(i));
  console.log(bits.toString(16).padStart(16, "0"));
}

import Readers
var all: [UInt8] = []
while let l = readLine(strippingNewline: false) { all += Array(l.utf8) }
do throws(ReadingError) {
  let r = try read(all, name: CommandLine.arguments.dropFirst().first)
  print(r.kind, r.notes)
  for p in r.parts { print("part", p.title ?? "", p.student ?? "", p.isExpected, p.executionCount ?? -1)
  for a in p.arrays { print(a.names, a.shape, a.gaps, a.wholeShape as Any, a.isTuple ? "tuple" : "", a.step ?? -1, a.place.map { "\($0.line):\($0.column)" } ?? "", a.numbers.prefix(8).map { "\($0.value) \($0.precision)" }.joined(separator: "; ")) } }
} catch { print("ERROR", error.message, error.place as Any) }

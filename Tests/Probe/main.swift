import Fingerprints

// Answers an oracle's requests, one per line, with numbers as the bits of a double, so that nothing
// is lost. The requests are described in Tests/Oracles/{elementary,random_numbers}.py,
// Tests/Browser/compare.py and Tests/Hostile/memory.py.

while let line = readLine() {
  if line == "log" || line == "log as text" {
    var text = ""
    while let more = readLine(), more != "end of log" { text += more + "\n" }
    print(diagnoseLogs(text, asText: line != "log"))
    continue
  }
  if line == "fingerprints" {
    for (name, value) in fingerprints() { print("\(hexadecimal(value)) \(name)") }
    continue
  }
  if line.hasPrefix("read ") {
    print(readAlone(String(line.dropFirst("read ".count))))
    continue
  }
  let words = line.split(separator: " ").map(String.init)
  print(answer(words) ?? "unknown request: \(line)")
}

import Numerics
import TrainingLoop

// Answers an oracle's requests, one a line: numbers as the bits of a double, so that nothing is lost on the
// way. Tests/Oracles/{elementary,random_numbers}.py say what can be asked.

while let line = readLine() {
  let words = line.split(separator: " ").map(String.init)
  print(answer(words) ?? "unknown request: \(line)")
}

// fuzz [--runs N] [--seed S] [--only KIND] [--run K]   damages files and reads them
// fuzz --large                                         reads ten megabytes of every token
// fuzz --show FILE                                     reads a file and prints what was found
//
// Each run's number goes to standard error first: if the process dies, `--run` repeats that run.
import Foundation
import Mutations
import Readers

var runs: UInt64 = 1_000
var seed: UInt64 = 1
var only: String?
var single: UInt64?
var arguments = CommandLine.arguments.dropFirst()
while let option = arguments.popFirst() {
  switch option {
  case "--large":
    largeInputs()
    exit(0)
  case "--runs": runs = arguments.popFirst().flatMap { UInt64($0) } ?? runs
  case "--seed": seed = arguments.popFirst().flatMap { UInt64($0) } ?? seed
  case "--run": single = arguments.popFirst().flatMap { UInt64($0) }
  case "--only": only = arguments.popFirst()
  case "--show":
    show(arguments.popFirst() ?? "")
    exit(0)
  default:
    print(
      "unknown option \(option); --runs N, --seed S, --only KIND, --run K, --large, --show FILE")
    exit(2)
  }
}

/// The name of a file of a kind, so that its extension decides if the bytes do not.
func fileName(_ kind: String, run: UInt64) -> String? {
  if run % 2 == 0 { return nil }
  switch kind {
  case "text": return "mine.txt"
  case "notebook": return "mine.ipynb"
  case "trace": return "mine.json"
  default: return "mine.\(kind)"
  }
}

for kind in Seeds.kinds where only == nil || only == kind {
  let files = try Seeds.files(kind)
  var readings = 0
  var errors = 0
  var slowest = (time: Duration.zero, run: UInt64(0), size: 0)
  let range = single.map { $0..<($0 + 1) } ?? 0..<runs
  let clock = ContinuousClock()
  for run in range {
    FileHandle.standardError.write(Data("\r--only \(kind) --seed \(seed) --run \(run) ".utf8))
    var mutator = Mutator(seed: seed, run: run)
    let bytes = mutator.mutated(files)
    let time = clock.measure {
      do throws(ReadingError) {
        _ = try read(bytes, name: fileName(kind, run: run))
        readings += 1
      } catch {
        errors += 1
      }
    }
    if time > slowest.time { slowest = (time, run, bytes.count) }
  }
  print(
    "\n\(kind): \(files.count) files, \(readings) readings, \(errors) errors; slowest run "
      + "\(slowest.run): \(slowest.time), \(slowest.size) bytes")
}

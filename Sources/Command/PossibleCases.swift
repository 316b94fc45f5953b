import Curriculum
import Diagnosis
import Readers
import Tracing

/// The cases that a print may belong to: the one given, or all of the lesson's.
struct PossibleCases {
  /// A diagnoser for each case, the likeliest first.
  let diagnosers: [Diagnoser]
  /// The name of each case for `--case`.
  let names: [String]

  /// Opens the cases.
  ///
  /// - Parameters:
  ///   - name: The value of `--case`.
  ///   - seed: The seed for drawing the numbers.
  ///   - arguments: The arguments with the settings of `--set`.
  init(
    _ lesson: Lesson, named name: String?, redrawnFrom seed: UInt32?, _ arguments: Arguments
  ) throws(CommandError) {
    // Learners mostly paste the notebook's numbers; the first case is for pencil and paper.
    let unnamed = lesson.cases.dropFirst() + lesson.cases.prefix(1)
    let list = MistakeList(lesson)
    var names: [String] = []
    var diagnosers: [Diagnoser] = []
    var failure: CommandError?
    for name in name.map({ [$0] }) ?? unnamed.map(\.name) {
      do throws(CommandError) {
        var opened = try GivenCase(name, lesson, redrawnFrom: seed, into: arguments.reads)
        let given = try opened.all(arguments, lesson)
        do {
          diagnosers.append(try Diagnoser(lesson, given, others: Curriculum.lessons, list: list))
        } catch {
          throw .inFile(opened.name, error)
        }
        names.append(name)
      } catch {
        // Some cases cannot be drawn again.
        failure = failure ?? error
      }
    }
    if diagnosers.isEmpty, let failure { throw failure }
    self.diagnosers = diagnosers
    self.names = names
  }

  /// A note if no case was given and none explains the numbers; otherwise nil.
  func note(on report: Report) -> String? {
    guard diagnosers.count > 1, report.verdict == .unknown else { return nil }
    return
      "No case was named, and none of the lesson's cases makes these numbers. They were compared "
      + "with case \(report.given.head.name); --case NAME|FILE names another."
  }

  /// The case that most of some submissions belong to; the likeliest one if none of them tells.
  func usual(of readings: [Reading]) -> Case {
    var votes = diagnosers.map { _ in 0 }
    for reading in readings where diagnosers.count > 1 {
      guard let (report, place) = try? Diagnoser.diagnose(reading, among: diagnosers) else {
        continue
      }
      votes[place] += report.verdict == .unknown ? 1 : 2
    }
    let most = votes.max() ?? 0
    return diagnosers[votes.firstIndex(of: most) ?? 0].given
  }
}

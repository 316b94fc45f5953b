import Curriculum
import Diagnosis
import Readers
import Tracing

/// The cases that a print may have been made with: the one that was named, or all of the lesson's.
struct PossibleCases {
  /// One for each case, the likeliest first.
  let diagnosers: [Diagnoser]
  /// What `--case` takes for each of them.
  let names: [String]

  /// Opens the cases.
  ///
  /// - Parameters:
  ///   - name: The value of `--case`.
  ///   - seed: The seed to draw their numbers from.
  ///   - arguments: The settings of `--set`.
  init(
    _ lesson: Lesson, named name: String?, redrawnFrom seed: UInt32?, _ arguments: Arguments
  ) throws(CommandError) {
    // What learners paste is mostly the notebook's; the first case is the one for a pencil.
    let unnamed = lesson.cases.dropFirst() + lesson.cases.prefix(1)
    var names: [String] = []
    var diagnosers: [Diagnoser] = []
    var failure: CommandError?
    for name in name.map({ [$0] }) ?? unnamed.map(\.name) {
      do throws(CommandError) {
        var opened = try GivenCase(name, lesson, redrawnFrom: seed, into: arguments.reads)
        let given = try opened.all(arguments, lesson)
        do { diagnosers.append(try Diagnoser(lesson, given, others: Curriculum.lessons)) } catch {
          throw .inFile(opened.name, error)
        }
        names.append(name)
      } catch {
        // Not every case can be drawn anew.
        failure = failure ?? error
      }
    }
    if diagnosers.isEmpty, let failure { throw failure }
    self.diagnosers = diagnosers
    self.names = names
  }

  /// What to say where no case was named and none explains the numbers; nil otherwise.
  func note(on report: Report) -> String? {
    guard diagnosers.count > 1, report.verdict == .unknown else { return nil }
    return
      "No case was named, and none of the lesson's cases makes these numbers. They were compared "
      + "with case \(report.given.head.name); --case NAME|FILE names another."
  }

  /// The case that most of some submissions were made with; the likeliest one if none of them tells.
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

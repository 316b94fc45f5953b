import Equations
import Numerics
import Text
import Tracing

/// A changed case, with the change in words.
public struct ChangedCase: Sendable {
  /// The change in words.
  public let words: String
  /// Whether the words are a plural: `states that do not start at 0`.
  public let isPlural: Bool
  /// The case.
  public let given: Case

  init(words: String, isPlural: Bool = true, given: Case) {
    self.words = words
    self.isPlural = isPlural
    self.given = given
  }
}

extension Case {
  /// The case with small changes that make more mistakes visible, the smallest first: a further
  /// step, a small gradient, a nonzero start; then several together, and at last all.
  ///
  /// - Parameter most: The most changes that are combined.
  func changes(for lesson: Lesson, together most: Int = 2) -> [ChangedCase] {
    let single = CaseChange.all(in: self, of: lesson)
    var found: [ChangedCase] = []
    // Sets of the same number of changes; each pass makes them one longer.
    var sets: [(words: [String], next: Int, given: Case)] = [([], 0, self)]
    for _ in 0..<most {
      var longer: [(words: [String], next: Int, given: Case)] = []
      for set in sets {
        for (index, one) in single.enumerated().dropFirst(set.next) {
          guard let given = one.made(in: set.given, of: lesson) else { continue }
          let words = set.words + [one.words]
          longer.append((words, index + 1, given))
          found.append(
            changed(listed(words), isPlural: words.count > 1 || one.isPlural, given))
        }
      }
      sets = longer
    }
    var all = self
    for one in single { all = one.made(in: all, of: lesson) ?? all }
    found.append(changed("all small changes together", isPlural: true, all))
    return found
  }

  private func changed(_ words: String, isPlural: Bool, _ given: Case) -> ChangedCase {
    var given = given
    given.head.name = head.name.isEmpty ? "changed" : head.name + "-changed"
    given.head.title = "\(head.name.isEmpty ? "the case" : "case \(head.name)") with \(words)"
    given.head.publishedKey = nil
    return ChangedCase(words: words, isPlural: isPlural, given: given)
  }
}

extension Matrix {
  /// The matrix with a function applied to every element.
  func mapped(_ change: (Double) -> Double) -> Matrix {
    Matrix(shape: shape, elements: elements.map(change)) ?? self
  }
}

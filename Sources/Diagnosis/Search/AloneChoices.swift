/// The mistakes that are tried by themselves, each for all parameters, for some, or for one, and their outcomes.
///
/// Their number decides what an unexplained print costs, so each outcome is computed once and looked up by its place.
final class AloneChoices {
  private let choices: [Scopes.Choice]
  /// The places of those for all parameters, for some of them, and for a single one.
  let everywhere: Range<Int>
  let narrow: Range<Int>
  let single: Range<Int>
  private var outcomes: [[Int32]]

  init(_ scopes: Scopes, _ variants: Range<Int>, _ subjects: Int) {
    let whole = Array(scopes.everywhere[variants])
    let some = scopes.narrow[variants].flatMap { $0 }
    let one = scopes.single[variants].flatMap { $0 }
    choices = whole + some + one
    everywhere = 0..<whole.count
    narrow = whole.count..<whole.count + some.count
    single = narrow.upperBound..<choices.count
    outcomes = Array(
      repeating: Array(repeating: OutcomeTable.unknown, count: choices.count), count: subjects)
  }

  /// The candidate at a place.
  subscript(_ place: Int) -> Candidate { [choices[place].scoped] }

  /// The outcome of the candidate at a place for a parameter; nil if Python would stop.
  func outcome(_ place: Int, at subject: Int, _ search: Search) -> Int? {
    let known = outcomes[subject][place]
    if known != OutcomeTable.unknown { return known < 0 ? nil : Int(known) }
    let made = search.outcome([choices[place].scoped], at: subject)
    outcomes[subject][place] = made.map { Int32($0) } ?? OutcomeTable.impossible
    return made
  }
}

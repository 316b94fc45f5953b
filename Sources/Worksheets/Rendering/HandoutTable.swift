/// A table of a document.
struct HandoutTable {
  /// A cell.
  enum Cell {
    /// What Gradus spells itself: a number, ids.
    case plain(String)
    /// The name of a quantity.
    case code(String)
    /// Sentences.
    case words(String)
    /// A place for an answer; nil where the student writes it.
    case blank(String?)
  }

  /// What the table holds.
  let caption: String
  /// Whether the caption is needed even in a format whose tables have none.
  var needsCaption = false
  /// Whether students write into the table.
  var isOfAnswers = false
  /// The columns: those of numbers are set to the right.
  let columns: [(heading: String, isNumber: Bool)]
  /// The rows.
  let rows: [[Cell]]
}

/// A table of a document.
struct HandoutTable {
  /// A cell.
  enum Cell {
    /// Text made by Gradus: a number, ids.
    case plain(String)
    /// The name of a quantity.
    case code(String)
    /// Sentences.
    case words(String)
    /// A place for an answer; nil if the student writes it.
    case blank(String?)
  }

  /// What the table holds.
  let caption: String
  /// Whether the caption is needed even in formats without captions.
  var needsCaption = false
  /// Whether students write into the table.
  var isOfAnswers = false
  /// The columns; numbers are aligned to the right.
  let columns: [(heading: String, isNumber: Bool)]
  /// The rows.
  let rows: [[Cell]]
}

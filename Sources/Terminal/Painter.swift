import Interaction
import Text

/// Makes the bytes that update a terminal to a drawing; only rows that differ are written.
struct Painter {
  /// Enters the alternate screen, hides the cursor, and turns off line wrapping; pasted text is
  /// marked.
  static let entering = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[?2004h\u{1B}[0m\u{1B}[2J"
  /// Undoes `entering`.
  ///
  /// On a terminal without an alternate screen, later output appears below.
  static let leaving: StaticString =
    "\u{1B}[0m\u{1B}[?2004l\u{1B}[?7h\u{1B}[?25h\u{1B}[999;1H\r\n\u{1B}[?1049l"

  let hasColour: Bool
  private var shown: Scene.Drawing?
  private var size: WindowSize?

  init(hasColour: Bool) { self.hasColour = hasColour }

  /// Forgets what the terminal shows.
  mutating func forget() { shown = nil }

  /// The bytes for a drawing; none if the terminal shows it already.
  mutating func paint(_ drawing: Scene.Drawing, _ size: WindowSize) -> [UInt8] {
    if size != self.size { shown = nil }
    guard drawing != shown else { return [] }
    var text = "\u{1B}[?25l"
    if shown == nil { text += "\u{1B}[0m\u{1B}[2J" }
    for (index, row) in drawing.rows.enumerated() {
      let old = shown.flatMap { index < $0.rows.count ? $0.rows[index] : nil }
      guard row != old ?? StyledLine() else { continue }
      text += "\u{1B}[\(index + 1);1H" + row.forTerminal(hasColour: hasColour)
      // After a full row, erasing would remove the row's last character.
      if old != nil, row.columns < size.columns { text += "\u{1B}[K" }
    }
    if let cursor = drawing.cursor {
      text += "\u{1B}[\(cursor.row + 1);\(cursor.column + 1)H\u{1B}[?25h"
    }
    shown = drawing
    self.size = size
    return Array(text.utf8)
  }
}

import Interaction
import Text

/// The size of a window.
public struct WindowSize: Equatable, Sendable {
  /// Characters in a row.
  public let columns: Int
  /// Rows.
  public let rows: Int

  /// Creates a size; unknown or impossible sizes become 80 × 24.
  public init(columns: Int, rows: Int) {
    self.columns = 1...4_096 ~= columns ? columns : 80
    self.rows = 1...4_096 ~= rows ? rows : 24
  }
}

/// The contents of the screen, and the visible part of content longer than the screen.
struct Scene {
  /// The program's page.
  private(set) var page = Page()
  /// The program's last reply.
  private(set) var said: [StyledLine] = []
  /// The question that is being answered.
  var editor: LineEditor?
  var size: WindowSize

  /// The first visible line of the page's body and of a long answer, counted in folded lines.
  private var bodyTop = 0
  private var answerTop = 0
  /// Both, folded to the screen's width.
  private var body = Folded()
  private var answer: [StyledLine] = []

  init(size: WindowSize) { self.size = size }

  /// The rows to draw, and the cursor's position, if it is visible.
  struct Drawing: Equatable {
    var rows: [StyledLine]
    var cursor: (row: Int, column: Int)?

    static func == (one: Drawing, other: Drawing) -> Bool {
      one.rows == other.rows && one.cursor?.row == other.cursor?.row
        && one.cursor?.column == other.cursor?.column
    }
  }

  // MARK: - What changes

  /// Shows the result of a command.
  mutating func show(_ page: Page, said: [StyledLine]) {
    self.said = said
    answerTop = 0
    fold(page)
  }

  /// Shows the same in another size.
  mutating func resize(to size: WindowSize, _ page: Page) {
    self.size = size
    body = Folded()
    fold(page)
  }

  private mutating func fold(_ page: Page) {
    let earlier = body.lines
    self.page = page
    body = Folded(page, size.columns)
    answer = said.flatMap { line in line.wrapped(to: size.columns, indent: line.indentation + 2) }
    seek(since: earlier)
  }

  /// Removes the answer.
  mutating func dismiss() { (said, answer) = ([], []) }

  /// Scrolls the answer or the page.
  mutating func scroll(_ way: KeyMeaning.Scroll) {
    let height = bodyHeight
    let step =
      switch way {
      case .lineUp: -1
      case .lineDown: 1
      case .pageUp: -max(1, height - 1)
      case .pageDown: max(1, height - 1)
      }
    if isAnswering {
      answerTop = within(answerTop + step, answer.count, height)
    } else {
      bodyTop = within(bodyTop + step, body.lines.count, height)
    }
  }

  private func within(_ top: Int, _ count: Int, _ height: Int) -> Int {
    max(0, min(top, count - height))
  }

  /// Scrolls the body as little as needed to make its focus visible.
  private mutating func seek(since earlier: [StyledLine]) {
    let height = bodyHeight
    var wanted = body.focus
    if earlier == body.lines, wanted.isEmpty || wanted.count > height {
      // No focus: the scroll position stays.
      wanted = bodyTop..<bodyTop
    } else if wanted.count > height {
      // If not all of it fits, its new part comes first, then its start.
      let same = zip(earlier, body.lines).prefix { $0 == $1 }.count
      if wanted.contains(same) { wanted = same..<wanted.upperBound }
      if wanted.count > height { wanted = wanted.lowerBound..<(wanted.lowerBound + height) }
    }
    if wanted.upperBound > bodyTop + height { bodyTop = wanted.upperBound - height }
    if wanted.lowerBound < bodyTop { bodyTop = wanted.lowerBound }
    bodyTop = within(bodyTop, body.lines.count, height)
  }

  // MARK: - Layout

  /// The height of the prompt or the footer: one row, unless there are hardly any.
  private var bottomHeight: Int {
    if editor != nil { return 1 }
    return size.rows >= 3 && (isAnswering || !page.footer.spans.isEmpty) ? 1 : 0
  }

  /// Whether the reply is too long to be shown beside the page.
  var isAnswering: Bool { said.count > 2 || answer.count > max(2, size.rows / 4) }

  /// Whether a long answer is longer than the screen.
  var scrollsAnswer: Bool { answer.count > bodyHeight }

  /// Whether the answer continues below.
  var hasMoreAnswer: Bool { answer.count > answerTop + bodyHeight }

  private var message: [StyledLine] {
    let room = size.rows - bottomHeight
    return isAnswering ? [] : Array(answer.prefix(room > 2 ? room - 1 : room / 2 + room % 2))
  }

  /// At most half of the free rows, so that the page stays visible.
  private var heading: [StyledLine] {
    var room = max(0, size.rows - bottomHeight - message.count - 1) / 2
    var rows: [StyledLine] = []
    for line in page.heading where room > 0 {
      let folded = line.wrapped(to: size.columns, indent: 2)
      rows += folded.count <= room ? folded : [line.clipped(to: size.columns)]
      room -= max(1, folded.count)
    }
    return rows
  }

  private var bodyHeight: Int {
    max(0, size.rows - bottomHeight - message.count - heading.count)
  }

  // MARK: - Drawing

  /// The whole screen.
  func drawing() -> Drawing {
    let lines = isAnswering ? answer : body.lines
    let top = within(isAnswering ? answerTop : bodyTop, lines.count, bodyHeight)
    let shown = lines.dropFirst(top).prefix(bodyHeight)
    let below = max(0, lines.count - top - shown.count)
    var rows = heading + shown
    let blanks = size.rows - bottomHeight - message.count - rows.count
    rows += Array(repeating: StyledLine(), count: max(0, blanks))
    rows += message
    guard bottomHeight > 0 else { return Drawing(rows: rows) }
    if let editor {
      let (line, column) = asked(editor)
      return Drawing(rows: rows + [line], cursor: (rows.count, column))
    }
    return Drawing(rows: rows + [footer(above: top, below: below)])
  }

  /// The footer, with the number of hidden lines at its right end.
  private func footer(above: Int, below: Int) -> StyledLine {
    let line = isAnswering ? answerFooter : page.footer
    guard above > 0 || below > 0 else { return line.fitted(to: size.columns) }
    let marks = [above > 0 ? "↑\(above)" : "", below > 0 ? "↓\(below)" : ""]
    let mark = marks.filter { !$0.isEmpty }.joined(separator: " ")
    let room = size.columns - mark.columns - 2
    guard room >= 0 else { return line.clipped(to: size.columns) }
    let start = line.fitted(to: room)
    let gap = size.columns - mark.columns - start.columns
    return start.with(String(repeating: " ", count: max(0, gap))).with(mark, .strong)
  }

  private var answerFooter: StyledLine {
    scrollsAnswer
      ? StyledLine("↑ ↓ Space: more · any other key: back", .quiet)
      : StyledLine("any key: back", .quiet)
  }

  /// The prompt and as much of the answer as fits around the cursor.
  private func asked(_ editor: LineEditor) -> (StyledLine, column: Int) {
    let label = StyledLine(editor.label, .strong).clipped(to: size.columns / 2)
    let room = size.columns - label.columns
    var before = editor.before
    // The cursor takes one column after the answer.
    while before.columns > max(0, room - 1), !before.isEmpty {
      before = String(before.dropFirst())
    }
    let cursor = label.columns + before.columns
    let answer = StyledLine(before + editor.after).clipped(to: room)
    return (
      answer.spans.reduce(label) { $0.with($1.text, $1.emphasis) }, min(cursor, size.columns - 1)
    )
  }
}

extension StyledLine {
  /// A footer shortened to a width.
  ///
  /// Of its parts, between ` · `, the last two are dropped last: they are help and quit.
  fileprivate func fitted(to width: Int) -> StyledLine {
    var parts = text.split(separator: "·").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    func joined() -> StyledLine { StyledLine(parts.joined(separator: " · "), spans[0].emphasis) }
    guard columns > width, parts.count > 1 else { return clipped(to: width) }
    while joined().columns > width, parts.count > 1 {
      parts.remove(at: max(0, parts.count - 3))
    }
    return joined().clipped(to: width)
  }
}

/// A page's body, folded to a width.
private struct Folded {
  var lines: [StyledLine] = []
  var focus = 0..<0

  init() {}

  init(_ page: Page, _ columns: Int) {
    var start: Int?
    var end = 0
    for (index, line) in page.body.enumerated() {
      if page.focus.contains(index) { start = start ?? lines.count }
      lines += line.wrapped(to: columns, indent: line.indentation + 2)
      if page.focus.contains(index) { end = lines.count }
    }
    if let start { focus = start..<max(start, end) }
  }
}

import Text

/// An SVG document, written from its title to its end.
struct Document {
  /// The width of every picture.
  static let width = 640.0

  private var body = ""

  /// Appends complete markup.
  mutating func raw(_ markup: String) {
    body += markup
    body += "\n"
  }

  /// Appends a path unless it is empty.
  mutating func path(_ style: String, _ data: String, more: String = "") {
    if data.isEmpty { return }
    raw("<path class=\"\(style)\" d=\"\(data)\"\(more)/>")
  }

  /// Appends a text.
  mutating func text(
    _ style: String, _ x: Double, _ y: Double, _ text: String, more: String = ""
  ) {
    if text.isEmpty { return }
    let place = "x=\"\(coordinate(x))\" y=\"\(coordinate(y))\""
    raw("<text class=\"\(style)\" \(place)\(more)>\(text.xmlEscaped)</text>")
  }

  /// Appends the title and the subtitle and returns where the picture can begin.
  mutating func heading(_ title: String, _ subtitle: String) -> Double {
    let room = Self.width - 48
    // Bold letters are wider than the estimate, which is for regular ones.
    text("title", 24, 30, fitted(title, room / 20))
    text("subtitle", 24, 50, fitted(subtitle, room / 13))
    if !subtitle.isEmpty { return 68 }
    return title.isEmpty ? 24 : 48
  }

  /// The whole document; screen readers read the title and the description.
  func svg(title: String, description: String, height: Double) -> String {
    let size = "width=\"\(coordinate(Self.width))\" height=\"\(coordinate(height))\""
    let box = "viewBox=\"0 0 \(coordinate(Self.width)) \(coordinate(height))\""
    let words = "role=\"img\" aria-labelledby=\"plot-title plot-description\""
    return """
      <svg xmlns="http://www.w3.org/2000/svg" \(size) \(box) \(words)>
      <title id="plot-title">\(title.xmlEscaped)</title>
      <desc id="plot-description">\(description.xmlEscaped)</desc>
      <style>
      \(styleSheet)
      </style>
      <rect class="paper" width="100%" height="100%"/>
      \(body)</svg>

      """
  }
}

/// Path data that starts at a position.
func move(_ x: Double, _ y: Double) -> String { "M" + pair(x, y) }

/// A position as path data.
func pair(_ x: Double, _ y: Double) -> String { coordinate(x) + " " + coordinate(y) }

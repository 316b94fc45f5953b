/// A LaTeX formula as one line of plain text: `\frac{a}{b}` becomes `a / b`.
///
/// It knows the few commands that the pages use; of any other command it shows the name.
func plainFormula(_ latex: String) -> String {
  var reader = FormulaLine(rest: latex[...])
  return reader.read().joined(separator: " ").split(separator: " ").joined(separator: " ")
}

/// Reads LaTeX from left to right.
private struct FormulaLine {
  var rest: Substring

  /// The text up to a closing brace or the end.
  mutating func read() -> [String] {
    var text = ""
    while let character = rest.first {
      rest = rest.dropFirst()
      switch character {
      case "}": return [text]
      case "{": text += read().joined()
      case "\\": text += command()
      case "^": text += raised(argument())
      case "_": text += lowered(argument())
      case "-": text += "−"
      default: text.append(character)
      }
    }
    return [text]
  }

  /// One character, one command or a group in braces.
  private mutating func argument() -> String {
    rest = rest.drop { $0 == " " }
    guard let character = rest.first else { return "" }
    rest = rest.dropFirst()
    switch character {
    case "{": return read().joined()
    case "\\": return command()
    default: return String(character)
    }
  }

  private mutating func command() -> String {
    guard let first = rest.first else { return "" }
    guard first.isLetter else {
      rest = rest.dropFirst()
      return [",", ";", ":", " ", "!"].contains(first) ? " " : first == "\\" ? " " : String(first)
    }
    let name = String(rest.prefix { $0.isLetter })
    rest = rest.dropFirst(name.count)
    switch name {
    case "left", "right": return ""
    case "mathrm", "text", "operatorname": return argument()
    case "hat": return argument() + "\u{302}"
    case "sqrt": return "√" + grouped(argument())
    case "frac":
      let over = grouped(argument())
      return over + " / " + grouped(argument())
    default:
      if let symbol = symbols.first(where: { $0.name == name })?.text { return symbol }
      return name
    }
  }

  private func grouped(_ text: String) -> String {
    text.contains(" ") || text.contains("−") ? "(\(text))" : text
  }

  private func raised(_ text: String) -> String { text.superscript ?? "^" + grouped(text) }

  private func lowered(_ text: String) -> String {
    text.unicodeScalars.allSatisfy { ("0"..."9").contains($0) }
      ? text.asSubscript : "_" + grouped(text)
  }
}

private let symbols: [(name: String, text: String)] = [
  ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("theta", "θ"), ("lambda", "λ"), ("epsilon", "ε"),
  ("varepsilon", "ε"), ("sigma", "σ"), ("ell", "ℓ"), ("cdot", "·"), ("times", "×"),
  ("leftarrow", " ← "), ("approx", " ≈ "), ("le", " ≤ "), ("ge", " ≥ "), ("sum", "Σ"),
  ("cdots", "…"), ("dots", "…"), ("ldots", "…"), ("infty", "∞"), ("quad", "  "), ("log", "log"),
  ("exp", "exp"), ("top", "ᵀ"), ("odot", "⊙"),
]

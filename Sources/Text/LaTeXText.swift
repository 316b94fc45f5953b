/// Escapes plain text for LaTeX.
extension String {
  /// The text escaped for LaTeX, with the letters and signs of equations as formulas, which every
  /// engine has.
  ///
  /// `pdflatex` shows any other letter without a font by its number; `lualatex` and `xelatex` show
  /// the letter itself.
  public var latexEscaped: String {
    var escaped = ""
    let scalars = Array(visible.unicodeScalars)
    var hasHat = false
    for (index, scalar) in scalars.enumerated() {
      if hasHat {
        hasHat = false
        continue
      }
      if index + 1 < scalars.count, scalars[index + 1] == hat, takesHat(scalar) {
        escaped += #"\ensuremath{\hat{"# + letter(scalar) + "}}"
        hasHat = true
        continue
      }
      switch scalar {
      case "\\": escaped += #"\textbackslash{}"#
      case "~": escaped += #"\textasciitilde{}"#
      case "^": escaped += #"\textasciicircum{}"#
      case "#", "$", "%", "&", "_", "{", "}":
        escaped += "\\" + String(scalar)
      // Separated, since "--" or "<<" would become other signs.
      case "-", "<", ">", "'", "`", "\"":
        escaped += "{"
        escaped += scalar == "\"" ? #"\textquotedbl"# : String(scalar)
        escaped += "}"
      default: escaped += letter(scalar)
      }
    }
    return escaped
  }
}

/// The combining circumflex of v̂.
private let hat: Unicode.Scalar = "\u{302}"

/// Whether a hat over the character is a formula: it is over letters, but not over signs that LaTeX
/// obeys.
private func takesHat(_ scalar: Unicode.Scalar) -> Bool {
  UInt8(ascii: "a")...UInt8(ascii: "z") ~= UInt8(truncatingIfNeeded: scalar.value | 0x20)
    && scalar.isASCII || formulas[scalar] != nil
}

/// A letter or sign in running text.
private func letter(_ scalar: Unicode.Scalar) -> String {
  if let formula = formulas[scalar] { return #"\ensuremath{"# + formula + "}" }
  switch scalar.value {
  case 0x20..<0x7F: return String(scalar)
  // The T1 fonts have the letters of western and central Europe.
  case 0xC0..<0x180: return String(scalar)
  default:
    let number = String(scalar.value, radix: 16, uppercase: true)
    return #"\letter{"# + number + "}{" + String(scalar) + "}"
  }
}

/// The letters and signs of equations.
private let formulas: [Unicode.Scalar: String] = [
  "α": #"\alpha"#, "β": #"\beta"#, "γ": #"\gamma"#, "δ": #"\delta"#, "ε": #"\varepsilon"#,
  "θ": #"\theta"#, "λ": #"\lambda"#, "μ": #"\mu"#, "η": #"\eta"#, "ρ": #"\rho"#, "σ": #"\sigma"#,
  "τ": #"\tau"#, "φ": #"\varphi"#, "ω": #"\omega"#, "ℓ": #"\ell"#, "∂": #"\partial"#,
  "Σ": #"\Sigma"#, "Δ": #"\Delta"#, "←": #"\leftarrow"#, "→": #"\rightarrow"#, "·": #"\cdot"#,
  "•": #"\bullet"#, "×": #"\times"#, "÷": #"\div"#, "−": "-", "±": #"\pm"#, "√": #"\surd"#,
  "∑": #"\textstyle\sum"#, "∞": #"\infty"#, "≤": #"\le"#, "≥": #"\ge"#, "≠": #"\ne"#,
  "≈": #"\approx"#,
  "⌊": #"\lfloor"#, "⌋": #"\rfloor"#, "⊤": #"\top"#, "°": #"^\circ"#, "…": #"\dots"#,
  "ŝ": #"\hat{s}"#, "½": #"\tfrac12"#, "¼": #"\tfrac14"#, "¾": #"\tfrac34"#,
  "₀": "{}_0", "₁": "{}_1", "₂": "{}_2", "₃": "{}_3", "₄": "{}_4", "₅": "{}_5", "₆": "{}_6",
  "₇": "{}_7",
  "₈": "{}_8", "₉": "{}_9", "ₘ": "{}_m", "⁰": "{}^0", "¹": "{}^1", "²": "{}^2", "³": "{}^3",
  "⁴": "{}^4",
  "⁵": "{}^5", "⁶": "{}^6", "⁷": "{}^7", "⁸": "{}^8", "⁹": "{}^9", "⁻": "{}^{-}", "ᵗ": "{}^t",
  "ⁿ": "{}^n",
  "ᶻ": "{}^z", "ᵀ": #"{}^\top"#, "ˣ": "{}^x",
]

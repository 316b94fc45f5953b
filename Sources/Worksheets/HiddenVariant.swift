import Equations
import Numerics
import Tracing

/// A variant that no blank of a worksheet shows, with a change that would show it.
public struct HiddenVariant: Sendable {
  /// The place where a variant would show.
  public enum Place: Equatable, Sendable {
    /// In an entry that the sheet does not ask for: `v_dW1[0,1]` at the step t.
    case ask(String, t: Int)
    /// In further digits of the answers.
    case digits(Int)
    /// In no result of the case, however many digits it has.
    case nowhere
  }

  /// The variant, as `--variant` accepts it.
  public let id: String
  /// The conditions under which its numbers equal the rule's.
  public let invisible: String
  /// The place where it would show.
  public let place: Place
}

extension Worksheet {
  /// Finds changes that would show the variants that no blank shows.
  public func hiddenVariants() -> [HiddenVariant] {
    sight.hidden.compactMap { id in
      guard let variant = lesson.variant(id) else { return nil }
      let set = lesson.withContext(convention + [AppliedVariant(variant)])
      guard let other = try? Recording(lesson, variants: set, given) else { return nil }
      return HiddenVariant(id: id, invisible: variant.invisible, place: place(other))
    }
  }

  private func place(_ other: Recording) -> HiddenVariant.Place {
    // A variant that differs in a blank but stays hidden differs only by rounding.
    let differs = blanks.contains { blank in
      other.written(blank.target, after: blank.t, beside: recording)?
        .element(blank.index)
        .map { !writesAnswer($0, blank.answer, digits: digits) } ?? false
    }
    if differs, digits < 15 { return .digits(digits + 1) }
    for line in recording.lines {
      let value = line.value
      guard let changed = other.written(line.target, after: line.t, beside: recording) else {
        continue
      }
      for (position, right) in value.elements.enumerated() {
        let index = MatrixIndex(position: position, in: value.shape)
        guard let wrong = changed.element(index), !writesAnswer(wrong, right, digits: digits)
        else { continue }
        return .ask(line.target + index.suffix(in: value.shape), t: line.t)
      }
    }
    for digits in stride(from: digits &+ 1, to: 16, by: 1) {
      for blank in blanks {
        guard
          let wrong = other.written(blank.target, after: blank.t, beside: recording)?
            .element(blank.index),
          !writesAnswer(wrong, blank.answer, digits: digits)
        else { continue }
        return .digits(digits)
      }
    }
    return .nowhere
  }
}

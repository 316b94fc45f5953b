import Numerics
import Tracing

/// An entry of a parameter that a worksheet asks about.
struct SelectedEntry {
  /// The parameter's gradient: `dW1`.
  let gradient: String
  /// The entry.
  let index: MatrixIndex

  /// One entry of each parameter that is asked about, in the order of the updates.
  static func all(_ asked: BlankSelection, _ parameters: [ParameterName]) -> [SelectedEntry] {
    let inOrder = parameters.sorted { a, b in
      a.layer == b.layer ? !a.isBias && b.isBias : a.layer < b.layer
    }
    // A plain name such as v means every parameter.
    let isOfAll = asked.items.contains {
      if case .plain(let name) = QuantityName($0.name) {
        !name.utf8.contains(UInt8(ascii: "_"))
      } else {
        false
      }
    }
    var found: [SelectedEntry] = []
    for parameter in inOrder {
      let item = asked.items.first {
        switch QuantityName($0.name) {
        case .parameter(let own), .derived(_, let own): own == parameter
        case .gradient, .plain: false
        }
      }
      guard asked.items.isEmpty || item != nil || isOfAll else { continue }
      found.append(SelectedEntry(gradient: parameter.gradient, index: item?.entry ?? .first))
    }
    return found
  }
}

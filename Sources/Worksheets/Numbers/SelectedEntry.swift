import Numerics
import Tracing

/// An entry of a parameter that a worksheet asks something of.
struct SelectedEntry {
  /// The parameter's gradient: `dW1`.
  let gradient: String
  /// The entry.
  let index: MatrixIndex

  /// One entry of each parameter something is asked of, in the order of the updates.
  static func all(_ asked: BlankSelection, _ parameters: [String]) -> [SelectedEntry] {
    let inOrder = parameters.sorted { a, b in
      guard let x = ParameterName(a), let y = ParameterName(b) else { return false }
      return x.layer == y.layer ? !x.isBias && y.isBias : x.layer < y.layer
    }
    var found: [SelectedEntry] = []
    for name in inOrder {
      let item = asked.items.first { $0.name == name || $0.name.hasSuffix("_d\(name)") }
      // A bare name such as v is asked of every parameter.
      let isOfAll = asked.items.contains {
        ParameterName($0.name) == nil && !$0.name.utf8.contains(UInt8(ascii: "_"))
      }
      guard asked.items.isEmpty || item != nil || isOfAll else { continue }
      found.append(SelectedEntry(gradient: "d\(name)", index: item?.entry ?? .first))
    }
    return found
  }
}

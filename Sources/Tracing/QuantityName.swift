/// The name of a parameter: ASCII letters, then the number of its layer.
///
/// ```swift
/// ParameterName("W1")?.gradient          // "dW1"
/// ParameterName("W1")?.quantity("v")     // "v_dW1"
/// ParameterName(gradient: "db2")?.isBias // true
/// ```
public struct ParameterName: Hashable, Sendable, CustomStringConvertible {
  /// The name itself: `W1`.
  public let description: String
  /// The layer, from 1.
  public let layer: Int
  /// Whether it is a bias: `b1`.
  public let isBias: Bool

  /// Reads a name such as `W1`; nil if the text is not one.
  ///
  /// The number has at most six digits, so it fits an `Int` on every platform. `W01` is a different
  /// name, also of layer 1.
  public init?(_ name: String) {
    let letters = name.utf8.prefix { $0.isASCIILetter }
    let digits = name.utf8.dropFirst(letters.count)
    guard !letters.isEmpty, 1...6 ~= digits.count else { return nil }
    var layer = 0
    for byte in digits {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
      layer = layer * 10 + Int(byte - UInt8(ascii: "0"))
    }
    guard layer >= 1 else { return nil }
    description = name
    self.layer = layer
    isBias = letters.elementsEqual("b".utf8)
  }

  /// Reads a parameter's name from its gradient's: `W1` from `dW1`; nil if the text is not one.
  public init?(gradient name: String) {
    guard name.utf8.first == UInt8(ascii: "d") else { return nil }
    self.init(String(name.dropFirst()))
  }

  /// The name of the parameter's gradient: `dW1`.
  public var gradient: String { "d\(description)" }

  /// The name of a quantity that the rule keeps or makes for the parameter: `v_dW1` for `v`.
  public func quantity(_ symbol: String) -> String { "\(symbol)_d\(description)" }

  /// The same parameter in another layer: `W2` for `W1`; leading zeros stay.
  public func inLayer(_ other: Int) -> ParameterName? {
    let count = description.utf8.count
    let letters = description.utf8.prefix { $0.isASCIILetter }.count
    let number = "\(other)"
    let zeros = Swift.max(0, count - letters - number.utf8.count)
    let name = String(description.prefix(letters)) + String(repeating: "0", count: zeros) + number
    return ParameterName(name)
  }
}

/// The parsed name of a quantity in a case: its parameter, and its role.
///
/// Use `ParameterName` if a case's `start` may have a parameter called `dW1`; here `dW1` is the
/// gradient of `W1`.
public enum QuantityName: Hashable, Sendable, CustomStringConvertible {
  /// A parameter: `W1`.
  case parameter(ParameterName)
  /// The gradient of a parameter: `dW1`.
  case gradient(ParameterName)
  /// A quantity that the rule keeps or makes for a parameter: `v_dW1`.
  case derived(String, of: ParameterName)
  /// The name of an input, a state or a result without a parameter: `theta`, `v`.
  case plain(String)

  /// Parses a name.
  public init(_ name: String) {
    if let parameter = ParameterName(gradient: name) {
      self = .gradient(parameter)
    } else if let parameter = ParameterName(name) {
      self = .parameter(parameter)
    } else if let at = name.utf8.lastIndex(of: UInt8(ascii: "_")), at != name.startIndex,
      let parameter = ParameterName(gradient: String(name[name.utf8.index(after: at)...]))
    {
      self = .derived(String(name[..<at]), of: parameter)
    } else {
      self = .plain(name)
    }
  }

  /// The name as it is written in a case.
  public var description: String {
    switch self {
    case .parameter(let parameter): parameter.description
    case .gradient(let parameter): parameter.gradient
    case .derived(let symbol, let parameter): parameter.quantity(symbol)
    case .plain(let name): name
    }
  }

  /// The parameter it belongs to; nil for an input or a series.
  public var parameter: ParameterName? {
    switch self {
    case .parameter(let parameter), .gradient(let parameter), .derived(_, let parameter): parameter
    case .plain: nil
    }
  }

  /// The same quantity of the corresponding parameter in another layer; nil if it has no parameter.
  public func inLayer(_ other: Int) -> QuantityName? {
    guard let moved = parameter?.inLayer(other) else { return nil }
    return switch self {
    case .parameter: .parameter(moved)
    case .gradient: .gradient(moved)
    case .derived(let symbol, _): .derived(symbol, of: moved)
    case .plain: nil
    }
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= self || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self
  }
}

import Testing
import Tracing

@Suite("Names of quantities") struct QuantityNameTests {
  @Test(
    "A parameter's name is ASCII letters and a layer",
    arguments: [
      ("W1", 1, false), ("b1", 1, true), ("W01", 1, false), ("W12", 12, false), ("bb2", 2, false),
      ("B1", 1, false), ("dW1", 1, false), ("gamma999999", 999_999, false),
    ])
  func parameter(name: String, layer: Int, isBias: Bool) throws {
    let read = try #require(ParameterName(name))
    #expect(read.layer == layer && read.isBias == isBias && read.description == name)
  }

  @Test(
    "Anything else is not the name of a parameter",
    arguments: [
      "", "W", "1", "W0", "W00", "W1_", "_W1", "W-1", "W+1", "W 1", " W1", "W1 ", "W1.0", "W1a",
      "v_dW1", "W\u{661}", "W１", "Ẃ1", "W\u{301}1", "W1\u{301}", "θ1", "W1000000", "W2147483648",
      "W99999999999999999999",
    ])
  func notParameter(name: String) {
    #expect(ParameterName(name) == nil)
  }

  static let names: [(String, QuantityName)] = {
    guard let w = ParameterName("W1"), let b = ParameterName("b12"), let old = ParameterName("W01")
    else { return [] }
    return [
      ("W1", .parameter(w)), ("dW1", .gradient(w)), ("db12", .gradient(b)),
      ("v_dW1", .derived("v", of: w)), ("v_corrected_db12", .derived("v_corrected", of: b)),
      ("v_d_dW1", .derived("v_d", of: w)), ("__dW1", .derived("_", of: w)),
      ("s_dW01", .derived("s", of: old)), ("v̂_dW1", .derived("v̂", of: w)),
      ("v", .plain("v")), ("", .plain("")), ("d", .plain("d")), ("_", .plain("_")),
      ("v_d", .plain("v_d")), ("v_dW", .plain("v_dW")), ("v_dW1_", .plain("v_dW1_")),
      ("_dW1", .plain("_dW1")), ("v_W1", .plain("v_W1")), ("v_dW0", .plain("v_dW0")),
      ("v_dW2147483648", .plain("v_dW2147483648")), ("v_dW１", .plain("v_dW１")),
      ("v_corrected", .plain("v_corrected")),
    ]
  }()

  @Test("A name is taken apart and put together again", arguments: names)
  func apart(name: String, parts: QuantityName) {
    #expect(QuantityName(name) == parts)
    #expect(parts.description == name)
  }

  @Test("The gradient and the states of a parameter are spelled as a case has them")
  func spelled() throws {
    let parameter = try #require(ParameterName("b2"))
    #expect(parameter.gradient == "db2" && parameter.quantity("s") == "s_db2")
    #expect(ParameterName(gradient: "db2") == parameter)
    for other in ["b2", "d", "", "dd", "Db2", "v_db2"] {
      #expect(ParameterName(gradient: other) == nil, "\(other)")
    }
  }

  @Test(
    "A quantity of one layer names the like one of another",
    arguments: [
      ("W1", 2, "W2"), ("dW1", 2, "dW2"), ("v_db1", 12, "v_db12"), ("W01", 2, "W02"),
      ("W09", 10, "W10"), ("W1", 0, nil), ("W1", -1, nil), ("W1", 1_000_000, nil), ("v", 2, nil),
      ("theta1_", 2, nil),
    ])
  func inLayer(name: String, layer: Int, other: String?) {
    #expect(QuantityName(name).inLayer(layer)?.description == other)
  }
}

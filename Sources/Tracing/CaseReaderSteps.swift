import Equations
import JSON
import Numerics

// Reads the steps of a case file one by one.
extension CaseReader {
  mutating func readSteps() throws(CaseError) {
    let place = try json.valuePlace()
    try json.beginArray("the list of steps in '[' and ']'")
    moreSteps = true
    var numbers = 0
    while pending.count < Self.readAhead, numbers < Self.readAheadNumbers {
      guard let step = try readStep() else {
        moreSteps = false
        break
      }
      pending.append(step)
      numbers += step.values.reduce(0) { $0 + $1.value.shape.count }
    }
    if pending.isEmpty { throw CaseError("the case has no steps", at: place) }
  }

  mutating func readStep() throws(CaseError) -> Step? {
    guard try json.nextElement() else {
      return nil
    }
    try json.beginObject("a step in '{' and '}'")
    // Reuse the memory of the previous step if it is no longer referenced: a long series has the
    // same names in the same order every time.
    var step = Step(t: nextT, values: recycled, place: json.memberPlace)
    recycled = []
    var count = 0
    var hasT = false
    var hasRepeat = false
    while let key = try json.nextKey() {
      let before = json.memberPlace
      var isTwice = false
      switch key {
      case "t":
        isTwice = hasT
        hasT = true
        step.t = Int(try wholeNumber("t", from: 1, to: Self.mostT))
      case "repeat":
        isTwice = hasRepeat
        hasRepeat = true
        step.times = Int(try wholeNumber("repeat", from: 1, to: Int64(Self.mostSteps)))
      default:
        isTwice = step.values[..<count].contains { $0.name == key }
        if !isRedrawn, count < step.values.count, step.values[count].name == key {
          try readMatrix(key, into: &step.values[count].value)
        } else {
          try checkValueName(key, before)
          step.values.removeSubrange(count...)
          step.values.append((key, try matrix(key, isDrawn: updatesParameters)))
        }
        count += 1
      }
      if isTwice { throw CaseError("\"\(key)\" stands here twice", at: before) }
    }
    if count < step.values.count { step.values.removeSubrange(count...) }
    recycled = step.values
    total += step.times
    if total > Self.mostSteps {
      throw CaseError("more than \(Self.mostSteps) steps asked for", at: step.place)
    }
    nextT = step.t + step.times
    return step
  }

  func checkValueName(_ key: String, _ place: JSONPlace) throws(CaseError) {
    if inputs.contains(key) { return }
    if updatesParameters, ParameterName(gradient: key) != nil { return }
    guard !updatesParameters else {
      throw CaseError(
        "\"\(key)\" is nothing a step brings: expected \"t\", \"repeat\" or a gradient such as "
          + "\"dW1\" or \"db1\"", at: place)
    }
    throw unknown(key, "input", among: inputs + ["t", "repeat"], at: place)
  }
}

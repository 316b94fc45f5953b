import Equations
import JSON
import Tracing
import TrainingLoop

extension LogDiagnosis {
  /// The diagnosis as JSON, schema `gradus.diagnosis/1`, ended by a line break.
  public func json() -> String {
    var json = JSONWriter()
    json.raw("{\"schema\": \"gradus.diagnosis/1\", \"lesson\": \"training\", \"case\": \"log\",\n")
    json.raw(" \"verdict\": ")
    json.string(verdict.rawValue)
    json.raw(",\n \"diagnoses\": [")
    // The nearest of an unknown log is no diagnosis.
    let found = verdict == .unknown ? [] : explanations
    for (index, one) in found.enumerated() {
      json.raw(index == 0 ? "\n  " : ",\n  ")
      one.write(to: &json)
    }
    json.raw("],\n \"ruleReproduces\": ")
    json.integer(ruleReproduces)
    json.raw(",\n \"nearest\": ")
    if verdict == .unknown, let one = explanations.first {
      one.write(to: &json)
    } else {
      json.raw("null")
    }
    json.raw(",\n \"chaotic\": ")
    json.raw(isChaotic ? "true" : "false")
    json.raw(",\n \"doubledEpochs\": ")
    json.list(log.costs.filter { $0.isDoubled }.map { $0.epoch })
    json.raw(",\n \"lostEpochs\": ")
    json.list(log.lostEpochs)
    json.raw(",\n \"lines\": [")
    let lines = explanations.first?.lines ?? []
    for (index, line) in lines.enumerated() {
      json.raw(index == 0 ? "\n  " : ",\n  ")
      json.raw("{\"epoch\": ")
      json.integer(line.epoch)
      json.raw(", \"printed\": ")
      json.string(line.printed)
      json.raw(", \"reproduced\": ")
      if let own = line.reproduced { json.string(own) } else { json.raw("null") }
      json.raw(", \"agrees\": ")
      json.raw(line.agrees ? "true}" : "false}")
    }
    json.raw("]}\n")
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

extension LogDiagnosis.Explanation {
  fileprivate func write(to json: inout JSONWriter) {
    json.raw("{\"variant\": ")
    json.string(variants.map { $0.argument }.joined(separator: ","))
    json.raw(", \"optimizer\": ")
    json.string(optimizer.id)
    json.raw(", \"cost\": ")
    json.string(averaging)
    json.raw(", \"decay\": ")
    if let decay { json.string(decay.rawValue) } else { json.raw("null") }
    json.raw(", \"learningRate\": ")
    json.number(learningRate)
    json.raw(", \"batchSize\": ")
    json.integer(batchSize)
    json.raw(", \"epochs\": ")
    json.integer(epochs)
    json.raw(",\n   \"edits\": [")
    for (index, one) in variants.enumerated() {
      if index > 0 { json.raw(", ") }
      json.raw("{\"id\": ")
      json.string(one.variant.id)
      json.raw(", \"kind\": ")
      json.string(one.variant.kind.rawValue)
      json.raw(", \"scope\": ")
      json.string(one.scope.name)
      json.raw(", \"title\": ")
      json.string(one.variant.title)
      let lines = changedLine(of: one)
      json.raw(", \"equation\": ")
      json.string(lines?.variant ?? "")
      json.raw(", \"rule\": ")
      json.string(lines?.rule ?? "")
      json.raw("}")
    }
    json.raw("],\n   \"sameRun\": ")
    json.list(sameRun.map { $0.map { $0.argument }.joined(separator: ",") })
    json.raw(",\n   \"reproduced\": ")
    json.integer(reproduced)
    json.raw(", \"of\": ")
    json.integer(lines.count)
    json.raw(", \"accuracy\": ")
    switch accuracyAgrees {
    case true?: json.raw("true")
    case false?: json.raw("false")
    case nil: json.raw("null")
    }
    json.raw(",\n   \"command\": ")
    json.string(command)
    json.raw("}")
  }
}

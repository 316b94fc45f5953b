import Equations
import JSON
import Tracing
import Training
import TrainingLoop

extension LogDiagnosis {
  /// The diagnosis as JSON, schema `gradus.diagnosis/1`, with a final line break.
  public func json() -> String {
    var json = JSONWriter()
    json.object { json in
      json.head(schema: "gradus.diagnosis/1", lesson: training.id, case: "log")
      json.newline(1)
      json.member("verdict", verdict.rawValue)
      json.newline(1)
      // The nearest explanation of an unknown log is not a diagnosis.
      json.list("diagnoses", verdict == .unknown ? [] : explanations, .hanging(2)) {
        $1.write(to: &$0)
      }
      json.newline(1)
      json.member("ruleReproduces", ruleReproduces)
      json.newline(1)
      json.key("nearest")
      if verdict == .unknown, let one = explanations.first {
        one.write(to: &json)
      } else {
        json.raw("null")
      }
      json.newline(1)
      json.member("chaotic", isChaotic)
      json.newline(1)
      json.member("doubledEpochs", log.costs.filter { $0.isDoubled }.map { $0.epoch })
      json.newline(1)
      json.member("lostEpochs", log.lostEpochs)
      json.newline(1)
      json.list("lines", explanations.first?.lines ?? [], .hanging(2)) { json, line in
        json.object { json in
          json.member("epoch", line.epoch)
          json.member("printed", line.printed)
          json.member("reproduced", line.reproduced)
          json.member("agrees", line.agrees)
        }
      }
    }
    json.raw("\n")
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

extension LogDiagnosis.Explanation {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("variant", variants.map { $0.argument }.joined(separator: ","))
      json.member("optimizer", optimizer.id)
      json.member("cost", averaging)
      json.member("decay", decay?.rawValue)
      json.member("learningRate", learningRate)
      json.member("batchSize", batchSize)
      json.member("epochs", epochs)
      json.newline(3)
      json.list("edits", variants) { json, one in
        json.object { json in
          json.member("id", one.variant.id)
          json.member("kind", one.variant.kind.rawValue)
          json.member("scope", one.scope.name)
          json.member("title", one.variant.title)
          let line = changedLine(of: one)
          json.member("equation", line?.variant ?? "")
          json.member("rule", line?.rule ?? "")
        }
      }
      json.newline(3)
      json.member("sameRun", sameRun.map { $0.map { $0.argument }.joined(separator: ",") })
      json.newline(3)
      json.member("reproduced", reproduced)
      json.member("of", lines.count)
      json.member("accuracy", accuracyAgrees)
      json.newline(3)
      json.member("command", command)
    }
  }
}

import Curriculum
import Foundation
import LogDiagnosis

private let isTalking = ProcessInfo.processInfo.environment["PROBE_PROGRESS"] != nil
private func talk(_ words: String) {
  FileHandle.standardError.write(Data("\(Date().timeIntervalSince1970) \(words)\n".utf8))
}

/// Diagnoses the logs in a list of files, one line of JSON for each; used by Tests/Oracles/logs.py.
func diagnoseLogs(_ text: String, asText: Bool = false) -> String {
  do {
    let diagnosis = try diagnoseLog(
      text, optimizers: Curriculum.optimizers, usual: Curriculum.usualOptimizer,
      progress: { if isTalking { talk($0) } })
    return asText ? diagnosis.text().plain : diagnosis.json()
  } catch {
    return "{\"error\": \"\(error.message)\"}"
  }
}

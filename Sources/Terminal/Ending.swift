/// How a conversation ended.
enum Ending {
  /// The program has ended, with something to say.
  case over
  /// A signal asked for the end.
  case signal(Int32)
  /// The terminal has closed, or the output has no reader any more.
  case closed(Int32)
  /// Writing failed.
  case failed

  init(_ failure: WriteFailure, of signal: Int32) {
    switch failure {
    case .closed: self = .closed(signal)
    case .failed: self = .failed
    }
  }

  /// The exit code that shells and scripts expect.
  var code: Int32 {
    switch self {
    case .over: 0
    case .signal(let number), .closed(let number): 128 + number
    case .failed: 74
    }
  }
}

import Foundation
import Testing

@testable import Command

/// The terminal's contents during a long task.
@Suite("Progress") struct WorkNoticeTests {
  /// The text on standard error after work of some length.
  private func noticed(seconds: Double, showsProgress: Bool = true) -> String {
    final class Sink: @unchecked Sendable { var text = "" }
    let sink = Sink()
    let console = Console(
      out: { (_) throws(ConsoleClosed) in }, error: { sink.text += $0 },
      showsProgress: showsProgress)
    console.showing("Looking") { Thread.sleep(forTimeInterval: seconds) }
    return sink.text
  }

  @Test func `work of more than a second is named, and the line is gone at its end`() {
    let text = noticed(seconds: 1.5)
    #expect(text.hasPrefix("\r\u{1B}[KLooking … 1 s"))
    #expect(text.hasSuffix("\r\u{1B}[K"))
  }

  @Test func `shorter work, and work without a terminal, is not mentioned`() {
    #expect(noticed(seconds: 0.2) == "")
    #expect(noticed(seconds: 1.5, showsProgress: false) == "")
  }
}

#if canImport(Darwin)
  import Foundation
#else
  @_spi(_Unicode) import Swift
#endif

extension String {
  /// The same text with each accent in its letter where Unicode has such a letter (its form NFC).
  ///
  /// Equal texts have equal bytes in this form. The standard library compares and hashes by it and keeps it to
  /// itself; Foundation's would bring the whole of ICU into a static executable.
  var composed: String {
    #if canImport(Darwin)
      return precomposedStringWithCanonicalMapping
    #else
      var text = String.UnicodeScalarView()
      for scalar in _nfc { text.append(scalar) }
      return String(text)
    #endif
  }
}

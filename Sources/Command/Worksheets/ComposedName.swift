#if canImport(Darwin)
  import Foundation
#else
  @_spi(_Unicode) import Swift
#endif

extension String {
  /// The same text with each accent combined with its letter, if Unicode has such a letter (NFC).
  ///
  /// Equal texts have equal bytes in this form. The standard library uses it for comparing and
  /// hashing but does not expose it; Foundation's version would add all of ICU to a static
  /// executable.
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

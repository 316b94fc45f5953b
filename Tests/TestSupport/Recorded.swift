import Foundation

/// Numbers from other programs: files of `Tests/Recorded`, each with its source.
public enum Recorded {
  /// The package's folder.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A recorded file as plain dictionaries and arrays.
  public static func load(_ name: String) throws -> [String: Any] {
    let url = root.appending(path: "Tests/Recorded/\(name).json")
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
    return json as? [String: Any] ?? [:]
  }

  /// A double from its bits in hexadecimal, `0x3ff0000000000000`.
  public static func double(bits text: String) -> Double? {
    UInt64(text.dropFirst(2), radix: 16).map(Double.init(bitPattern:))
  }

  /// A matrix of numbers, whether or not JSON read them as whole numbers.
  public static func matrix(_ value: Any?) -> [[Double]] {
    (value as? [[Any]] ?? []).map { $0.compactMap { ($0 as? NSNumber)?.doubleValue } }
  }
}

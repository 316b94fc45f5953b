import Foundation

/// What the system said of the call that failed last.
func systemWords(_ number: Int32 = errno) -> String { String(cString: strerror(number)) }

extension FilePath {
  /// How many names are tried; what is there already belongs to somebody else.
  private static let mostTries = 100

  /// Makes something hidden beside the path, where nothing of that name was before.
  ///
  /// - Parameter make: Makes it; nil if the system refuses, which then says why in `errno`.
  /// - Returns: What was made and its path; nil if nothing could be, and `errno` says why.
  func hidden<Made>(_ make: (String) -> Made?) -> (path: String, made: Made)? {
    let process = ProcessInfo.processInfo.processIdentifier
    for attempt in 1...Self.mostTries {
      let path = beside(".\(name).\(process)" + (attempt == 1 ? "" : "-\(attempt)"))
      if let made = make(path) { return (path, made) }
      guard errno == EEXIST else { return nil }
    }
    return nil
  }
}

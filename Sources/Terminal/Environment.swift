#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The variables of the process's environment that Gradus looks at; those that are not set are left out.
public func knownEnvironment() -> [String: String] {
  var found: [String: String] = [:]
  for name in ["CI", "HOME", "NO_COLOR", "TERM", "XDG_STATE_HOME"] {
    if let value = getenv(name) { found[name] = String(cString: value) }
  }
  return found
}

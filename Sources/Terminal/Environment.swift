#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The environment variables that Gradus reads; unset ones are left out.
public func knownEnvironment() -> [String: String] {
  var found: [String: String] = [:]
  for name in ["CI", "HOME", "NO_COLOR", "TERM", "XDG_STATE_HOME"] {
    if let value = getenv(name) { found[name] = String(cString: value) }
  }
  return found
}

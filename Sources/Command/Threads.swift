import Files

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The work of a thread, passed to it as a pointer.
private final class ThreadWork {
  let work: @Sendable () -> Void
  init(_ work: @escaping @Sendable () -> Void) { self.work = work }
}

/// Runs work on a new thread, or on this one if the system has no thread left.
///
/// - Parameter isOptional: Whether to skip the work instead of running it on this thread.
/// - Returns: Whether it is done.
@discardableResult
func startThread(isOptional: Bool = false, _ work: @escaping @Sendable () -> Void) -> Bool {
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
  // As large as the main thread's usual stack: nested data is read by nested calls.
  pthread_attr_setstacksize(&attributes, 8 << 20)
  #if canImport(Darwin)
    var thread: pthread_t?
  #else
    var thread = pthread_t()
  #endif
  let handed = Unmanaged.passRetained(ThreadWork(work))
  let error = pthread_create(
    &thread, &attributes,
    { given in
      // On Darwin the pointer is never nil, elsewhere it may be.
      let pointer: UnsafeMutableRawPointer? = given
      if let pointer { Unmanaged<ThreadWork>.fromOpaque(pointer).takeRetainedValue().work() }
      return nil
    }, handed.toOpaque())
  guard error != 0 else { return true }
  let own = handed.takeRetainedValue()
  if !isOptional { own.work() }
  return !isOptional
}

/// The number of cores that this process may use.
///
/// On Linux, `/proc` says which cores a container has, in hexadecimal digits of four cores each.
func coreCount() -> Int {
  let status = (try? InputFile("/proc/self/status").all(atMost: 1 << 16)) ?? []
  for line in status.split(separator: 0x0A) where line.starts(with: "Cpus_allowed:".utf8) {
    let digits = String(decoding: line.dropFirst(13), as: UTF8.self)
    let count = digits.reduce(0) { $0 + ($1.hexDigitValue ?? 0).nonzeroBitCount }
    if count > 0 { return count }
  }
  return Swift.max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}

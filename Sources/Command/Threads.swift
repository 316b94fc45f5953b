import Files

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A lock that threads can sleep on.
final class Lock: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
    condition.initialize(to: pthread_cond_t())
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    condition.deallocate()
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Does something while no other thread holds the lock.
  func locked<Result>(_ work: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return work()
  }

  /// Lets the others have the lock until one of them wakes this thread, or for a time; only where the lock is
  /// held.
  func sleep(milliseconds: Int) {
    var end = timespec()
    clock_gettime(CLOCK_REALTIME, &end)
    let nanoseconds = Int(end.tv_nsec) + milliseconds % 1_000 * 1_000_000
    end.tv_sec += milliseconds / 1_000 + nanoseconds / 1_000_000_000
    end.tv_nsec = nanoseconds % 1_000_000_000
    pthread_cond_timedwait(condition, mutex, &end)
  }

  /// Wakes a thread that sleeps on the lock.
  func wake() { pthread_cond_signal(condition) }
}

/// The work of a thread, which is handed to it as a pointer.
private final class ThreadWork {
  let work: @Sendable () -> Void
  init(_ work: @escaping @Sendable () -> Void) { self.work = work }
}

/// Does something on a new thread, or on this one where the system has none left.
func startThread(_ work: @escaping @Sendable () -> Void) {
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
  // As much as the first thread usually has: nested data is read by nested calls.
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
      // Darwin's pointer is never nil, the others' may be.
      let pointer: UnsafeMutableRawPointer? = given
      if let pointer { Unmanaged<ThreadWork>.fromOpaque(pointer).takeRetainedValue().work() }
      return nil
    }, handed.toOpaque())
  if error != 0 { handed.takeRetainedValue().work() }
}

/// How many cores this process may use.
///
/// Linux says in `/proc` which ones a container is given, as digits of four cores each.
func coreCount() -> Int {
  let status = (try? InputFile("/proc/self/status").all(atMost: 1 << 16)) ?? []
  for line in status.split(separator: 0x0A) where line.starts(with: "Cpus_allowed:".utf8) {
    let digits = String(decoding: line.dropFirst(13), as: UTF8.self)
    let count = digits.reduce(0) { $0 + ($1.hexDigitValue ?? 0).nonzeroBitCount }
    if count > 0 { return count }
  }
  return Swift.max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}

import Files
import Readers

/// Reads a learner's file and reports its contents; used by Tests/Hostile/memory.py.
func readAlone(_ path: String) -> String {
  let bytes: [UInt8]
  do { bytes = try InputFile(path).all(atMost: 1 << 30) } catch { return "unreadable: \(error)" }
  do {
    let arrays = try read(bytes, name: path).parts.flatMap { $0.arrays }
    return "arrays: \(arrays.count), numbers: \(arrays.reduce(0) { $0 + $1.numbers.count })"
  } catch {
    return "refused: \(error.message)"
  }
}

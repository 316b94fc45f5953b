/// Reads a learner's file: text that was printed, a notebook, JSON, CSV, NumPy's `.npy` and `.npz`.
///
/// What it is follows from the bytes; the ending of `name` only decides where they leave a doubt.
public func read(_ bytes: [UInt8], name: String? = nil) throws(ReadingError) -> Reading {
  if let reading = try readText(bytes) { return reading }
  throw ReadingError("x")
}
func readText(_ bytes: [UInt8]) throws(ReadingError) -> Reading? {
  Reading(kind: .text, parts: [.init(arrays: try TextReader.arrays(decoded(bytes)))])
}

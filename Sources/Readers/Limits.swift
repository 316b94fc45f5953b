/// The limits beyond which a reader says that a file is too large.
///
/// Reading takes at most 64 MiB and 48 bytes of memory for each byte of the file, whatever its
/// headers claim. A number takes 32 bytes, and at least one byte of a file or two of a text. The
/// limit for a packed file grows with its length. One table row or one line has its own limit.
/// `Tests/Hostile/memory.py` checks this.
enum Limit {
  /// Numbers in one input.
  static let numbers = 4_000_000
  /// Cells in a row of a table, and numbers in a line without brackets.
  static let row = 1_000_000
  /// Arrays in one input.
  static let arrays = 200_000
  /// Nested brackets.
  static let nesting = 32
  /// Bytes of one array in a NumPy file, and of all that a compressed file holds.
  static let bytes = 64 * 1024 * 1024

  /// Bytes that a packed file of a length may contain: zeros pack a thousand to one, trained
  /// weights hardly at all.
  static func unpacked(from length: Int) -> Int {
    min(bytes, 8 * 1024 * 1024 + 16 * min(length, bytes))
  }

  /// Numbers that a packed file of a length may contain.
  static func numbers(packedIn length: Int) -> Int {
    min(numbers, 1_000_000 + min(length, numbers))
  }
  /// Characters of one number.
  static let digits = 1_000

  /// The error for too many numbers.
  static func tooManyNumbers(at place: TextPlace?) -> ReadingError {
    ReadingError(
      "more than \(numbers) numbers; give a part of them, such as the last step's arrays", at: place
    )
  }

  /// The error for too many cells or numbers in a row.
  static func tooLongRow(at place: TextPlace?) -> ReadingError {
    ReadingError(
      "a row of more than \(row) cells; expected a number a row, or a matrix of several rows",
      at: place)
  }

  /// The error for a packed file that contains too much for its length.
  static func packedTooMuch(_ what: String, _ length: Int, _ most: String) -> ReadingError {
    ReadingError(
      "\(what), too many for a packed file of \(length) bytes: at most \(most) are read; save the arrays "
        + "unpacked, with np.savez('mine.npz', **parameters)")
  }

  /// The error for too many arrays.
  static func tooManyArrays(at place: TextPlace?) -> ReadingError {
    ReadingError(
      "more than \(arrays) arrays and single numbers; give a part of them", at: place)
  }
}

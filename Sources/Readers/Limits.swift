/// How much a reader takes before it says that a file is too large.
enum Limit {
  /// Numbers in one input.
  static let numbers = 4_000_000
  /// Arrays in one input.
  static let arrays = 200_000
  /// Brackets within brackets.
  static let nesting = 32
  /// Bytes of one array in a NumPy file, and of all that a compressed file holds.
  static let bytes = 64 * 1024 * 1024
  /// Characters of one number.
  static let digits = 1_000

  /// What to say about too many numbers.
  static func tooManyNumbers(at place: TextPlace?) -> ReadingError {
    ReadingError(
      "more than \(numbers) numbers; give a part of them, such as the last step's arrays", at: place
    )
  }

  /// What to say about too many arrays.
  static func tooManyArrays(at place: TextPlace?) -> ReadingError {
    ReadingError(
      "more than \(arrays) arrays and single numbers; give a part of them", at: place)
  }
}

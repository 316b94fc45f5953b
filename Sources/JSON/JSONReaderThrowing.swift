/// An error type that can represent a JSON error.
public protocol JSONFailure: Error {
  /// Converts a JSON error.
  init(_ error: JSONError)
}

extension JSONError: JSONFailure {
  /// The error itself.
  public init(_ error: JSONError) { self = error }
}

/// A JSON reader that throws its caller's error type: for a case, for a learner's file.
///
/// Each function calls the function of `JSONReader` with the same name.
public struct JSONReaderThrowing<Failure: JSONFailure> {
  /// The reader.
  public var reader: JSONReader

  /// Wraps a reader to throw another error type.
  public init(_ reader: JSONReader) { self.reader = reader }

  /// Line and column of the next byte.
  public var place: JSONPlace { reader.place }
  /// The position of the last key or element.
  public var memberPlace: JSONPlace { reader.memberPlace }

  /// Skips space and returns the position of the next value.
  public mutating func valuePlace() throws(Failure) -> JSONPlace {
    do { return try reader.valuePlace() } catch { throw Failure(error) }
  }

  /// Skips space and returns the kind of the next value.
  public mutating func peek(_ expected: String) throws(Failure) -> JSONReader.Kind {
    do { return try reader.peek(expected) } catch { throw Failure(error) }
  }

  /// Enters an object.
  public mutating func beginObject(_ expected: String) throws(Failure) {
    do { try reader.beginObject(expected) } catch { throw Failure(error) }
  }

  /// Enters a list.
  public mutating func beginArray(_ expected: String) throws(Failure) {
    do { try reader.beginArray(expected) } catch { throw Failure(error) }
  }

  /// Moves to the next member of the object and returns its key, or leaves the object and returns nil.
  public mutating func nextKey() throws(Failure) -> String? {
    do { return try reader.nextKey() } catch { throw Failure(error) }
  }

  /// Moves to the next element of the list, or leaves the list and returns false.
  @inlinable
  public mutating func nextElement() throws(Failure) -> Bool {
    do { return try reader.nextElement() } catch { throw Failure(error) }
  }

  /// Skips space and returns whether the input ends there.
  public mutating func isAtEnd() throws(Failure) -> Bool {
    do { return try reader.isAtEnd() } catch { throw Failure(error) }
  }

  /// Throws unless only space follows.
  public mutating func end() throws(Failure) {
    do { try reader.end() } catch { throw Failure(error) }
  }

  /// Skips a whole value of any kind.
  public mutating func skip() throws(Failure) {
    do { try reader.skip() } catch { throw Failure(error) }
  }

  /// Reads a text.
  public mutating func string(_ expected: String) throws(Failure) -> String {
    do { return try reader.string(expected) } catch { throw Failure(error) }
  }

  /// Reads a number.
  public mutating func number(_ expected: String) throws(Failure) -> JSONNumber {
    do { return try reader.number(expected) } catch { throw Failure(error) }
  }

  /// Reads a number's value.
  @inlinable
  public mutating func value(_ expected: String) throws(Failure) -> Double {
    do { return try reader.value(expected) } catch { throw Failure(error) }
  }

  /// Reads `true`, `false` or `null`.
  public mutating func word(_ expected: String) throws(Failure) -> String {
    do { return try reader.word(expected) } catch { throw Failure(error) }
  }
}

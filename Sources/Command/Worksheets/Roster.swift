import Files
import Readers
import Text
import Tracing

/// The students of a class, whose names are used as file names.
struct Roster: Sendable {
  /// A student.
  struct Student: Sendable {
    let name: String
    /// The student's `id` in the roster.
    let id: String?
  }

  let students: [Student]
  /// Whether the roster has ids.
  let hasIDs: Bool

  /// The most students of a roster.
  static let mostStudents = 10_000
  /// Names that Windows reserves for devices, with any extension.
  private static let devices: Set<String> = {
    let digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"]
    return Set(
      ["con", "prn", "aux", "nul"] + ["com", "lpt"].flatMap { port in digits.map { port + $0 } })
  }()
  /// The longest name, in bytes: with a suffix it fits every file system.
  static let longestName = 200

  /// Reads a roster: a table with a column `student` or `name`, or one name per line.
  ///
  /// - Parameter reads: Remembers the file, so that it is not overwritten.
  init(file path: String, into reads: FilesRead) throws(CommandError) {
    let bytes: [UInt8]
    do { bytes = try InputFile(path, into: reads).all(atMost: 16_000_000) } catch {
      throw CommandError(error)
    }
    try self.init(bytes, name: path)
  }

  /// Reads a roster from the bytes of a file.
  init(_ bytes: [UInt8], name file: String) throws(CommandError) {
    let table: TextTable
    do { table = try TextTable(bytes) } catch { throw .inFile(file, error) }
    let rows = table.rows
    if let line = table.comments.first {
      throw CommandError(
        .unreadable,
        "\(file), line \(line): the line begins with '#', as a comment does: expected a name; in quotes "
          + "it may begin so, and a comment is to be taken out.")
    }
    guard let first = rows.first else {
      throw CommandError(.unreadable, "\(file): the roster is empty: expected a name a line.")
    }
    let header = first.cells.map { $0.lowercased() }
    let column = header.firstIndex { $0 == "student" || $0 == "name" }
    if column == nil, let wide = rows.first(where: { $0.cells.count > 1 }) {
      throw CommandError(
        .unreadable,
        "\(file), line \(wide.line): the roster has several columns and none is called 'student' or "
          + "'name': expected a header, or one name a line, in quotes where it has a comma.")
    }
    let ids = column == nil ? nil : header.firstIndex(of: "id")
    hasIDs = ids != nil
    var students: [Student] = []
    var lines: [String: (name: String, line: Int)] = [:]
    var idLines: [String: (name: String, line: Int)] = [:]
    for row in rows.dropFirst(column == nil ? 0 : 1) {
      let at = column ?? 0
      let name = row.cells.indices.contains(at) ? row.cells[at] : ""
      if let complaint = Self.complaint(name) {
        throw CommandError(.unreadable, "\(file), line \(row.line): \(complaint)")
      }
      if let other = lines.updateValue((name, row.line), forKey: name.asFileIdentity) {
        let how = other.name == name ? "stands also in" : "is the same file as '\(other.name)' in"
        throw CommandError(
          .unreadable,
          "\(file), line \(row.line): the name '\(name)' \(how) line \(other.line): each student "
            + "needs a name of their own, as in 'Ann Lee (2)'.")
      }
      let id = ids.flatMap { row.cells.indices.contains($0) ? row.cells[$0] : nil }
      if let id, !id.isEmpty, let other = idLines.updateValue((name, row.line), forKey: id) {
        throw CommandError(
          .unreadable,
          "\(file), line \(row.line): the id '\(id.visible)' of '\(name)' is also that of "
            + "'\(other.name)' in line \(other.line): each student needs an id of their own.")
      }
      students.append(Student(name: name, id: id))
    }
    if students.isEmpty {
      throw CommandError(.unreadable, "\(file): the roster has a header and no names.")
    }
    if students.count > Self.mostStudents {
      throw CommandError(
        .unreadable, "\(file): the roster has more than \(Self.mostStudents) names.")
    }
    self.students = students
  }

  /// The reason a name is not allowed; nil if it is.
  static func complaint(_ name: String) -> String? {
    if name.isEmpty { return "there is no name here." }
    let shown = "'\(name.visible)'"
    // Scalars, not characters: a slash before a combining accent is a slash too.
    let scalars = name.unicodeScalars
    if scalars.contains(where: { $0.properties.generalCategory == .control }) {
      return "the name \(shown) has a control character in it, which no file's name may have."
    }
    if let sign = scalars.first(where: { #"/\:*?"<>|"#.unicodeScalars.contains($0) }) {
      return "the name \(shown) has '\(sign)' in it, which no file's name may have."
    }
    if scalars.first == "." {
      return "the name \(shown) begins with a point, which hides the file; expected a letter."
    }
    if let first = scalars.first, "=+-@".unicodeScalars.contains(first) {
      return "the name \(shown) begins with '\(first)', which a spreadsheet takes for a formula; "
        + "expected a letter."
    }
    if name.utf8.count > longestName {
      return "the name \(shown.prefix(40))… has more than \(longestName) bytes."
    }
    let stem = name.lowercased().unicodeScalars.split(separator: ".").first.map { String($0) } ?? ""
    if devices.contains(stem.trimmed { $0.isWhitespace }) {
      return "the name \(shown) is kept by Windows for a device; no file can have it."
    }
    return nil
  }
}

extension String {
  /// A form in which two names are equal if their files would be the same, on a system that ignores
  /// case, or would look the same apart from spaces.
  ///
  /// Texts that differ only in the encoding of accents are already equal.
  fileprivate var asFileIdentity: String {
    lowercased().split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
      .trimmed { $0 == "." || $0 == " " }
  }

  /// The text without certain characters at both ends.
  fileprivate func trimmed(_ isLeftOut: (Character) -> Bool) -> String {
    var rest = drop(while: isLeftOut)
    while let last = rest.last, isLeftOut(last) { rest.removeLast() }
    return String(rest)
  }
}

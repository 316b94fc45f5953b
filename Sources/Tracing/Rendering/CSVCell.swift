extension String {
  /// The text as a cell that no spreadsheet takes for a formula.
  public var csvCell: String {
    var cell = withoutControls()
    if let first = cell.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first),
      Double(cell) == nil
    {
      cell = "'" + cell
    }
    guard cell.contains(where: { $0 == "," || $0 == ";" || $0 == "\"" }) else { return cell }
    return "\""
      + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}

/// The layout of a legend: in columns below the picture.
struct Legend {
  /// The names, shortened to the available room.
  let names: [String]
  /// The left end and the middle line of each entry; its sample is 30 wide, its name starts at 38.
  let places: [(x: Double, y: Double)]
  /// The end of the legend.
  let bottom: Double

  /// Places the entries below a height, in as many columns as the longest name allows.
  init(_ names: [String], top: Double) {
    let room = Document.width - 48
    let longest = 12 * (names.map { width(of: $0) }.max() ?? 0) + 38 + 16
    let columns = [4, 3, 2].first { $0 <= names.count && longest * Double($0) <= room } ?? 1
    let rows = (names.count + columns - 1) / columns
    let step = room / Double(columns)
    self.names = names.map { fitted($0, (step - 38) / 12) }
    places = names.indices.map { index in
      (24 + step * Double(index / rows), top + 20 * Double(index % rows) + 10)
    }
    bottom = top + 20 * Double(rows)
  }

  /// Draws the name of an entry beside its sample.
  func drawName(_ index: Int, _ document: inout Document) {
    let place = places[index]
    document.text("legend", place.x + 38, place.y + 4, names[index])
  }
}

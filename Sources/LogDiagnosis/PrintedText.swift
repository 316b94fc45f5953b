import Text

/// The number of single digits to change, drop or insert to turn one text into the other; at most
/// `limit` + 1.
func damage(_ one: String, _ other: String, limit: Int) -> Int {
  let (a, b) = (Array(one.utf8), Array(other.utf8))
  guard a.count <= 64, b.count <= 64,
    Swift.max(a.count, b.count) - Swift.min(a.count, b.count) <= limit
  else { return limit + 1 }
  return Swift.min(editDistance(a, b, countsSwaps: false), limit + 1)
}

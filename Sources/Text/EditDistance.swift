/// The least number of letters to insert, delete or replace to turn one text into the other.
///
/// - Parameter countsSwaps: Whether two exchanged neighbours count as one change.
/// - Returns: `Int.max` if a text has more than 200 letters.
public func editDistance(_ a: [UInt8], _ b: [UInt8], countsSwaps: Bool = true) -> Int {
  guard a.count <= 200, b.count <= 200 else { return Int.max }
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 0..<a.count {
    var current = [i + 1]
    for j in 0..<b.count {
      var cost = Swift.min(last[j + 1] + 1, current[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if countsSwaps, i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = Swift.min(cost, beforeLast[j - 1] + 1)
      }
      current.append(cost)
    }
    beforeLast = last
    last = current
  }
  return last[b.count]
}

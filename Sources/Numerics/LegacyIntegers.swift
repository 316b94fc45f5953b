extension LegacyRandom {
  /// A whole number from 0 to `most`, by masking and rejecting.
  public mutating func integer(atMost most: UInt32) -> UInt32 {
    if most == 0 { return 0 }
    let mask = UInt32.max >> UInt32(most.leadingZeroBitCount)
    while true {
      let value = word() & mask
      if value <= most { return value }
    }
  }

  /// `shuffle(list)`: from the last element down, swaps each with one at or before it.
  public mutating func shuffle<Element>(_ list: inout [Element]) {
    list.withUnsafeMutableBufferPointer { shuffle($0) }
  }

  /// The same on existing memory, for the training loop.
  ///
  /// A word that is too large swaps an element with itself. This avoids a branch that the processor
  /// would mispredict half of the time.
  public mutating func shuffle<Element>(_ list: UnsafeMutableBufferPointer<Element>) {
    guard var i = UInt32(exactly: list.count - 1), i <= UInt32(Int32.max),
      let elements = list.baseAddress
    else { return }
    while i >= 1 {
      if position == 624 { renew() }
      var place = position
      tempered.withUnsafeBufferPointer { words in
        // The mask stays the same down to the next power of two.
        let mask = UInt32.max >> UInt32(truncatingIfNeeded: i.leadingZeroBitCount)
        let lowest = (mask >> 1) &+ 1
        while i >= lowest, place < 624 {
          let drawn = words[place] & mask
          place &+= 1
          // 1 if the word is too large, taken from the sign of the difference: both are below 2³¹.
          let isTooLarge = (i &- drawn) >> 31
          let j = drawn ^ ((drawn ^ i) & (0 &- isTooLarge))
          let element = elements[Int(i)]
          elements[Int(i)] = elements[Int(j)]
          elements[Int(j)] = element
          i = i &- 1 &+ isTooLarge
        }
      }
      position = place
    }
  }

  /// `permutation(count)`: the numbers from 0 on, shuffled.
  public mutating func permutation(_ count: Int) -> [Int] {
    var numbers = Array(0..<Swift.max(0, count))
    shuffle(&numbers)
    return numbers
  }

  /// `randint(low, high)`: a whole number from `low` up to, but not including, `high`.
  ///
  /// The legacy draw of 64-bit integers, by masking and rejecting. It takes one word if the range
  /// fits 32 bits, otherwise two, the high half first. A range of one number draws nothing.
  ///
  /// - Returns: The number; nil for an empty range.
  public mutating func integer(from low: Int64, below high: Int64) -> Int64? {
    guard low < high else { return nil }
    let most = UInt64(bitPattern: high &- 1 &- low)
    if most == 0 { return low }
    if let most = UInt32(exactly: most) { return low &+ Int64(integer(atMost: most)) }
    let mask = UInt64.max >> UInt64(most.leadingZeroBitCount)
    while true {
      let first = UInt64(word()) << 32
      let value = (first | UInt64(word())) & mask
      if value <= most { return low &+ Int64(bitPattern: value) }
    }
  }
}

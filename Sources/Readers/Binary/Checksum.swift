/// The checksum of zip files: CRC-32 with the polynomial 0xEDB88320.
func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
  var sum: UInt32 = 0xFFFF_FFFF
  for byte in bytes { sum = checksums[Int((sum ^ UInt32(byte)) & 0xFF)] ^ sum >> 8 }
  return ~sum
}

private let checksums: [UInt32] = (0..<256).map { index in
  var sum = UInt32(index)
  for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  return sum
}

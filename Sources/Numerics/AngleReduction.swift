// The angle within π/4 of a multiple of π/2, for every double.

/// x − k·π/2 for the nearest k, with a relative error below 2⁻¹⁰⁰, and k mod 4.
func reducedAngle(_ x: Double) -> (rest: DoublePair, quarter: Int) {
  // No double below 2³⁰ is within 2⁻⁶² of a multiple of π/2, and the three parts leave 2⁻¹³⁰.
  guard x.magnitude < 0x1p30 else { return reducedLargeAngle(x) }
  let k = (x / halfPi.high).nearestWhole
  if k == 0 { return (DoublePair(x), 0) }
  let rest = DoublePair(reducing: DoublePair(x), by: k, times: halfPi)
  return (rest, Int(truncatingIfNeeded: Int64(k) & 3))
}

/// The bits of 2/π after the point, 64 at a time.
private let twoOverPi: [UInt64] = [
  0xa2f9_836e_4e44_1529, 0xfc27_57d1_f534_ddc0, 0xdb62_9599_3c43_9041, 0xfe51_63ab_debb_c561,
  0xb724_6e3a_424d_d2e0, 0x0649_2eea_09d1_921c, 0xfe1d_eb1c_b129_a73e, 0xe882_35f5_2ebb_4484,
  0xe99c_7026_b45f_7e41, 0x3991_d639_8353_39f4, 0x9c84_5f8b_bdf9_283b, 0x1ff8_97ff_de05_980f,
  0xef2f_118b_5a0a_6d1f, 0x6d36_7ecf_27cb_09b7, 0x4f46_3f66_9e5f_ea2d, 0x7527_bac7_ebe5_f17b,
  0x3d07_39f7_8a52_92ea, 0x6bfb_5fb1_1f8d_5d08, 0x5603_3046_fc7b_6bab, 0xf0cf_bc20_9af4_361d,
]

/// The same with whole numbers: x·2/π mod 4 to 254 bits after the point.
///
/// Only 256 bits of 2/π matter: earlier bits give multiples of 4, later ones less than 2⁻²⁰⁰ (Payne
/// and Hanek, "Radian reduction for trigonometric functions", 1983).
private func reducedLargeAngle(_ x: Double) -> (rest: DoublePair, quarter: Int) {
  // |x| = significand·2ᵉ; the window begins at the bit of weight 2^(1 − e), which makes 2¹.
  let significand = x.significandBitPattern | 1 << 52
  let first = Int(x.exponent) - 52 - 2
  var product: [UInt64] = [0, 0, 0, 0]
  var carry: UInt64 = 0
  for i in (0..<4).reversed() {
    let (high, low) = significand.multipliedFullWidth(by: bits(from: first + 64 * i))
    let (sum, overflow) = low.addingReportingOverflow(carry)
    product[i] = sum
    carry = high &+ (overflow ? 1 : 0)
  }
  // The first two bits are the quarter, the third says which multiple is the nearest.
  var quarter = Int(product[0] >> 62)
  let isNegative = product[0] >> 61 & 1 == 1
  if isNegative {
    quarter += 1
    for i in 0..<4 { product[i] = ~product[i] }  // 2⁻²⁵⁴ off
  }
  product[0] &= 0x3fff_ffff_ffff_ffff
  var fraction = DoublePair(0)
  var weight = 0x1p-30
  for word in product {
    for part in [word >> 32, word & 0xffff_ffff] {
      fraction = fraction + DoublePair(Double(part) * weight)
      weight *= 0x1p-32
    }
  }
  let size = fraction * DoublePair(high: halfPi.high, low: halfPi.middle)
  let rest = isNegative ? -size : size
  return x < 0 ? (-rest, -quarter & 3) : (rest, quarter & 3)
}

/// 64 bits of 2/π, starting with bit number `from` after the point, counted from 0.
private func bits(from: Int) -> UInt64 {
  func word(_ i: Int) -> UInt64 { twoOverPi.indices.contains(i) ? twoOverPi[i] : 0 }
  let (i, shift) = (from >> 6, UInt64(from & 63))
  return shift == 0 ? word(i) : word(i) << shift | word(i + 1) >> (64 - shift)
}

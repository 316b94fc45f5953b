import Equations
import Numerics

/// How two numbers differ, in words: `the rule has 0.1, the variant 0.3: 3 times as much`.
public func difference(_ rule: Double, _ variant: Double) -> String {
  let style = NumberStyle.distinguishing(rule, variant)
  let both = "the rule has \(style.text(rule)), the variant \(style.text(variant))"
  if variant.isNaN { return "\(both): not a number." }
  if rule.isNaN || variant.isInfinite || rule.isInfinite || rule == 0 { return "\(both)." }
  if let ulps = rule.ulps(to: variant), ulps <= 256 {
    let full = "the rule has \(shortest(rule)), the variant \(shortest(variant))"
    return "\(full): \(ulps) \(ulps == 1 ? "ulp" : "ulps") apart, the last digits only."
  }
  let ratio = variant / rule
  let times = NumberStyle(digits: 4).text(ratio.magnitude)
  if ratio < 0 {
    return "\(both): the other sign" + (times == "1" ? "." : ", \(times) times the size.")
  }
  if times == "1" || variant == 0 { return "\(both)." }
  return "\(both): \(times) times the rule's."
}

/// A picture on a lesson's page that replaces the one `gradus plot` draws.
public enum PagePicture: Sendable {
  /// The weights that an average gives to the past, as bars; the case's data contain a single 1.
  case weights(caseName: String)
  /// The share of an average's weight that falls on data, over the days, for several β.
  case shares(betas: [Double], days: Int)
  /// A parameter with noisy gradients, once with a constant learning rate and once with the rule's.
  case settling
}

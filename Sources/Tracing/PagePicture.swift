/// A picture that a lesson's page shows instead of the one that `gradus plot` draws.
public enum PagePicture: Sendable {
  /// The weights that an average gives to the past, as bars: the values of a case whose data are a single 1.
  case weights(caseName: String)
  /// The share of an average's weight that lies on data, over the days, for several β.
  case shares(betas: [Double], days: Int)
  /// A parameter with noisy gradients, with a constant learning rate and with the rule's.
  case settling
}

// The constants that optimizers share, with the lecture's names.
extension Symbol {
  /// The learning rate α.
  public static let learningRate = hyperparameter(
    "alpha", "α", latex: #"\alpha"#, default: 0.01, "the learning rate",
    otherNames: ["lr", "learning_rate", "eta"])
  /// The ε beside a root.
  public static let epsilon = hyperparameter(
    "epsilon", "ε", latex: #"\varepsilon"#, default: 1e-8, "keeps the division away from 0",
    otherNames: ["eps"])
  /// The strength λ of a weight decay.
  public static let weightDecay = hyperparameter(
    "weight_decay", "λ", latex: #"\lambda"#, default: 0.01, "the strength of the weight decay",
    otherNames: ["lambda", "wd"])
  /// The momentum β.
  public static let momentum = hyperparameter(
    "beta", "β", latex: #"\beta"#, default: 0.9, range: .averagingDecay, "the momentum",
    otherNames: ["momentum"])
}

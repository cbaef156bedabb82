extension Hyperparameter {
  /// The step length's factor; 0 is allowed, as in PyTorch, and stands still.
  public static let learningRate = Hyperparameter(
    "lr", default: nil, allowed: .atLeast(0), meaning: "learning rate, the factor of every step")

  /// A whole number of samples; the full batch is `Batch.full`, which has no number.
  public static let batch = Hyperparameter(
    "batch", kind: .integer, default: nil, allowed: .within(1...1e9),
    meaning: "samples that each gradient is computed from")

  /// L2: weight_decay · parameters is added to the gradient before everything else.
  public static let weightDecay = Hyperparameter(
    "weight_decay", default: 0, allowed: .atLeast(0),
    meaning: "pull towards the origin, added to the gradient")

  public static let maxNorm = Hyperparameter(
    "max_norm", default: nil, allowed: .above(0),
    meaning: "longer gradients are shortened to this length")

  /// What optimizers take beside their own hyperparameters; `cautious` with momentum alone.
  public static let shared =
    sharedByAverages + wrapping

  /// What is put around a rule.
  static let wrapping = [cautious, lookahead] + lookaheadDetails

  /// What those take that have averages of points of their own.
  static let sharedByAverages = [learningRate, batch, weightDecay, maxNorm]

  /// What those take that compare losses, or gradients at several points: all of these must be of
  /// one function, which a batch, clipping or added decay would make several of.
  static let sharedByReferences = [learningRate]
}

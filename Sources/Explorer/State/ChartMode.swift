/// What the chart shows against the step.
public enum ChartMode: String, CaseIterable, Hashable, Sendable {
  case loss
  case gradientNorm = "gradient norm"
  case learningRate = "learning rate"

  /// What it is called on the command line.
  public var name: String { rawValue.replacing(" ", with: "-") }
}

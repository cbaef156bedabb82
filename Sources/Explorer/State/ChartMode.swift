/// What the chart shows against the step.
public enum ChartMode: String, CaseIterable, Hashable, Sendable {
  case loss
  case gradientNorm = "gradient norm"
  case learningRate = "learning rate"
}

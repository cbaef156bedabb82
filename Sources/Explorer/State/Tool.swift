/// A pane that explains or adjusts the race while it goes on; the keys keep their meanings, but for
/// a few that it takes for itself.
public enum Tool: String, CaseIterable, Hashable, Sendable {
  case parameters, sweep, basins, inspector, check
}

/// What the chart shows against the step; the raw values are its names on the command line.
public enum ChartMode: String, CaseIterable, Hashable, Sendable {
  case loss
  case gradientNorm = "gradient-norm"
  case learningRate = "learning-rate"

  /// What it is called on the screen.
  var title: String { rawValue.replacing("-", with: " ") }
}

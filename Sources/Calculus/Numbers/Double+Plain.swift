extension Double {
  /// The shortest text that reads back to the same number: `0.1`, `100`, `1e9`, `-1234567`.
  package var plain: String { isFinite ? DecimalFigures(self).text : description }
}

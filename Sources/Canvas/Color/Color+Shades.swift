extension Color {
  /// Shades of one hue, from dark to light in steps that look even.
  /// - Parameters:
  ///   - count: at least 2; the first shade has the least luminance and the last the greatest.
  ///   - range: the luminances.
  public func shades(_ count: Int, luminance range: ClosedRange<Double>) -> [Color] {
    Color.evenLuminances(from: range.lowerBound, to: range.upperBound, count: count)
      .map { $0 > luminance ? lightened(toLuminance: $0) : with(luminance: $0) }
  }

  /// The colour mixed with white up to a luminance, which must be at least its own.
  public func lightened(toLuminance target: Double) -> Color {
    let white = Color(0xFFFFFF)
    var (low, high) = (0.0, 1.0)
    for _ in 0..<20 {
      let middle = (low + high) / 2
      if mixed(with: white, middle).luminance < target { low = middle } else { high = middle }
    }
    // The upper end, so that rounding does not leave it too dark.
    return mixed(with: white, target > luminance ? high : low)
  }
}

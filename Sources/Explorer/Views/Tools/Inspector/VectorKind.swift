import Canvas

/// The vectors that an inspected step draws on the map.
enum VectorKind: CaseIterable {
  /// −∇f of the full loss: its direction.
  case slope
  /// −g of the batch: its direction, its length in proportion to that of the slope.
  case batch
  /// Δ, as it is.
  case step

  /// What stands at the tip, so that arrows differ without colours.
  func glyph(isASCII: Bool) -> Unicode.Scalar {
    switch self {
    case .slope: isASCII ? "G" : "▽"
    case .batch: isASCII ? "B" : "g"
    case .step: isASCII ? "D" : "Δ"
    }
  }

  /// For a legend after the glyph.
  var meaning: String {
    switch self {
    case .slope: "downhill, −∇f"
    case .batch: "−g"
    case .step: "step"
    }
  }
}

/// The colours of the vectors beside a run's trail: the step has the run's own.
struct VectorInks: Hashable {
  let slope: Color?
  let batch: Color?
  let step: Color?

  init(run: Int, theme: Theme) {
    let own = theme.run(run)
    step = own
    guard theme.depth != .none else {
      (slope, batch) = (nil, nil)
      return
    }
    let candidates = [0xFFFFFF, 0xFF8700, 0x5FD7FF].map { Color($0) }
    // A trail may be as white or as orange.
    let free = candidates.filter { $0.isFar(from: own) }
    slope = free[0]
    batch = free[1]
  }

  /// The style of a key to them: on a light background a dark cell, as on the map.
  func key(of kind: VectorKind, on background: Background) -> Style {
    Style(
      foreground: color(of: kind),
      background: background == .light && color(of: kind) != nil ? Color(0x080808) : nil,
      attributes: .bold)
  }

  func color(of kind: VectorKind) -> Color? {
    switch kind {
    case .slope: slope
    case .batch: batch
    case .step: step
    }
  }
}

extension Color {
  fileprivate func isFar(from other: Color?) -> Bool {
    guard let other else { return true }
    let distances = [
      Int(red) - Int(other.red), Int(green) - Int(other.green), Int(blue) - Int(other.blue),
    ]
    return distances.map(abs).reduce(0, +) > 150
  }
}

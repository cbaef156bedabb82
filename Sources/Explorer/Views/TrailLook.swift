import Canvas

/// What a run's trail looks like, from its oldest part to the present, and what its ghost does.
struct TrailLook: Hashable, Sendable {
  let ghost: TrailStroke
  private let strokes: [TrailStroke]

  /// Few shades, so that a trail needs few palette entries and an old part changes rarely.
  private static let count = 6
  /// Without colours age is told by density alone: pixels from one dot to the next.
  private static let spacings = [3, 3, 2, 2, 2, 1]
  private static let ghostSpacing = 3

  /// - Parameter background: what the trail is drawn on.
  init(
    run: Int, depth: ColorDepth, on background: Background = .dark, takesTurns: Bool = true
  ) {
    let mark = UInt8(truncatingIfNeeded: run)
    // The eight colours have no dim ones.
    let faint =
      depth == .eight
      ? Palette.trail(run, depth: depth, on: background)
      : Palette.ghost(run, depth: depth, on: background)
    ghost = TrailStroke(
      Pixel(faint, layer: .ghost, mark: mark), spacing: TrailLook.ghostSpacing)
    strokes = (0..<TrailLook.count).map { index in
      let recency = Double(index) / Double(TrailLook.count - 1)
      let color = Palette.trail(run, recency: recency, depth: depth, on: background)
      return TrailStroke(
        Pixel(color, layer: .trail, mark: mark),
        spacing: depth < .indexed256 ? TrailLook.spacings[index] : 1, takesTurns: takesTurns)
    }
  }

  /// How a fraction of the trail is drawn: 0 is the start, 1 the present.
  func stroke(at fraction: Double) -> TrailStroke {
    strokes[min(max(Int(fraction * Double(strokes.count)), 0), strokes.count - 1)]
  }

  /// The same on top of all others.
  var unshared: TrailLook {
    TrailLook(
      ghost: ghost,
      strokes: strokes.map {
        TrailStroke($0.pixel, spacing: $0.spacing)
      })
  }

  private init(ghost: TrailStroke, strokes: [TrailStroke]) {
    self.ghost = ghost
    self.strokes = strokes
  }
}

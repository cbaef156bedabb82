import Canvas

/// The appearance of a run's trail, from its oldest part to the current step, and of its ghost.
struct TrailLook: Hashable, Sendable {
  let ghost: Stroke
  private let strokes: [Stroke]

  /// Few shades, so that a trail needs few palette entries and old parts rarely change.
  private static let count = 6
  /// If colours cannot fade, density shows the age: the number of pixels from one dot to the next.
  private static let spacings = [3, 3, 2, 2, 2, 1]
  /// Without colours each spacing divides the ones before it, and all runs have the same phase: the
  /// dots of one run never fill the gaps of another, so that any number of runs leaves gaps.
  private static let nestedSpacings = [4, 4, 2, 2, 2, 2]

  /// - Parameter background: the background of the trail.
  init(
    run: Int, depth: ColorDepth, on background: Background = .dark, takesTurns: Bool = true
  ) {
    let mark = UInt8(truncatingIfNeeded: run)
    let spacings: [Int] =
      switch depth {
      case .none: TrailLook.nestedSpacings
      case .eight, .sixteen: TrailLook.spacings
      case .indexed256, .trueColor: Array(repeating: 1, count: TrailLook.count)
      }
    // The eight colours have no dim variants.
    let faint =
      depth == .eight
      ? Palette.trail(run, depth: depth, on: background)
      : Palette.ghost(run, depth: depth, on: background)
    let phase = depth == .none ? 0 : run
    ghost = Stroke(
      Pixel(faint, layer: .ghost, mark: mark), spacing: depth == .none ? 4 : 3, phase: phase)
    strokes = spacings.enumerated().map { index, spacing in
      // Squared: a knot of old steps must not outshine a few new ones.
      let share = Double(index) / Double(TrailLook.count - 1)
      let recency = share * share
      let color = Palette.trail(run, recency: recency, depth: depth, on: background)
      return Stroke(
        Pixel(color, layer: .trail, mark: mark), spacing: spacing, phase: phase,
        takesTurns: takesTurns)
    }
  }

  /// The stroke of a fraction of the trail: 0 is the start, 1 the current step.
  func stroke(at fraction: Double) -> Stroke {
    strokes[min(max(Int(fraction * Double(strokes.count)), 0), strokes.count - 1)]
  }

  /// The same trail on top of all others.
  var unshared: TrailLook {
    TrailLook(
      ghost: ghost,
      strokes: strokes.map {
        Stroke($0.pixel, spacing: $0.spacing, phase: $0.phase)
      })
  }

  private init(ghost: Stroke, strokes: [Stroke]) {
    self.ghost = ghost
    self.strokes = strokes
  }
}

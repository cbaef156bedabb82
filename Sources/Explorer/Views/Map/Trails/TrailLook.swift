import Canvas

/// The appearance of a run's trail, from its oldest part to the current step, and of its ghost.
///
/// Where steps crowd, the trail is one stroke that brightens towards the current step. Where they are
/// apart, each is a dot, and the way between two is a fainter link.
struct TrailLook: Hashable, Sendable {
  let ghost: Stroke
  private let strokes: [Stroke]
  private let links: [Stroke]
  private let dots: [Pixel]

  /// Few shades, so that a trail needs few palette entries and old parts rarely change.
  private static let count = 6
  /// If colours cannot fade, density shows the age: the number of pixels from one dot to the next.
  private static let spacings = [3, 3, 2, 2, 2, 1]
  /// Without colours each spacing divides the ones before it, and all runs have the same phase: the
  /// dots of one run never fill the gaps of another, so that any number of runs leaves gaps.
  private static let nestedSpacings = [4, 4, 2, 2, 2, 2]
  /// The brightest link and the faintest dot, as recencies of the trail's colour.
  private static let brightestLink = 0.25
  private static let faintestDot = 0.75

  /// - Parameters:
  ///   - background: the background of the trail.
  ///   - ink: the colours of the run; nil for the only run of its optimizer.
  init(
    run: Int, depth: ColorDepth, on background: Background = .dark, ink: RunInk? = nil,
    takesTurns: Bool = true
  ) {
    let ink = ink ?? RunInk(RunShade(run), depth: depth, on: background)
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
      ? ink.full : ink.ghost
    let phase = depth == .none ? 0 : run
    ghost = Stroke(
      Pixel(faint, layer: .ghost, mark: mark), spacing: depth == .none ? 4 : 3, phase: phase)
    // Squared: a knot of old steps must not outshine a few new ones.
    let recencies = (0..<TrailLook.count).map { index in
      let share = Double(index) / Double(TrailLook.count - 1)
      return share * share
    }
    func color(_ recency: Double) -> Color? { ink.trail(recency: recency) }
    func stroke(_ color: Color?, spacing: Int) -> Stroke {
      Stroke(
        Pixel(color, layer: .trail, mark: mark), spacing: spacing, phase: phase,
        takesTurns: takesTurns)
    }
    strokes = zip(recencies, spacings).map { stroke(color($0), spacing: $1) }
    links = recencies.map { recency in
      switch depth {
      // Without shades, links are sparse.
      case .none, .eight: stroke(color(1), spacing: 4)
      case .sixteen: stroke(faint, spacing: 1)
      case .indexed256, .trueColor:
        stroke(color(recency * TrailLook.brightestLink), spacing: 1)
      }
    }
    dots = recencies.map { recency in
      let recency = TrailLook.faintestDot + recency * (1 - TrailLook.faintestDot)
      return Pixel(color(recency), layer: .step, mark: mark)
    }
  }

  /// The stroke of a fraction of the trail: 0 is the start, 1 the current step.
  func stroke(at fraction: Double) -> Stroke { strokes[part(at: fraction)] }

  /// The stroke between two steps that are apart.
  func link(at fraction: Double) -> Stroke { links[part(at: fraction)] }

  /// A step apart from the one before.
  func dot(at fraction: Double) -> Pixel { dots[part(at: fraction)] }

  private func part(at fraction: Double) -> Int {
    min(max(Int(fraction * Double(TrailLook.count)), 0), TrailLook.count - 1)
  }

  /// The same trail on top of all others.
  var unshared: TrailLook {
    func unshared(_ stroke: Stroke) -> Stroke {
      Stroke(stroke.pixel, spacing: stroke.spacing, phase: stroke.phase)
    }
    return TrailLook(
      ghost: ghost, strokes: strokes.map(unshared), links: links.map(unshared), dots: dots)
  }

  private init(ghost: Stroke, strokes: [Stroke], links: [Stroke], dots: [Pixel]) {
    self.ghost = ghost
    self.strokes = strokes
    self.links = links
    self.dots = dots
  }
}

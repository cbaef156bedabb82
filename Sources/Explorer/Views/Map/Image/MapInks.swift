import Canvas

/// The inks of a map's image: for each band, for the lines between two bands, and mixtures of them
/// for smooth edges, in at most 256 indexes.
struct MapInks: Hashable, Sendable {
  private(set) var all: [PixelImage.Ink] = []
  /// The two indexes of the hatch: its ground and its strokes.
  let hatch: (ground: UInt8, stroke: UInt8)
  /// How many mixtures are between two bands.
  let bandSteps: Int
  /// How many are between a band and a line, including the line itself.
  let lineSteps: Int

  private let bandCount: Int
  private var stepCount: Int { bandSteps + 2 * lineSteps }
  private var firstMixture: Int { bandCount + 2 }

  /// The finest mixtures are tried first; the last need none.
  private static let choices: [(bands: Int, lines: Int)] = [(3, 5), (1, 3), (1, 1), (0, 1), (0, 0)]

  init(_ shades: Shades, background: Background) {
    let bands = shades.bands
    let lines = Array(shades.lines.prefix(bands.count - 1))
    bandCount = bands.count
    let room = 256 - bands.count - 2
    let fitting = MapInks.choices.first { choice in
      let steps = choice.bands + 2 * choice.lines
      return lines.count * steps <= room
    }
    (bandSteps, lineSteps) = fitting ?? (0, 0)
    hatch = (UInt8(bands.count), UInt8(bands.count + 1))
    all = bands.map(MapInks.ink)
    let isLight = background == .light
    all.append(PixelImage.Ink(Color(isLight ? 0xFFFFFF : 0x101010)))
    all.append(PixelImage.Ink(Color(isLight ? 0xA8A8A8 : 0x4A4A4A)))
    for (level, line) in lines.enumerated() {
      let (below, above) = (bands[level], bands[level + 1])
      for step in 0..<bandSteps {
        let share = Double(step + 1) / Double(bandSteps + 1)
        all.append(MapInks.mixture(below, above, share))
      }
      let color = line.map { MapInks.thin($0, on: above) } ?? MapInks.plainLine(on: background)
      for band in [below, above] {
        for step in 0..<lineSteps {
          all.append(MapInks.mixture(band, color, Double(step + 1) / Double(lineSteps)))
        }
      }
    }
  }

  /// The ink of a place near the border above a level.
  /// - Parameter share: how much of the place belongs to the upper band, 0…1.
  func edge(above level: Int, share: Double) -> UInt8 {
    let step = Int((share * Double(bandSteps + 1)).rounded())
    if step <= 0 { return UInt8(level) }
    if step > bandSteps { return UInt8(level + 1) }
    return UInt8(firstMixture + level * stepCount + step - 1)
  }

  /// The ink of a place that a line covers partly.
  /// - Parameters:
  ///   - isAbove: whether the rest of the place belongs to the upper band.
  ///   - cover: 0…255.
  func line(_ level: Int, isAbove: Bool, cover: UInt8) -> UInt8? {
    let step = (Int(cover) * lineSteps + 127) / 255
    guard step > 0 else { return nil }
    let side = bandSteps + (isAbove ? lineSteps : 0)
    return UInt8(firstMixture + level * stepCount + side + step - 1)
  }

  /// The band in which a place with some ink lies for the most part; nil for the hatch.
  func isAbove(_ level: Int, ink: UInt8) -> Bool {
    if Int(ink) < bandCount { return Int(ink) > level }
    let place = (Int(ink) - firstMixture) % max(stepCount, 1)
    let own = (Int(ink) - firstMixture) / max(stepCount, 1)
    return own == level ? 2 * (place + 1) > bandSteps + 1 : own > level
  }

  private static func ink(_ color: Color?) -> PixelImage.Ink {
    color.map { PixelImage.Ink($0) } ?? PixelImage.Ink(Color(0), opacity: 0)
  }

  /// Without a colour, a band is the terminal's background.
  private static func mixture(_ first: Color?, _ second: Color?, _ share: Double) -> PixelImage.Ink
  {
    switch (first, second) {
    case (let first?, let second?): PixelImage.Ink(first.mixed(with: second, share))
    case (nil, let second?): PixelImage.Ink(second, opacity: UInt8((255 * share).rounded()))
    case (let first?, nil): PixelImage.Ink(first, opacity: UInt8((255 * (1 - share)).rounded()))
    case (nil, nil): PixelImage.Ink(Color(0), opacity: 0)
    }
  }

  /// The colour of a line a pixel thick, which needs more contrast to its band than one of glyphs; it
  /// keeps the contrast to all trails.
  private static func thin(_ line: Color, on band: Color?) -> Color {
    guard let band else { return line }
    let (own, ground) = (OKLab(line), OKLab(band))
    let thin = Color(
      OKLab(
        lightness: own.lightness + 0.8 * (own.lightness - ground.lightness), a: own.a, b: own.b))
    guard line.luminance > band.luminance else {
      let darkest = min(Ramp.darkestOnPaper, line.luminance)
      return thin.luminance >= darkest ? thin : thin.with(luminance: darkest)
    }
    let lightest = max(Ramp.lightestLine, line.luminance)
    return thin.luminance <= lightest ? thin : thin.with(luminance: lightest)
  }

  private static func plainLine(on background: Background) -> Color {
    background == .dark ? Color(0xD0D0D0) : Color(0x303030)
  }

  static func == (left: MapInks, right: MapInks) -> Bool { left.all == right.all }
  func hash(into hasher: inout Hasher) { hasher.combine(all) }
}

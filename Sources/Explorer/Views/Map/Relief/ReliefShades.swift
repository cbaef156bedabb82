import Canvas

/// The colours of a relief: the map's shades in a few degrees of light.
struct ReliefShades: Sendable {
  /// Where the light is like on level ground, and darker and lighter; true colour only, because a
  /// fixed palette has no shades between those of the bands.
  private static let factors: [Double] = [0.6, 0.72, 0.86, 1, 1.09, 1.18]
  private static let level = 3
  private static let sideFactors: [Double] = [0.74, 0.56]
  /// The luminance up to which every trail stands out.
  private static let mostLuminance = 0.097

  private let bands: [Color?]
  private let lit: [[Color?]]
  private let sides: [[Color?]]
  let lines: [Color?]
  /// The colour of the block's own edges.
  let edge: Color?

  init(_ shades: Shades, depth: ColorDepth) {
    bands = shades.bands
    lines = shades.lines
    edge = depth >= .indexed256 ? Color(0x3A3A3A) : shades.lines.last ?? nil
    guard depth == .trueColor else {
      lit = ReliefShades.factors.map { _ in shades.bands }
      let hasBands = shades.bands.contains { $0 != nil }
      let grays: [Color?] = hasBands ? [Color(0x303030), Color(0x1C1C1C)] : [nil, nil]
      sides = grays.map { gray in shades.bands.map { _ in gray } }
      return
    }
    func dimmed(_ factor: Double) -> [Color?] {
      shades.bands.map { $0.map { ReliefShades.color($0, times: factor) } }
    }
    lit = ReliefShades.factors.map(dimmed)
    sides = ReliefShades.sideFactors.map(dimmed)
  }

  /// The colour of a band in a light of −1 to 1, or of a side face.
  func color(band: Int, light: Float) -> Color? {
    let band = min(max(band, 0), bands.count - 1)
    if ReliefMesh.isSide(light: light) { return sides[light > -3.5 ? 0 : 1][band] }
    let steps = light < 0 ? ReliefShades.level : ReliefShades.factors.count - 1 - ReliefShades.level
    let step = ReliefShades.level + Int((light * Float(steps)).rounded())
    return lit[min(max(step, 0), lit.count - 1)][band]
  }

  private static func color(_ color: Color, times factor: Double) -> Color {
    var lab = OKLab(color)
    // All three alike: less light, not another hue.
    lab = OKLab(lightness: lab.lightness * factor, a: lab.a * factor, b: lab.b * factor)
    let result = Color(lab)
    return result.luminance > mostLuminance ? result.with(luminance: mostLuminance) : result
  }
}

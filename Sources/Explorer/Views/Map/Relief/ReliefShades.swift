import Canvas

/// The colours of a relief: the map's shades in several degrees of light, and those of its side faces,
/// so dark or so light that every trail stands out.
struct ReliefShades: Sendable {
  /// The place of level ground among the degrees of light, darkest first.
  private static let level = 3
  /// The brightness of dark ground; true colour only, because a fixed palette has no shades
  /// between those of the bands.
  private static let factors: [Double] = [0.6, 0.72, 0.86, 1, 1.09, 1.18]
  private static let sideFactors: [Double] = [0.74, 0.56]
  /// The maximum luminance against which every light trail stands out.
  private static let mostLuminance = 0.097
  /// On light ground: how far level ground is on the way to white, and how far slopes are on the
  /// way from there to the shadow, or if negative to white.
  private static let paleness = 0.3
  private static let shadows: [Double] = [0.75, 0.5, 0.25, 0, -0.35, -0.7]
  private static let sideLuminances: [Double] = [0.62, 0.54]

  private let bands: [Color?]
  private let lit: [[Color?]]
  private let sides: [[Color?]]
  let lines: [Color?]
  /// The colour of the edges of the block.
  let edge: Color?

  init(_ shades: Shades, depth: ColorDepth, on ground: Background) {
    bands = shades.bands
    lines = shades.lines
    let edgeColor = ground == .dark ? 0x3A3A3A : depth == .trueColor ? 0xBCBCBC : 0xDADADA
    edge = depth >= .indexed256 ? Color(UInt32(edgeColor)) : shades.lines.last ?? nil
    guard depth == .trueColor else {
      lit = ReliefShades.factors.map { _ in shades.bands }
      let hasBands = shades.bands.contains { $0 != nil }
      let grays = (ground == .dark ? [0x303030, 0x1C1C1C] : [0xE4E4E4, 0xDADADA]).map { Color($0) }
      sides = grays.map { gray in shades.bands.map { _ in hasBands ? gray : nil } }
      return
    }
    func all(_ change: (Color) -> Color) -> [Color?] { shades.bands.map { $0.map(change) } }
    switch ground {
    case .dark:
      lit = ReliefShades.factors.map { factor in
        all { ReliefShades.color($0, times: factor) }
      }
      sides = ReliefShades.sideFactors.map { factor in
        all { ReliefShades.color($0, times: factor) }
      }
    case .light:
      lit = ReliefShades.shadows.map { share in all { ReliefShades.color($0, inShadow: share) } }
      sides = ReliefShades.sideLuminances.map { luminance in
        all { $0.mixed(with: Color(0xC0C0C8), 0.6).with(luminance: luminance) }
      }
    }
  }

  /// The colour of a band in a light from −1 to 1, or of a side face.
  func color(band: Int, light: Float) -> Color? {
    let band = min(max(band, 0), bands.count - 1)
    if ReliefMesh.isSide(light: light) { return sides[light > -3.5 ? 0 : 1][band] }
    let steps = light < 0 ? ReliefShades.level : ReliefShades.factors.count - 1 - ReliefShades.level
    let step = ReliefShades.level + Int((light * Float(steps)).rounded())
    return lit[min(max(step, 0), lit.count - 1)][band]
  }

  private static func color(_ color: Color, times factor: Double) -> Color {
    var lab = OKLab(color)
    // Scaling all three changes the light but not the hue.
    lab = OKLab(lightness: lab.lightness * factor, a: lab.a * factor, b: lab.b * factor)
    let result = Color(lab)
    return result.luminance > mostLuminance ? result.with(luminance: mostLuminance) : result
  }

  private static func color(_ color: Color, inShadow share: Double) -> Color {
    let white = Color(0xFFFFFF)
    let level = color.mixed(with: white, paleness)
    if share <= 0 { return level.mixed(with: white, -share) }
    return level.mixed(with: color.with(luminance: Ramp.darkestOnPaper), share)
  }
}

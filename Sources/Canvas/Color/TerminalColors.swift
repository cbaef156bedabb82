/// The number of colours that a terminal shows.
public enum ColorDepth: Int, Hashable, Sendable, CaseIterable, Comparable {
  /// No colour at all; attributes such as bold still work.
  case none
  /// The eight ANSI colours.
  case eight
  /// The eight ANSI colours and their bright forms.
  case sixteen
  /// The fixed palette of xterm with 256 entries.
  case indexed256
  /// Any colour, by 24-bit sequences or by redefined palette entries.
  case trueColor

  public static func < (left: ColorDepth, right: ColorDepth) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// Whether a terminal's default background is dark or light.
public enum Background: String, Hashable, Sendable, CaseIterable {
  case dark, light

  /// Classifies a background colour: light if black has more contrast with it than white.
  public init(of color: Color) {
    let (black, white) = (Color(0x000000), Color(0xFFFFFF))
    self = color.contrast(with: black) > color.contrast(with: white) ? .light : .dark
  }
}

/// The standard palette of xterm: 16 named colours, a 6×6×6 cube from 16 on, 24 grays from 232 on.
public enum XtermColors {
  /// The 256 colours by index. Users change the first 16; the others are the same everywhere.
  public static let all: [Color] = named + cube + grays

  private static let named: [Color] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ].map { Color($0) }

  private static let cube: [Color] = (0..<216).map { index in
    let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
    return Color(
      red: levels[index / 36], green: levels[index / 6 % 6], blue: levels[index % 6])
  }

  private static let grays: [Color] = (0..<24).map { index in
    let level = UInt8(8 + 10 * index)
    return Color(red: level, green: level, blue: level)
  }

  /// The colours in OKLab, and their luminances, by index.
  public static let labs: [OKLab] = all.map { OKLab($0) }
  public static let luminances: [Double] = all.map(\.luminance)

  /// The index, 16…255, of the fixed colour that looks most like another (OKLab distance).
  public static func nearest256(to color: Color) -> UInt8 {
    nearest(to: color, among: 16..<256)
  }

  /// The index, 0…15, of the named colour that looks most like another.
  public static func nearest16(to color: Color) -> UInt8 {
    nearest(to: color, among: 0..<16)
  }

  /// The index, 0…7, of the ANSI colour that looks most like another.
  ///
  /// A bright named colour gives its normal form. Gray becomes white, so that text stays legible,
  /// and black as a background.
  public static func nearest8(to color: Color, asBackground: Bool = false) -> UInt8 {
    let index = nearest16(to: color)
    return index == 8 ? (asBackground ? 0 : 7) : index & 7
  }

  /// The fixed gray as light as a colour's green channel.
  static func gray(like color: Color) -> Color {
    grays[min(max((Int(color.green) - 3) / 10, 0), grays.count - 1)]
  }

  private static func nearest(to color: Color, among indices: Range<Int>) -> UInt8 {
    let lab = OKLab(color)
    var best = indices.lowerBound
    var smallest = Double.infinity
    for index in indices {
      let distance = labs[index].squaredDistance(to: lab)
      if distance < smallest { (best, smallest) = (index, distance) }
    }
    return UInt8(best)
  }
}

extension Color {
  /// The colour that a terminal of a colour depth shows instead of this one; `nil` without colours.
  public func shown(at depth: ColorDepth) -> Color? {
    switch depth {
    case .none: nil
    case .eight: XtermColors.all[Int(XtermColors.nearest8(to: self))]
    case .sixteen: XtermColors.all[Int(XtermColors.nearest16(to: self))]
    case .indexed256: XtermColors.all[Int(XtermColors.nearest256(to: self))]
    case .trueColor: self
    }
  }
}

import Canvas
import Landscape

/// How the explorer looks: everything that changes the picture and not the runs.
public struct Appearance: Hashable, Sendable {
  public var view: View?
  public var contours = Contours.bandsAndLines
  public var glyphs: GlyphSet
  public var ramp = Ramp.magma
  /// The way levels are chosen; nil is the surface's own.
  public var levels: LevelMode?
  public var depth: ColorDepth
  /// The terminal's own background.
  public var background: Background
  /// Whether someone said what the background is, so that the terminal's own word does not count.
  public private(set) var isBackgroundFixed = false
  /// Whether the terminal shows more than ASCII.
  public var isUTF8: Bool

  public enum View: String, CaseIterable, Hashable, Sendable {
    case side, overlay
    /// The surface in three dimensions.
    case relief = "3d"
  }

  public enum Contours: String, CaseIterable, Hashable, Sendable {
    case bandsAndLines = "bands-and-lines"
    case bands, lines
  }

  public init(
    view: View? = nil, glyphs: GlyphSet = .quadrant, ramp: Ramp = .magma,
    levels: LevelMode? = nil, depth: ColorDepth = .trueColor,
    background: Background = .dark, isUTF8: Bool = true
  ) {
    self.view = view
    self.glyphs = isUTF8 ? glyphs : .ascii
    self.ramp = ramp
    self.levels = levels
    self.depth = depth
    self.background = background
    self.isUTF8 = isUTF8
  }

  /// Takes somebody's word for the background.
  public mutating func fix(_ background: Background) {
    self.background = background
    isBackgroundFixed = true
  }

  /// The view for a window: side by side where there is room and something to compare, unless
  /// someone chose.
  func view(in size: Size, runs: Int) -> View {
    view ?? (size.width >= 100 && size.height >= 30 && runs > 1 ? .side : .overlay)
  }

  /// The glyph set after this one; a terminal that shows only ASCII has no other.
  var nextGlyphs: GlyphSet { isUTF8 ? glyphs.next : .ascii }

  /// Whether bands cover the terminal's own background.
  var isMapPainted: Bool { depth >= .indexed256 && contours != .lines && ramp != .lines }

  /// Whether only ASCII may be drawn.
  var isASCII: Bool { glyphs == .ascii }
}

extension CaseIterable where Self: Equatable {
  /// The case after this one; after the last comes the first.
  var next: Self {
    let all = Array(Self.allCases)
    let index = all.firstIndex(of: self).map { ($0 + 1) % all.count } ?? 0
    return all[index]
  }
}

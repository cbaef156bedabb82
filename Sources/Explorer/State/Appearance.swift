import Canvas
import Landscape

/// How the explorer looks: everything that changes the picture but not the runs.
public struct Appearance: Hashable, Sendable {
  public var view: View?
  public var contours = Contours.bandsAndLines
  public var glyphs: GlyphSet
  public var ramp = Ramp.magma
  /// How levels are chosen; nil to use the surface's own way.
  public var levels: LevelMode?
  /// How maps fill their places; nil to follow the surface.
  public var aspect: Aspect?
  /// The height of a cell divided by its width, as the terminal states it; 2 if it does not.
  public var cellAspect = 2.0
  public var depth: ColorDepth
  /// The background of the terminal.
  public var background: Background
  /// Whether the user chose the background, so that the terminal's answer is ignored.
  public private(set) var isBackgroundFixed = false
  /// Whether the terminal's fonts are likely to have braille.
  public var hasBraille = true
  /// The glyph sets that the terminal can show; at least one.
  private let glyphSets: [GlyphSet]
  /// Whether the user chose the glyphs, so that the terminal's preference is ignored.
  private var areGlyphsFixed = false

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
    background: Background = .dark, glyphSets: [GlyphSet] = GlyphSet.allCases
  ) {
    self.view = view
    self.glyphSets = glyphSets.isEmpty ? [.ascii] : glyphSets
    self.glyphs = self.glyphSets.contains(glyphs) ? glyphs : self.glyphSets[0]
    self.ramp = ramp
    self.levels = levels
    self.depth = depth
    self.background = background
  }

  /// Sets the background permanently, regardless of the terminal's answer.
  public mutating func fix(_ background: Background) {
    self.background = background
    isBackgroundFixed = true
  }

  /// Sets the glyphs permanently, regardless of the terminal's preference; a set that the terminal
  /// cannot show is ignored.
  public mutating func fix(_ glyphs: GlyphSet) {
    areGlyphsFixed = true
    if glyphSets.contains(glyphs) { self.glyphs = glyphs }
  }

  /// Adopts what the terminal reports about itself, unless glyphs were chosen.
  mutating func follow(depth: ColorDepth, glyphs: GlyphSet) {
    self.depth = depth
    if !areGlyphsFixed, glyphSets.contains(glyphs) { self.glyphs = glyphs }
  }

  /// The glyphs of charts: dots, if the fonts are likely to have them.
  var chartGlyphs: GlyphSet {
    switch glyphs {
    case .ascii, .braille: glyphs
    case .quadrant, .sextant, .octant, .half: hasBraille ? .braille : .quadrant
    }
  }

  /// The view for a window: the chosen one, else side by side if there is room and more than one
  /// run.
  func view(in size: Size, runs: Int) -> View {
    view ?? (size.width >= 100 && size.height >= 30 && runs > 1 ? .side : .overlay)
  }

  /// The glyph set after this one.
  var nextGlyphs: GlyphSet {
    let index = glyphSets.firstIndex(of: glyphs).map { ($0 + 1) % glyphSets.count } ?? 0
    return glyphSets[index]
  }

  /// Whether bands cover the terminal's own background.
  var isMapPainted: Bool { depth >= .indexed256 && contours != .lines && ramp != .lines }

  /// Whether only ASCII may be drawn.
  var isASCII: Bool { glyphs == .ascii }
}

extension CaseIterable where Self: Equatable {
  /// The next case; the first follows the last.
  var next: Self {
    let all = Array(Self.allCases)
    let index = all.firstIndex(of: self).map { ($0 + 1) % all.count } ?? 0
    return all[index]
  }
}

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
  /// Whether the background was stated, so that the terminal's own answer does not count.
  public private(set) var isBackgroundFixed = false
  /// Whether the terminal's fonts can be expected to have braille.
  public var hasBraille = true
  /// The glyph sets that can be shown, one at least.
  private let glyphSets: [GlyphSet]
  /// Whether glyphs were chosen, so that those that the terminal shows best do not count.
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

  /// Sets the background for good, whatever the terminal answers.
  public mutating func fix(_ background: Background) {
    self.background = background
    isBackgroundFixed = true
  }

  /// Sets the glyphs for good, whatever the terminal shows best; glyphs that it cannot show change
  /// nothing.
  public mutating func fix(_ glyphs: GlyphSet) {
    areGlyphsFixed = true
    if glyphSets.contains(glyphs) { self.glyphs = glyphs }
  }

  /// Follows the terminal's answer about what it shows, unless glyphs were chosen.
  mutating func follow(depth: ColorDepth, glyphs: GlyphSet) {
    self.depth = depth
    if !areGlyphsFixed, glyphSets.contains(glyphs) { self.glyphs = glyphs }
  }

  /// What charts are drawn with: dots, wherever they can be expected to be seen.
  var chartGlyphs: GlyphSet {
    switch glyphs {
    case .ascii, .braille: glyphs
    case .quadrant, .sextant, .octant, .half: hasBraille ? .braille : .quadrant
    }
  }

  /// The view for a window: side by side where there is room and something to compare, unless one was
  /// chosen.
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
  /// The case after this one; after the last comes the first.
  var next: Self {
    let all = Array(Self.allCases)
    let index = all.firstIndex(of: self).map { ($0 + 1) % all.count } ?? 0
    return all[index]
  }
}

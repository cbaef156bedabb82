import Canvas
import Landscape

/// How the explorer looks: everything that changes the picture but not the runs.
public struct Appearance: Hashable, Sendable {
  public var view: View?
  public var contours = Contours.bandsAndLines
  public var glyphs: GlyphSet
  /// The colours of the map: the chosen ones, else those that suit the background.
  public var ramp: Ramp {
    get { chosenRamp ?? standardRamp }
    set { chosenRamp = newValue }
  }
  private var chosenRamp: Ramp?
  /// Whether the map is an image in the real pixels of the screen, where the terminal shows images: as
  /// was chosen, else as the terminal prefers.
  public var wantsPixels: Bool { chosenPixels ?? prefersImages }
  /// Whether pixels or glyphs were chosen; nil for neither.
  private(set) var chosenPixels: Bool?
  /// Whether the terminal is known to draw images well.
  public var prefersImages = false
  /// Whether the terminal shows images below its text.
  public var showsImages = false
  /// The size of the terminal's cells in pixels, if it is known.
  public var cellSize: CellSize?
  /// The colour of the terminal's background, if it is known.
  public var backgroundColor: Color?
  /// How levels are chosen; nil to use the surface's own way.
  public var levels: LevelMode?
  /// How maps fill their places; nil to follow the surface.
  public var aspect: Aspect?
  /// The height of a cell divided by its width, as the terminal states it; 2 if it does not.
  public var cellAspect: Double { cellSize?.aspect ?? 2 }
  public var depth: ColorDepth
  /// The background of the terminal.
  public var background: Background
  /// Whether the user chose the background, so that the terminal's answer is ignored.
  public private(set) var isBackgroundFixed = false
  /// Whether the terminal's fonts are likely to have braille.
  public var hasBraille = true
  /// The glyph sets that the terminal can show; at least one.
  private let glyphSets: [GlyphSet]
  /// The glyphs that the terminal prefers.
  private var finestGlyphs: GlyphSet
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
    view: View? = nil, glyphs: GlyphSet = .quadrant, ramp: Ramp? = nil,
    levels: LevelMode? = nil, depth: ColorDepth = .trueColor,
    background: Background = .dark, glyphSets: [GlyphSet] = GlyphSet.allCases
  ) {
    self.view = view
    self.glyphSets = glyphSets.isEmpty ? [.ascii] : glyphSets
    self.glyphs = self.glyphSets.contains(glyphs) ? glyphs : self.glyphSets[0]
    finestGlyphs = self.glyphs
    chosenRamp = ramp
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

  /// Chooses between glyphs and real pixels; a terminal that cannot show them falls back to the glyphs.
  public mutating func fix(_ choice: MapGlyphs) {
    switch choice {
    case .set(let glyphs):
      chosenPixels = false
      fix(glyphs)
    case .pixels:
      // Paths over the image are in the terminal's finest glyphs.
      (chosenPixels, areGlyphsFixed, glyphs) = (true, false, finestGlyphs)
    }
  }

  /// The size of a cell of the map in pixels, if the map is an image; nil if it consists of glyphs.
  var imageCellSize: CellSize? {
    wantsPixels && showsImages && depth == .trueColor && !isASCII ? cellSize : nil
  }

  /// Adopts what the terminal reports about itself, unless glyphs were chosen.
  mutating func follow(
    depth: ColorDepth, glyphs: GlyphSet, showsImages: Bool, prefersImages: Bool
  ) {
    (self.depth, self.showsImages) = (depth, showsImages)
    self.prefersImages = prefersImages
    guard glyphSets.contains(glyphs) else { return }
    finestGlyphs = glyphs
    if !areGlyphsFixed { self.glyphs = glyphs }
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

  /// How the map is drawn now.
  var mapGlyphs: MapGlyphs { imageCellSize == nil ? .set(glyphs) : .pixels }

  /// The way to draw the map after the present one: each glyph set, then pixels if they can be shown.
  var nextGlyphs: MapGlyphs {
    let index = glyphSets.firstIndex(of: glyphs) ?? 0
    if mapGlyphs != .pixels, index + 1 < glyphSets.count { return .set(glyphSets[index + 1]) }
    var trial = self
    trial.fix(.pixels)
    return mapGlyphs == .pixels || trial.imageCellSize == nil ? .set(glyphSets[0]) : .pixels
  }

  /// The ramp for the background.
  var standardRamp: Ramp { background == .light ? .paper : .magma }

  /// Whether bands cover the terminal's own background.
  var isMapPainted: Bool { depth >= .indexed256 && contours != .lines && ramp != .lines }

  /// Whether only ASCII may be drawn.
  var isASCII: Bool { glyphs == .ascii }
}

/// How the pixels of a map are drawn: by the glyphs of a set, or as an image where terminals have
/// that.
public enum MapGlyphs: Hashable, Sendable, CaseIterable, RawRepresentable {
  case set(GlyphSet)
  /// The real pixels of the screen.
  case pixels

  public static let allCases = GlyphSet.allCases.map { MapGlyphs.set($0) } + [.pixels]

  public init?(rawValue: String) {
    guard let found = MapGlyphs.allCases.first(where: { $0.rawValue == rawValue }) else {
      return nil
    }
    self = found
  }

  public var rawValue: String {
    switch self {
    case .set(let glyphs): glyphs.rawValue
    case .pixels: "pixels"
    }
  }
}

extension CaseIterable where Self: Equatable {
  /// The next case; the first follows the last.
  var next: Self {
    let all = Array(Self.allCases)
    let index = all.firstIndex(of: self).map { ($0 + 1) % all.count } ?? 0
    return all[index]
  }
}

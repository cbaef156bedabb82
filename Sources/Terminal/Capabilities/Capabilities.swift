import CNcurses
import Canvas
import Input

/// What the terminal can show.
public struct Capabilities: Hashable, Sendable {
  public var colorDepth: ColorDepth { colorMethod.depth }
  /// The glyphs that the locale and curses can show; a font may lack them.
  public let glyphSets: [GlyphSet]
  /// The finest glyphs that are likely to look right: quadrants are in every font except those of a
  /// Linux console; finer ones are used if the terminal draws them without a font.
  public let finestGlyphs: GlyphSet
  /// Whether the fonts of the terminal are likely to have braille.
  public let hasBraille: Bool
  /// The terminal's default background from its answer or else the environment; nil if both are silent.
  /// A late answer is an `Event.background`.
  public let background: Background?
  /// The colour of that background; nil if the terminal did not tell it.
  public let backgroundColor: Color?
  /// Whether the terminal shows images below its text.
  public let showsImages: Bool
  /// Whether the map is better an image than glyphs, because the terminal is known to draw images well.
  public let prefersImages: Bool
  /// Whether the terminal accepts text for the clipboard, if its settings allow that.
  public let takesClipboard: Bool
  let colorMethod: ColorMethod
  /// Whether the terminal can show a large change at once.
  let synchronizes: Bool

  init(
    _ hints: TerminalHints, _ answers: TerminalAnswers, color: ColorChoice, isUTF8: Bool,
    curses: Curses
  ) {
    let wanted = color.method(
      available: .best(hints, answers), noColor: hints.environment["NO_COLOR"])
    colorMethod =
      wanted == .direct && !curses.readsDescriptions
      ? answers.canRedefinePalette ? .palette : .indexed256 : wanted
    let glyphSets = isUTF8 ? curses.glyphSets : [.ascii]
    let identity = TerminalIdentity(hints, answers)
    let suitable = hints.isConsole ? [.ascii] : identity?.ownGlyphs ?? [.quadrant]
    // mlterm uses only the configured font.
    hasBraille = identity?.name != .mlterm
    self.glyphSets = glyphSets
    finestGlyphs = suitable.first { glyphSets.contains($0) } ?? .ascii
    backgroundColor = answers.background
    showsImages = answers.showsImages
    prefersImages = showsImages && identity?.drawsImagesWell == true
    background =
      answers.background.map { Background(of: $0) }
      ?? hints.environment["COLORFGBG"].flatMap { Background(colorFGBG: $0) }
    takesClipboard = hints.takesClipboard
    synchronizes = answers.synchronizes
  }
}

extension Background {
  /// Reads the environment variable `COLORFGBG`, such as `0;15` or `0;default;15`: the number of the
  /// text's colour first, that of the background last. Seven, and nine or more, are light.
  init?(colorFGBG text: String) {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false)
    guard parts.count >= 2, let last = parts.last, let index = Int(last), (0..<16).contains(index)
    else { return nil }
    self = index == 7 || index >= 9 ? .light : .dark
  }
}

/// The abilities of the installed curses library.
struct Curses: Hashable, Sendable {
  /// Whether it reads a description from memory, as direct colours require.
  var readsDescriptions: Bool
  /// The glyph sets whose characters have a width of one cell.
  var glyphSets: [GlyphSet]

  init(readsDescriptions: Bool, glyphSets: [GlyphSet]) {
    self.readsDescriptions = readsDescriptions
    self.glyphSets = glyphSets
  }

  /// The library of this process, in the present locale.
  init() {
    self.init(
      readsDescriptions: cn_reads_descriptions(),
      glyphSets: GlyphSet.allCases.filter {
        Self.samples[$0]?.allSatisfy { cn_width($0) == 1 } ?? true
      })
  }

  /// Characters of those blocks of Unicode that older libraries lack.
  private static let samples: [GlyphSet: [UInt32]] = [
    .sextant: [0x1FB00, 0x1FB3B], .octant: [0x1CD00, 0x1CDE5, 0x1CEA0, 0x1FBE6],
  ]
}

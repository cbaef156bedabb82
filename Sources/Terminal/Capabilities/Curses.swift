import CNcurses
import Canvas

/// What the curses library at hand can do.
struct Curses: Hashable, Sendable {
  /// Whether it takes a description from memory, which direct colours need.
  var readsDescriptions: Bool
  /// The glyph sets whose characters it takes for one cell wide.
  var glyphSets: [GlyphSet]

  init(readsDescriptions: Bool, glyphSets: [GlyphSet]) {
    self.readsDescriptions = readsDescriptions
    self.glyphSets = glyphSets
  }

  /// The library that the process has, in the present locale.
  init() {
    self.init(
      readsDescriptions: cn_reads_descriptions(),
      glyphSets: GlyphSet.allCases.filter {
        Self.samples[$0]?.allSatisfy { cn_width($0) == 1 } ?? true
      })
  }

  /// Characters of each block of Unicode that is younger than some libraries.
  private static let samples: [GlyphSet: [UInt32]] = [
    .sextant: [0x1FB00, 0x1FB3B], .octant: [0x1CD00, 0x1CDE5, 0x1CEA0, 0x1FBE6],
  ]
}

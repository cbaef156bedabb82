/// A sign for a place on the map, with a form for screens that show only ASCII.
public struct Marker: Hashable, Sendable {
  public let glyph: Unicode.Scalar
  public let letter: Unicode.Scalar

  public init(_ glyph: Unicode.Scalar, _ letter: Unicode.Scalar) {
    self.glyph = glyph
    self.letter = letter
  }

  /// The glyph, or the letter where only ASCII is shown.
  public func scalar(asciiOnly: Bool) -> Unicode.Scalar { asciiOnly ? letter : glyph }

  /// The signs of the runs by index: one column wide in every font, never drawn as an emoji. The
  /// ASCII forms are the number keys that select a run, then letters.
  public static let runs: [Marker] = [
    Marker("●", "1"), Marker("■", "2"), Marker("▲", "3"), Marker("◆", "4"), Marker("✚", "5"),
    Marker("★", "6"), Marker("▼", "7"), Marker("◈", "8"), Marker("▣", "9"), Marker("◐", "A"),
    Marker("✦", "B"), Marker("◉", "C"),
  ]

  /// The sign of a run; the table starts again after its end.
  public static func run(_ index: Int) -> Marker {
    runs[((index % runs.count) + runs.count) % runs.count]
  }

  public static let start = Marker("○", "o")
  /// The lowest minimum, and one that is not.
  public static let minimum = Marker("×", "X")
  public static let localMinimum = Marker("+", "x")
  /// The lozenge is in every font that has box drawing, and narrow in all of them.
  public static let saddle = Marker("◊", "+")
}

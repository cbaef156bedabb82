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
}

/// One character cell of a frame.
///
/// A glyph two columns wide occupies two cells; the second holds the glyph `Cell.continuation`
/// and is never drawn by itself.
public struct Cell: Hashable, Sendable {
  public var glyph: Unicode.Scalar
  public var style: Style

  public init(_ glyph: Unicode.Scalar = " ", _ style: Style = .plain) {
    self.glyph = glyph
    self.style = style
  }

  /// What stands in the second cell of a wide glyph.
  public static let continuation: Unicode.Scalar = "\u{0}"
}

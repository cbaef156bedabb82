/// The characters that a box is drawn with.
public struct BorderSet: Hashable, Sendable {
  public var horizontal: Unicode.Scalar
  public var vertical: Unicode.Scalar
  public var topLeft: Unicode.Scalar
  public var topRight: Unicode.Scalar
  public var bottomLeft: Unicode.Scalar
  public var bottomRight: Unicode.Scalar

  /// Six characters: horizontal, vertical, then the corners in reading order.
  public init(
    _ horizontal: Unicode.Scalar, _ vertical: Unicode.Scalar, _ topLeft: Unicode.Scalar,
    _ topRight: Unicode.Scalar, _ bottomLeft: Unicode.Scalar, _ bottomRight: Unicode.Scalar
  ) {
    self.horizontal = horizontal
    self.vertical = vertical
    self.topLeft = topLeft
    self.topRight = topRight
    self.bottomLeft = bottomLeft
    self.bottomRight = bottomRight
  }

  public static let light = BorderSet("─", "│", "┌", "┐", "└", "┘")
  public static let heavy = BorderSet("━", "┃", "┏", "┓", "┗", "┛")
  public static let ascii = BorderSet("-", "|", "+", "+", "+", "+")
}

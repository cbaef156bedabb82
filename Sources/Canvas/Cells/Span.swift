/// A piece of text in one style.
public struct Span: Hashable, Sendable {
  public var text: String
  public var style: Style

  public init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }

  /// Columns that the text takes on the screen.
  public var width: Int { Canvas.width(of: text) }
}

extension [Span] {
  /// Columns that the pieces take on the screen, one after the other.
  public var width: Int { reduce(0) { $0 + $1.width } }
}

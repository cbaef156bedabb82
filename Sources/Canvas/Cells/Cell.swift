/// One character cell of a frame.
///
/// A glyph two columns wide occupies two cells; the second holds `Cell.continuation` and is never
/// drawn by itself.
public struct Cell: Hashable, Sendable {
  public var glyph: Unicode.Scalar
  public var style: Style

  public init(_ glyph: Unicode.Scalar = " ", _ style: Style = .plain) {
    self.glyph = glyph
    self.style = style
  }

  /// The glyph in the second cell of a wide glyph.
  public static let continuation: Unicode.Scalar = "\u{0}"
}

/// The look of a cell: two colours and the attributes that every terminal has.
///
/// A colour of `nil` is the terminal's default.
public struct Style: Hashable, Sendable {
  public var foreground: Color?
  public var background: Color?
  public var attributes: Attributes

  public struct Attributes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let bold = Attributes(rawValue: 1)
    public static let dim = Attributes(rawValue: 2)
    public static let underline = Attributes(rawValue: 4)
    public static let reverse = Attributes(rawValue: 8)
  }

  public init(
    foreground: Color? = nil, background: Color? = nil, attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The terminal's default colours, no attributes.
  public static let plain = Style()
}

/// A piece of text in one style.
public struct Span: Hashable, Sendable {
  public var text: String
  public var style: Style

  public init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }

  /// The number of columns that the text takes on the screen.
  public var width: Int { Canvas.width(of: text) }
}

extension [Span] {
  /// The number of columns that the pieces take on the screen, one after the other.
  public var width: Int { reduce(0) { $0 + $1.width } }
}

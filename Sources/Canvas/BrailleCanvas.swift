/// Dots on a plain background, 2×4 a cell and one colour a cell: for charts.
public struct BrailleCanvas: Hashable, Sendable {
  /// In cells.
  public let size: Size
  /// In dots.
  public var width: Int { size.width * 2 }
  public var height: Int { size.height * 4 }

  private var dots: [UInt8]
  private var inks: [Ink]

  /// What a series is drawn with; in a cell that several share, the highest priority gives the
  /// colour, and among equals the last.
  public struct Ink: Hashable, Sendable {
    /// `nil` is the terminal's own.
    public var color: Color?
    public var priority: UInt8
    /// What a cell shows in ASCII instead of the place of its dots.
    public var letter: Unicode.Scalar?

    public init(_ color: Color?, priority: UInt8 = 0, letter: Unicode.Scalar? = nil) {
      self.color = color
      self.priority = priority
      self.letter = letter
    }
  }

  public init(size: Size) {
    self.size = Size(width: max(0, size.width), height: max(0, size.height))
    let count = self.size.width * self.size.height
    dots = Array(repeating: 0, count: count)
    inks = Array(repeating: Ink(nil), count: count)
  }

  /// Sets one dot, counted from the top left; outside, nothing happens.
  public mutating func set(x: Int, y: Int, _ ink: Ink) {
    guard x >= 0, x < width, y >= 0, y < height else { return }
    let cell = y / 4 * size.width + x / 2
    if dots[cell] == 0 || ink.priority >= inks[cell].priority { inks[cell] = ink }
    dots[cell] |= 1 << UInt8(y % 4 * 2 + x % 2)
  }

  /// Draws a straight line, both ends included; see `Raster.line`.
  public mutating func line(from start: PixelPoint, to end: PixelPoint, _ ink: Ink) {
    LineWalk.visit(from: start, to: end, width: width, height: height) { set(x: $0, y: $1, ink) }
  }

  /// Draws straight lines from point to point; a point that is not finite interrupts them.
  public mutating func polyline(_ points: some Sequence<PixelPoint>, _ ink: Ink) {
    var previous: PixelPoint?
    for point in points {
      line(from: previous ?? point, to: point, ink)
      previous = point
    }
  }

  /// Draws the dots into a frame from a cell on; cells without a dot are left as they are.
  ///
  /// In ASCII a cell shows its series' letter or, if there is none, `'` for dots in the upper half,
  /// `.` for the lower and `:` for both.
  public func draw(
    into frame: inout Frame, column: Int, row: Int, glyphs: GlyphSet = .braille,
    background: Color? = nil
  ) {
    for cell in dots.indices where dots[cell] != 0 {
      let glyph =
        glyphs == .ascii
        ? inks[cell].letter ?? asciiGlyph(dots[cell]) : GlyphTable.braille[Int(dots[cell])]
      frame[column + cell % size.width, row + cell / size.width] = Cell(
        glyph, Style(foreground: inks[cell].color, background: background))
    }
  }

  private func asciiGlyph(_ dots: UInt8) -> Unicode.Scalar {
    dots & 0x0F == 0 ? "." : dots & 0xF0 == 0 ? "'" : ":"
  }
}

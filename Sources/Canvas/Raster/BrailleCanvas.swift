/// Dots on a plain background for charts: 2×4 a cell, with one colour a cell.
public struct BrailleCanvas: Hashable, Sendable {
  /// The size in cells.
  public let size: Size
  /// The width in dots.
  public var width: Int { size.width * 2 }
  /// The height in dots.
  public var height: Int { size.height * 4 }

  private var dots: [UInt8]
  /// The inks in each cell, one bit for each ink of `palette`.
  private var members: [UInt32]
  /// The dots of each ink of `palette`, cell by cell.
  private var ownDots: [[UInt8]] = []
  private var palette: [Ink] = []

  /// The length of a turn: this many cells in a row have the colour of one series if several share
  /// them.
  private static let turn = 3

  /// The look of a series. A cell shared by several series has the colour of the highest priority,
  /// among equal ones of the series with the most dots in it, so that curves that cross keep their
  /// colours. Those with equally many take turns of a few cells each, so that none hides the others. A
  /// series that should stand out has several turns.
  public struct Ink: Hashable, Sendable {
    /// `nil` is the terminal's default.
    public var color: Color?
    public var priority: UInt8
    /// The number of turns before the next series, at least 1.
    public var turns: Int
    /// The character of a cell in ASCII; without it, the cell shows where its dots are.
    public var letter: Unicode.Scalar?

    public init(
      _ color: Color?, priority: UInt8 = 0, turns: Int = 1, letter: Unicode.Scalar? = nil
    ) {
      self.color = color
      self.priority = priority
      self.turns = max(1, turns)
      self.letter = letter
    }
  }

  public init(size: Size) {
    self.size = Size(width: max(0, size.width), height: max(0, size.height))
    let count = self.size.width * self.size.height
    dots = Array(repeating: 0, count: count)
    members = Array(repeating: 0, count: count)
  }

  /// Sets one dot, counted from the top left; dots outside are ignored.
  public mutating func set(x: Int, y: Int, _ ink: Ink) {
    set(x: x, y: y, number: number(of: ink), priority: ink.priority)
  }

  private mutating func set(x: Int, y: Int, number: Int, priority: UInt8) {
    guard x >= 0, x < width, y >= 0, y < height else { return }
    let cell = y / 4 * size.width + x / 2
    let present = members[cell] == 0 ? nil : palette[members[cell].trailingZeroBitCount].priority
    if priority > present ?? 0 || present == nil { members[cell] = 0 }
    if priority >= present ?? 0 { members[cell] |= 1 << UInt32(number) }
    let dot: UInt8 = 1 << UInt8(y % 4 * 2 + x % 2)
    dots[cell] |= dot
    ownDots[number][cell] |= dot
  }

  /// The index of an ink in the palette; all inks beyond its capacity share the last one.
  private mutating func number(of ink: Ink) -> Int {
    if let known = palette.firstIndex(of: ink) { return known }
    if palette.count < UInt32.bitWidth {
      palette.append(ink)
      ownDots.append(Array(repeating: 0, count: dots.count))
    }
    return palette.count - 1
  }

  /// The ink of a cell with a dot.
  private func ink(of cell: Int) -> Ink {
    let present = palette.indices.filter { members[cell] & 1 << UInt32($0) != 0 }
    let most = present.map { ownDots[$0][cell].nonzeroBitCount }.max() ?? 0
    let sharers = present.filter { ownDots[$0][cell].nonzeroBitCount == most }
    var turn = cell % size.width / Self.turn % sharers.reduce(0) { $0 + palette[$1].turns }
    let chosen = sharers.first { sharer in
      turn -= palette[sharer].turns
      return turn < 0
    }
    return palette[chosen ?? sharers[0]]
  }

  /// Draws a straight line, both ends included; see `Raster.line`.
  public mutating func line(from start: PixelPoint, to end: PixelPoint, _ ink: Ink) {
    let number = number(of: ink)
    LineWalk.visit(from: start, to: end, width: width, height: height) { x, y, _ in
      set(x: x, y: y, number: number, priority: ink.priority)
    }
  }

  /// Draws straight lines from point to point; a non-finite point interrupts them.
  public mutating func polyline(_ points: some Sequence<PixelPoint>, _ ink: Ink) {
    var previous: PixelPoint?
    for point in points {
      line(from: previous ?? point, to: point, ink)
      previous = point
    }
  }

  /// Draws the dots into a frame, with the top left corner at a cell; cells without a dot are
  /// unchanged, and with `keepsBackground` the others keep the colour behind their glyph.
  ///
  /// In ASCII a cell shows the letter of its series or, without one, `'` for dots in its upper half,
  /// `.` for the lower half and `:` for both. For fonts without braille it shows the quadrants that
  /// hold any dot.
  public func draw(
    into frame: inout Frame, column: Int, row: Int, glyphs: GlyphSet = .braille,
    background: Color? = nil, keepsBackground: Bool = false
  ) {
    for cell in dots.indices where dots[cell] != 0 {
      let ink = ink(of: cell)
      let glyph =
        switch glyphs {
        case .ascii: ink.letter ?? asciiGlyph(dots[cell])
        case .quadrant: GlyphTable.quadrant(of: Int(dots[cell]))
        case .sextant, .octant, .half, .braille: GlyphTable.braille[mask: Int(dots[cell])]
        }
      let place = (column: column + cell % size.width, row: row + cell / size.width)
      let behind = keepsBackground ? frame[place.column, place.row].style.background : background
      frame[place.column, place.row] = Cell(
        glyph, Style(foreground: ink.color, background: behind))
    }
  }

  private func asciiGlyph(_ dots: UInt8) -> Unicode.Scalar {
    dots & 0x0F == 0 ? "." : dots & 0xF0 == 0 ? "'" : ":"
  }
}

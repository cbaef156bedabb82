import Canvas

/// The attributes and the colour pair with which curses draws a cell.
struct Pen: Hashable {
  var attributes: Style.Attributes
  var pair: Int
}

/// Turns styles into pens, and assigns palette entries and colour pairs on demand.
struct PenTable {
  /// A definition that a new pen needs before its first use.
  enum Definition: Hashable {
    case color(index: Int, Color)
    case pair(number: Int, foreground: Int, background: Int)
  }

  /// The resource that is exhausted.
  enum Shortage: Error { case colors, pairs }

  private let method: ColorMethod
  /// The colour numbers that stand for the terminal's default colours.
  private let defaults: (foreground: Int, background: Int)
  private var palette = PaletteTable()
  private var pairs: PairTable
  private var pens: [Style: Pen] = [:]
  private static let mostRemembered = 65_536
  /// The resources that ran out in the present frame; a similar colour or pair replaces those that do
  /// not fit.
  private var exhausted: Set<Shortage> = []
  private var hasApproximations = false

  /// - Parameters:
  ///   - pairCount: The number of pairs of curses; 0 without colours.
  ///   - hasDefaults: Whether −1 stands for the terminal's default colours.
  init(method: ColorMethod, pairCount: Int, hasDefaults: Bool) {
    self.method = pairCount > 0 ? method : .none
    defaults = hasDefaults ? (-1, -1) : (7, 0)
    let colors =
      switch method {
      case .none: 0
      case .eight: 8
      case .sixteen: 16
      case .indexed256, .palette: 256
      case .direct: 0x100_0000
      }
    pairs = PairTable(capacity: pairCount, colors: colors)
  }

  /// The pen for a style; definitions that it needs are appended to `definitions`.
  mutating func pen(
    for style: Style, definitions: inout [Definition]
  ) throws(Shortage) -> Pen {
    if let pen = pens[style] { return pen }
    let pen = try newPen(for: style, definitions: &definitions)
    if pens.count >= Self.mostRemembered { pens = [:] }
    pens[style] = pen
    return pen
  }

  /// The redefined entries of the palette with their present colours.
  var redefined: [(index: Int, color: Color)] { palette.redefined }

  /// Frees the resources that a frame does not need. After a shortage of pairs, everything must be drawn
  /// again; styles that still do not fit are approximated.
  mutating func makeRoom(for frame: Frame, after shortage: Shortage) {
    switch shortage {
    case .colors:
      var kept: Set<Color> = []
      for cell in frame.cells {
        if let color = cell.style.foreground { kept.insert(color) }
        if let color = cell.style.background { kept.insert(color) }
      }
      palette.keep(only: kept)
    case .pairs:
      pairs.removeAll()
    }
    pens = [:]
    exhausted.insert(shortage)
  }

  /// Begins a new frame without approximated pens; returns whether there were any.
  mutating func dropApproximations() -> Bool {
    exhausted = []
    guard hasApproximations else { return false }
    hasApproximations = false
    pens = [:]
    return true
  }

  private mutating func newPen(
    for style: Style, definitions: inout [Definition]
  ) throws(Shortage) -> Pen {
    guard method != .none else { return Pen(attributes: style.attributes, pair: 0) }
    let pair = PairTable.Pair(
      foreground: try index(of: style.foreground, defaults.foreground, &definitions),
      background: try index(of: style.background, defaults.background, &definitions))
    guard let assignment = pairs.assign(pair) else {
      guard exhausted.contains(.pairs) else { throw .pairs }
      hasApproximations = true
      return Pen(attributes: style.attributes, pair: pairs.substitute(for: pair))
    }
    if assignment.isNew {
      definitions.append(
        .pair(
          number: assignment.number, foreground: pair.foreground, background: pair.background))
    }
    var attributes = style.attributes
    if assignment.isMirrored { attributes.formSymmetricDifference(.reverse) }
    return Pen(attributes: attributes, pair: assignment.number)
  }

  private mutating func index(
    of color: Color?, _ fallback: Int, _ definitions: inout [Definition]
  ) throws(Shortage) -> Int {
    guard let color else { return fallback }
    switch method {
    case .none: return fallback
    case .eight: return Int(XtermColors.nearest8(to: color))
    case .sixteen: return Int(XtermColors.nearest16(to: color))
    case .indexed256: return Int(XtermColors.nearest256(to: color))
    // The lowest numbers are the eight ANSI colours for curses.
    case .direct: return max(8, Int(color.red) << 16 | Int(color.green) << 8 | Int(color.blue))
    case .palette: break
    }
    if let index = palette[color] { return index }
    if let (index, isNew) = palette.assign(color) {
      if isNew { definitions.append(.color(index: index, color)) }
      return index
    }
    guard exhausted.contains(.colors), let index = palette.nearest(to: color) else {
      throw .colors
    }
    hasApproximations = true
    return index
  }
}

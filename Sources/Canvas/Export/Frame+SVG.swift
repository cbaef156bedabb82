extension Background {
  /// The colours that stand for a terminal's own in a picture.
  public var ownColors: (foreground: Color, background: Color) {
    switch self {
    case .dark: (Color(0xD8D8DC), Color(0x121218))
    case .light: (Color(0x1C1C20), Color(0xFFFFFF))
    }
  }
}

extension Frame {
  /// The frame as an SVG picture, on a ground for which its colours were made.
  public func svg(on background: Background, cellAspect: Double = 2) -> String {
    let colors = background.ownColors
    return svg(
      foreground: colors.foreground, background: colors.background, cellAspect: cellAspect)
  }

  /// The frame as an SVG picture.
  ///
  /// Backgrounds and blocks are rectangles joined along rows, dots and borders are strokes: none of
  /// them needs a font. Text is in a monospaced font and stretched to the grid of cells. The two
  /// colours are the terminal's default ones.
  /// - Parameter cellAspect: the height of a cell divided by its width: the picture is stretched to
  ///   it, so that what was round on the terminal is round in the file.
  public func svg(
    foreground: Color = Color(0xD8D8DC), background: Color = Color(0x121218),
    cellAspect: Double = 2
  ) -> String {
    var picture = SVGPicture(foreground: foreground, background: background)
    for row in 0..<max(0, size.height) {
      for column in 0..<size.width {
        picture.add(self[column, row], column: column, row: row)
      }
      picture.endRow()
    }
    return picture.document(size: size, cellAspect: cellAspect)
  }
}

/// Collects the shapes of a frame's cells, sorted by colour, and writes them as SVG.
///
/// A cell is 10 units wide and 20 high. Vertical positions of rectangles are in thirds of a unit, so
/// that a third of a cell is a whole number too.
struct SVGPicture {
  private static let cellWidth = 10
  private static let cellHeight = 20

  private let foreground: Color
  private let background: Color
  private var rectangles = ShapesByColor()
  private var blocks = ShapesByColor()
  private var strokes = ShapesByColor()
  private var dots = ShapesByColor()
  private var texts = ""
  private var run: TextRun?

  init(foreground: Color, background: Color) {
    self.foreground = foreground
    self.background = background
  }

  mutating func add(_ cell: Cell, column: Int, row: Int) {
    let isReverse = cell.style.attributes.contains(.reverse)
    let own = (cell.style.foreground ?? foreground, cell.style.background ?? background)
    let (back, front) = isReverse ? (own.0, own.1) : (own.1, own.0)
    let ink = cell.style.attributes.contains(.dim) ? front.mixed(with: back, 0.4) : front
    let (x, y) = (column * Self.cellWidth, row * Self.cellHeight)
    if back != background {
      rectangles.add(back, x: x, y: y * 3, width: Self.cellWidth, height: Self.cellHeight * 3)
    }
    switch CellShape(cell.glyph) {
    case .blank: endRun()
    case .continuation: run?.columns += 1
    case .blocks(let parts):
      endRun()
      for part in parts {
        blocks.add(
          ink, x: x + part.x, y: y * 3 + part.y, width: part.width, height: part.height)
      }
    case .dots(let places):
      endRun()
      for place in places { dots.add(ink, path: "M\(x + place.x) \(y + place.y)h0") }
    case .strokes(let path):
      endRun()
      strokes.add(ink, path: "M\(x + 5) \(y + 10)" + path)
    case .text:
      let look = TextRun.Look(ink: ink, attributes: cell.style.attributes)
      if run?.look != look || run?.row != row {
        endRun()
        run = TextRun(look: look, column: column, row: row)
      }
      run?.text.unicodeScalars.append(drawable(cell.glyph))
      run?.columns += 1
    }
  }

  mutating func endRow() { endRun() }

  private mutating func endRun() {
    guard let run else { return }
    let (x, y) = (run.column * Self.cellWidth, run.row * Self.cellHeight + 15)
    var attributes = "x=\"\(x)\" y=\"\(y)\" textLength=\"\(run.columns * Self.cellWidth)\""
    if run.look.ink != foreground { attributes += " fill=\"#\(run.look.ink.hexadecimal)\"" }
    if run.look.attributes.contains(.bold) { attributes += " font-weight=\"bold\"" }
    if run.look.attributes.contains(.underline) { attributes += " text-decoration=\"underline\"" }
    texts += "<text \(attributes)>\(run.text.escapedForXML)</text>\n"
    self.run = nil
  }

  func document(size: Size, cellAspect: Double) -> String {
    let (width, height) = (size.width * Self.cellWidth, size.height * Self.cellHeight)
    let shownHeight = Int((Double(height) * cellAspect / 2).rounded())
    let stretch = shownHeight == height ? "" : " preserveAspectRatio=\"none\""
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" \
      width="\(width)" height="\(shownHeight)"\(stretch)>
      <rect width="100%" height="100%" fill="#\(background.hexadecimal)"/>

      """
    text += rectangles.group("transform=\"scale(1 .33333333)\" shape-rendering=\"crispEdges\"")
    text += blocks.group("transform=\"scale(1 .33333333)\" shape-rendering=\"crispEdges\"")
    text += strokes.group("fill=\"none\" stroke-width=\"1.4\"", paint: "stroke")
    text += dots.group(
      "fill=\"none\" stroke-width=\"2.8\" stroke-linecap=\"round\"", paint: "stroke")
    if !texts.isEmpty {
      text += """
        <g fill="#\(foreground.hexadecimal)" font-size="16" xml:space="preserve" \
        font-family="'DejaVu Sans Mono','Menlo','Consolas','Liberation Mono',monospace">
        \(texts)</g>

        """
    }
    return text + "</svg>\n"
  }
}

/// Neighbouring characters with the same look.
private struct TextRun {
  struct Look: Hashable {
    var ink: Color
    var attributes: Style.Attributes
  }

  let look: Look
  let column: Int
  let row: Int
  var text = ""
  var columns = 0

  init(look: Look, column: Int, row: Int) {
    self.look = look
    self.column = column
    self.row = row
  }
}

/// Path data by colour, in the order in which the colours were first used.
struct ShapesByColor {
  private var shapes: [Color: PathData] = [:]
  private var order: [Color] = []

  /// Adds path data.
  mutating func add(_ color: Color, path: String) {
    change(color) { $0.append(path) }
  }

  /// Adds a rectangle, joined with the previous one if that ends where it begins.
  mutating func add(_ color: Color, x: Int, y: Int, width: Int, height: Int) {
    change(color) { $0.append(x: x, y: y, width: width, height: height) }
  }

  /// A group with one path for each colour, empty without any.
  ///
  /// - Parameter paint: The attribute that takes the colour.
  func group(_ attributes: String, paint: String = "fill") -> String {
    guard !order.isEmpty else { return "" }
    var text = "<g \(attributes)>\n"
    for color in order {
      let path = shapes[color]?.finished ?? ""
      text += "<path \(paint)=\"#\(color.hexadecimal)\" d=\"\(path)\"/>\n"
    }
    return text + "</g>\n"
  }

  private mutating func change(_ color: Color, _ body: (inout PathData) -> Void) {
    if shapes[color] == nil { order.append(color) }
    body(&shapes[color, default: PathData()])
  }
}

/// The value of a path's `d` attribute, while it is built.
private struct PathData {
  private var text = ""
  /// The last rectangle, which the next one may extend.
  private var open: (x: Int, y: Int, width: Int, height: Int)?
  /// The corner of the last written rectangle, where its path ends.
  private var pen: (x: Int, y: Int)?

  mutating func append(_ path: String) { text += path }

  mutating func append(x: Int, y: Int, width: Int, height: Int) {
    if let last = open, last.y == y, last.height == height, last.x + last.width == x {
      open?.width += width
    } else {
      close()
      open = (x, y, width, height)
    }
  }

  var finished: String {
    var closed = self
    closed.close()
    return closed.text
  }

  private mutating func close() {
    guard let open else { return }
    var move = "M\(open.x) \(open.y)"
    if let pen {
      let relative = "m\(open.x - pen.x) \(open.y - pen.y)"
      if relative.utf8.count < move.utf8.count { move = relative }
    }
    text += move + "h\(open.width)v\(open.height)h-\(open.width)z"
    pen = (open.x, open.y)
    self.open = nil
  }
}

extension String {
  /// The text for a place between tags or in a quoted attribute of XML. Control characters, which XML has
  /// no way to write, become the replacement character.
  public var escapedForXML: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{0}"..<"\u{20}", "\u{7F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

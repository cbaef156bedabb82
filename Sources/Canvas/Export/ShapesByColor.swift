/// Path data sorted by colour, in the order in which the colours were first used.
struct ShapesByColor {
  private var shapes: [Color: PathData] = [:]
  private var order: [Color] = []

  /// Adds path data.
  mutating func add(_ color: Color, path: String) {
    change(color) { $0.append(path) }
  }

  /// Adds a rectangle, joined with the one before if it goes on from its right side.
  mutating func add(_ color: Color, x: Int, y: Int, width: Int, height: Int) {
    change(color) { $0.append(x: x, y: y, width: width, height: height) }
  }

  /// A group of one path a colour, or nothing; `paint` is the attribute that takes the colour.
  func group(_ attributes: String, paint: String = "fill") -> String {
    guard !order.isEmpty else { return "" }
    var text = "<g \(attributes)>\n"
    for color in order {
      let path = shapes[color]?.finished ?? ""
      text += "<path \(paint)=\"\(color.hexadecimal)\" d=\"\(path)\"/>\n"
    }
    return text + "</g>\n"
  }

  private mutating func change(_ color: Color, _ body: (inout PathData) -> Void) {
    if shapes[color] == nil { order.append(color) }
    body(&shapes[color, default: PathData()])
  }
}

/// The value of a path's `d` attribute in the making.
private struct PathData {
  private var text = ""
  /// The last rectangle, which may still grow.
  private var open: (x: Int, y: Int, width: Int, height: Int)?
  /// The corner of the last rectangle written, where its path ends.
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

import Calculus
import Canvas
import Landscape
import Optimizers

/// The preview of a list's current item: a small map and the lesson of a surface, or the rule and
/// the hyperparameters of an optimizer.
struct Preview {
  let item: Picker.Item
  let area: Rectangle
  /// The text, with the weight of each line.
  let lines: [Line]
  /// The place of the small map; empty for other items and if there is no room.
  let map: Rectangle

  /// The preferred size of the small map, in cells.
  private static let mapSize = Size(width: 30, height: 14)

  init(_ item: Picker.Item, in area: Rectangle) {
    self.item = item
    self.area = area
    lines = Preview.paragraphs(about: item).flatMap { $0.lines(wrappedTo: area.width) }
    // The text matters more than a larger map.
    let height = min(Preview.mapSize.height, area.height - lines.count - 1)
    map = Rectangle(
      column: area.column, row: area.row, width: min(Preview.mapSize.width, area.width),
      height: item.surface == nil || height < 5 ? 0 : height)
  }

  /// The key of the small map; nil if there is none.
  func thumbnailKey(_ appearance: Appearance) -> MapPicture.Key? {
    guard let surface = item.surface, !map.isEmpty else { return nil }
    return MapPicture.Key(
      loss: surface.loss, parameters: surface.values(),
      domain: surface.domain,
      cells: Size(width: map.width, height: map.height), glyphs: appearance.glyphs,
      contours: appearance.contours == .lines ? .lines : .bands, ramp: appearance.ramp,
      levels: appearance.levels ?? surface.levels, depth: appearance.depth,
      background: appearance.background)
  }

  private static func paragraphs(about item: Picker.Item) -> [Line] {
    if let surface = item.surface {
      return [
        Line(surface.name, .title), Line(surface.lossText), Line(""),
        Line(surface.lesson ?? "", .note),
      ]
    }
    guard let kind = OptimizerKind.named(item.name) else { return [] }
    let head = [
      Line(kind.title, .title), Line(kind.rule), Line(""), Line(kind.family().advice, .note),
      Line(""),
    ]
    return head
      + kind.hyperparameters.flatMap { hyperparameter in
        [Line(hyperparameter.setting), Line(hyperparameter.meaning, .note, indent: 2)]
      }
  }

  enum Weight {
    case title, text, note
  }

  /// A line, or a paragraph that is not wrapped yet.
  struct Line {
    let text: String
    let weight: Weight
    let indent: Int

    init(_ text: String, _ weight: Weight = .text, indent: Int = 0) {
      self.text = text
      self.weight = weight
      self.indent = indent
    }

    func lines(wrappedTo width: Int) -> [Line] {
      guard !text.isEmpty else { return [self] }
      return text.wrapped(to: width - indent).map { Line($0, weight, indent: indent) }
    }
  }
}

extension Hyperparameter {
  /// The name and the default: `beta1 = 0.9`.
  fileprivate var setting: String {
    guard let value = defaultValue else { return name }
    return "\(name) = \(text(of: value))"
  }
}

extension Frame {
  mutating func draw(
    _ preview: Preview, thumbnail: MapPicture?, appearance: Appearance, theme: Theme
  ) {
    let area = preview.area
    for row in area.rows { self[area.column - 2, row] = Cell("│", theme.border) }
    var row = area.row
    if let surface = preview.item.surface, let thumbnail, !preview.map.isEmpty {
      draw(
        thumbnail.raster, in: preview.map, glyphs: appearance.glyphs, depth: appearance.depth)
      drawSigns(of: surface, in: preview.map, appearance: appearance, theme: theme)
      row += preview.map.height + 1
    }
    for line in preview.lines.prefix(area.row + area.height - row) {
      put(
        line.text, column: area.column + line.indent, row: row, style: theme.style(of: line.weight),
        width: area.width - line.indent, ellipsis: .unicode)
      row += 1
    }
  }

  /// Draws the start and the known minima.
  private mutating func drawSigns(
    of surface: Surface, in map: Rectangle, appearance: Appearance, theme: Theme
  ) {
    let projection = Projection(domain: surface.domain, cells: map, glyphs: appearance.glyphs)
    func draw(_ marker: Marker, at point: Point) {
      guard let cell = projection.cell(of: point) else { return }
      self[cell.column, cell.row] = Cell(
        marker.scalar(asciiOnly: appearance.isASCII), theme.sign())
    }
    let function = surface.function()
    let known = surface.knownMinima(of: function, lossRange: abs(function.value(at: surface.start)))
    for minimum in known { draw(minimum.isLowest ? .minimum : .localMinimum, at: minimum.point) }
    draw(.start, at: surface.start)
  }
}

extension Theme {
  fileprivate func style(of weight: Preview.Weight) -> Style {
    switch weight {
    case .title: strong
    case .text: text
    case .note: muted
    }
  }
}

extension OptimizerFamily {
  /// The meaning of its learning rate, and how to choose it.
  fileprivate var advice: String {
    switch self {
    case .gradient: "A step is the learning rate times the gradient: steep slopes need a low rate."
    case .momentum: "Steps add up: it needs a lower rate than plain descent."
    case .adaptive: "The gradient's length is divided out: the rate is a length on the map."
    case .sign: "Only the gradient's signs count: the rate is a length on the map."
    case .rectified: "The first steps follow the gradient's length, the later ones do not."
    case .selfScaled: "It finds the length of its steps itself; the rate is a plain factor."
    }
  }
}

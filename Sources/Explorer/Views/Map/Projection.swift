import Calculus
import Canvas
import Landscape
import RealModule

/// The mapping between points of the surface and places on the screen. This is the only place where
/// y is flipped: it grows upwards on the map, while rows are counted downwards.
struct Projection: Hashable, Sendable {
  private(set) var domain: Domain
  /// The cells of the map.
  let cells: Rectangle
  let glyphs: GlyphSet
  /// The height of a cell divided by its width.
  let cellAspect: Double
  private let aspect: Aspect

  /// - Parameters:
  ///   - domain: what the map shows at least: with equal units it shows more along one axis, unless
  ///     the cells have the domain's proportions.
  ///   - cellAspect: the height of a cell divided by its width.
  init(
    domain: Domain, cells: Rectangle, glyphs: GlyphSet, aspect: Aspect = .fill,
    cellAspect: Double = 2
  ) {
    self.cells = cells
    self.glyphs = glyphs
    self.aspect = aspect
    self.cellAspect = cellAspect
    self.domain = domain
    if aspect == .equal, !cells.isEmpty {
      self.domain = domain.extended(
        toRatio: Double(cells.width) / (Double(cells.height) * cellAspect))
    }
  }

  /// The same cells over another part of the surface.
  func over(_ domain: Domain) -> Projection {
    Projection(
      domain: domain, cells: cells, glyphs: glyphs, aspect: aspect, cellAspect: cellAspect)
  }

  var pixelWidth: Int { cells.width * glyphs.columns }
  var pixelHeight: Int { cells.height * glyphs.rows }

  /// The place of a point in the map's raster; far outside for distant points.
  func pixel(of point: Point) -> PixelPoint {
    PixelPoint(
      x: (point.x - domain.x.lowerBound) / domain.width * Double(pixelWidth),
      y: (domain.y.upperBound - point.y) / domain.height * Double(pixelHeight))
  }

  /// The place of a position in a grid with one sample per pixel.
  func pixel(ofGrid position: Point) -> PixelPoint {
    PixelPoint(x: position.x + 0.5, y: Double(pixelHeight) - 0.5 - position.y)
  }

  /// The cell of a point; nil for a point outside the map.
  func cell(of point: Point) -> (column: Int, row: Int)? {
    guard domain.contains(point) else { return nil }
    return nearestCell(to: point)
  }

  /// The cell of the map nearest to a finite point.
  func nearestCell(to point: Point) -> (column: Int, row: Int) {
    let pixel = pixel(of: domain.clamped(point))
    let column = Int(pixel.x / Double(glyphs.columns))
    let row = Int(pixel.y / Double(glyphs.rows))
    return (
      cells.column + min(max(column, 0), cells.width - 1),
      cells.row + min(max(row, 0), cells.height - 1)
    )
  }

  /// The point at the centre of a cell.
  func point(column: Int, row: Int) -> Point {
    domain.point(
      (Double(column - cells.column) + 0.5) / Double(cells.width),
      1 - (Double(row - cells.row) + 0.5) / Double(cells.height))
  }

  /// A point rounded to the resolution of the cells, as a user would type it.
  func rounded(_ point: Point) -> Point {
    func rounded(_ value: Double, _ cell: Double) -> Double {
      guard cell > 0, cell.isFinite else { return value }
      // A fifth of a cell, or up to ten times less.
      let digits = -Int(Double.log10(cell / 5).rounded(.down))
      guard digits < 300, digits > -300 else { return value }
      let result =
        digits >= 0
        ? (value * .pow(10, digits)).rounded() / .pow(10, digits)
        : (value / .pow(10, -digits)).rounded() * .pow(10, -digits)
      return result.isFinite ? result : value
    }
    return Point(
      rounded(point.x, domain.width / Double(cells.width)),
      rounded(point.y, domain.height / Double(cells.height)))
  }

  /// The vector that moves a point some cells to the right and down.
  func vector(columns: Int, rows: Int) -> Point {
    Point(
      Double(columns) * domain.width / Double(cells.width),
      -Double(rows) * domain.height / Double(cells.height))
  }
}

extension ExplorerState {
  /// How maps fill their places: as chosen, else as the surface says, else by the domain's shape.
  public var aspect: Aspect {
    appearance.aspect ?? scene.surface.aspect ?? .automatic(for: viewport)
  }

  /// The width of a map divided by its height, in cells, that its layout is to come close to; nil
  /// if the map fills any place. A domain far from square gets a map at most 2.5 times as long as
  /// wide, which shows more of the surface along the short axis.
  var mapShape: Double? {
    guard aspect == .equal else { return nil }
    return min(max(viewport.width / viewport.height, 0.5), 2.5) * appearance.cellAspect
  }

  /// The mapping of the surface to the cells of a map.
  func projection(in cells: Rectangle) -> Projection {
    Projection(
      domain: viewport, cells: cells, glyphs: appearance.glyphs, aspect: aspect,
      cellAspect: appearance.cellAspect)
  }

  /// The part of the surface that a map of some cells shows.
  func domain(on cells: Rectangle) -> Domain { projection(in: cells).domain }

  func domain(on cells: Size) -> Domain {
    domain(on: Rectangle(column: 0, row: 0, width: cells.width, height: cells.height))
  }
}

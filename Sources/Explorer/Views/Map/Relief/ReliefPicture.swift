import Calculus
import Canvas
import Landscape

/// The surface painted as a relief block, without anything that moves.
struct ReliefPicture: Sendable {
  /// Everything the picture depends on.
  struct Key: Hashable {
    var map: MapPicture.Key
    var camera: Camera
  }

  let key: Key
  /// The same part of the surface as a map: its levels, shades and landmarks.
  let map: MapPicture
  private(set) var raster: Raster
  let terrain: Terrain
  let projection: ReliefProjection
  let buffer: DepthBuffer

  /// How far above the surface paths and signs are drawn, as a fraction of the relief's height.
  private static let lift = 0.015
  /// How much nearer the surface may be without hiding them; half the domain's side is 1.
  static let tolerance = 0.05

  /// - Parameter map: the map for the `map` of the key.
  init(map: MapPicture, camera: Camera, function: any LossFunction) {
    let (width, height) = ReliefPicture.pixels(map.key)
    // About one node per pixel; a side is seldom longer than the picture is high.
    let side = min(Double(width), Double(height) * map.key.pixelAspect)
    let terrain = Terrain(
      function: function, domain: map.key.domain, levels: map.levels,
      nodes: min(max(Int(side * 0.8), 16), 200))
    self.init(map: map, camera: camera, terrain: terrain)
  }

  private init(map: MapPicture, camera: Camera, terrain: Terrain) {
    key = Key(map: map.key, camera: camera)
    self.map = map
    self.terrain = terrain
    let (width, height) = ReliefPicture.pixels(map.key)
    projection = ReliefProjection(
      camera: camera, width: width, height: height, aspect: map.key.pixelAspect)
    var buffer = DepthBuffer(width: width, height: height)
    let mesh = ReliefMesh(terrain: terrain, projection: projection)
    mesh.draw(into: &buffer)
    self.buffer = buffer
    let shades = ReliefShades(
      map.shades, depth: map.key.depth, on: map.key.ramp.ground ?? map.key.background)
    let hasBands = map.shades.bands.contains { $0 != nil }
    raster = Raster(
      painting: buffer, shades: shades, withLines: hasBands && map.key.contours != .bands)
    if !hasBands { drawWires(into: &raster) }
    drawEdges(into: &raster, color: shades.edge)
  }

  /// Draws the lower and the upright edges of the block.
  func drawEdges(into raster: inout Raster, color: Color?) {
    for edge in ReliefMesh(terrain: terrain, projection: projection).edges {
      raster.line(from: edge.from, to: edge.to, Pixel(color, layer: .line))
    }
  }

  /// The names of the axes, each with an arrow in its direction, and the cell beside the middle of
  /// its edge where the text begins, counted from the corner of the picture.
  func axisNames(isASCII: Bool) -> [(text: String, column: Int, row: Int)] {
    ReliefMesh(terrain: terrain, projection: projection).axes.compactMap { axis in
      let place = ReliefPlace(pixel: axis.middle, depth: 0)
      guard let cell = cell(of: place) else { return nil }
      let (left, right) = isASCII ? ("<", ">") : ("←", "→")
      let text = axis.growsRight ? "\(axis.name) \(right)" : "\(left) \(axis.name)"
      let out = axis.outwards
      let column = abs(out.x) < 0.3 ? -1 : out.x > 0 ? 2 : -4
      return (text, cell.column + column, cell.row + (out.y < -0.15 ? 1 : 0))
    }
  }

  /// The same surface from another direction, without computing a loss.
  func seen(from camera: Camera) -> ReliefPicture {
    ReliefPicture(map: map, camera: camera, terrain: terrain)
  }

  private static func pixels(_ key: MapPicture.Key) -> (width: Int, height: Int) {
    (
      max(key.cells.width, 0) * key.glyphs.columns, max(key.cells.height, 0) * key.glyphs.rows
    )
  }

  // MARK: - Places

  /// The place of a point with a loss, slightly above the surface; not finite if the loss is not. A
  /// point outside the domain is shown at the nearest point of the domain.
  func place(of point: Point, loss: Double) -> ReliefPlace {
    let point = map.key.domain.clamped(point)
    // The mesh may cut off the tip of a narrow hole: nothing is drawn below it.
    let height = terrain.scale.height(of: loss)
    let ground = terrain.height(at: point)
    return place(point, height: ground > height ? ground : height)
  }

  /// The point of the domain whose surface is visible in a pixel; nil for the sides of the block
  /// and for the background.
  func point(seenAt x: Int, _ y: Int) -> Point? {
    guard x >= 0, y >= 0, x < buffer.width, y < buffer.height else { return nil }
    let index = y * buffer.width + x
    let depth = buffer.depths[index]
    guard depth > -.infinity, !ReliefMesh.isSide(light: buffer.lights[index]) else { return nil }
    let center = PixelPoint(x: Double(x) + 0.5, y: Double(y) + 0.5)
    let square = projection.ground(at: ReliefPlace(pixel: center, depth: Double(depth)))
    let domain = map.key.domain
    return domain.clamped(domain.point((square.x + 1) / 2, (square.y + 1) / 2))
  }

  /// The point visible in a cell, counted from the corner of the picture; nil if there is none.
  func point(seenInCell column: Int, _ row: Int) -> Point? {
    let glyphs = map.key.glyphs
    let (left, top) = (column * glyphs.columns, row * glyphs.rows)
    let middle = point(seenAt: left + glyphs.columns / 2, top + glyphs.rows / 2)
    if let middle { return middle }
    for y in top..<top + glyphs.rows {
      for x in left..<left + glyphs.columns {
        if let point = point(seenAt: x, y) { return point }
      }
    }
    return nil
  }

  /// The place of the ground at a point of the domain; nil if there is no ground.
  func ground(at point: Point) -> ReliefPlace? {
    let height = terrain.height(at: point)
    return height.isNaN ? nil : place(point, height: height)
  }

  private func place(_ point: Point, height: Double) -> ReliefPlace {
    let domain = map.key.domain
    let square = Point(
      (point.x - domain.x.lowerBound) / domain.width * 2 - 1,
      (point.y - domain.y.lowerBound) / domain.height * 2 - 1)
    return projection.place(square, up: terrain.scale.fraction(of: height) + ReliefPicture.lift)
  }

  /// Whether no part of the surface is in front of a place; false outside the picture.
  func isVisible(_ place: ReliefPlace, tolerance: Double = ReliefPicture.tolerance) -> Bool {
    let (x, y) = (place.pixel.x, place.pixel.y)
    guard x >= 0, y >= 0, x < Double(buffer.width), y < Double(buffer.height) else { return false }
    let nearest = buffer.depths[Int(y) * buffer.width + Int(x)]
    return place.depth + tolerance >= Double(nearest)
  }

  /// The cell of a place, counted from the corner of the picture; nil outside.
  func cell(of place: ReliefPlace) -> (column: Int, row: Int)? {
    let glyphs = map.key.glyphs
    let (x, y) = (place.pixel.x, place.pixel.y)
    guard x >= 0, y >= 0, x < Double(buffer.width), y < Double(buffer.height) else { return nil }
    return (Int(x) / glyphs.columns, Int(y) / glyphs.rows)
  }

  /// The direction of a vector along the ground as seen on the screen, to the right and up in the
  /// same unit; its length has no meaning.
  func direction(of vector: Point) -> Point {
    let size = max(abs(vector.x), abs(vector.y))
    guard size > 0, size.isFinite else { return Point(0, 0) }
    let domain = map.key.domain
    let unit = vector / size / Point(domain.width, domain.height)
    return projection.seen(unit)
  }
}

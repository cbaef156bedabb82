import Calculus
import Canvas

/// Draws a terrain as a block: the surface, and the cut faces on the viewer's side.
struct ReliefMesh {
  let terrain: Terrain
  let projection: ReliefProjection

  /// The light values that mark side faces: less than any on the surface, see `ReliefShades`.
  static let sideLights: (left: Float, right: Float) = (-3, -4)

  static func isSide(light: Float) -> Bool { light < -1.5 }

  /// The direction of the light as the viewer sees it: from the left, from behind, from above.
  private static let light = (across: -0.56, away: -0.24, up: 0.79)
  /// The effect of a slope on the light.
  private static let gain = 1.5

  func draw(into buffer: inout DepthBuffer) {
    let corners = corners()
    let nodes = terrain.nodes
    buffer.draw { pen in
      for row in 0..<nodes - 1 {
        for column in 0..<nodes - 1 {
          let index = row * nodes + column
          let (a, b) = (corners[index], corners[index + 1])
          let (c, d) = (corners[index + nodes], corners[index + nodes + 1])
          // Cut along the flatter diagonal, which keeps ridges and valleys intact.
          if (a.height - d.height).magnitude <= (b.height - c.height).magnitude {
            pen.fill(a, b, d)
            pen.fill(a, d, c)
          } else {
            pen.fill(a, b, c)
            pen.fill(b, d, c)
          }
        }
      }
      drawSides(corners, pen)
    }
  }

  private func square(_ column: Int, _ row: Int) -> Point {
    Point(Double(column), Double(row)) * (2 / Double(terrain.nodes - 1)) - Point(1, 1)
  }

  private func corners() -> [DepthBuffer.Corner] {
    let nodes = terrain.nodes
    return (0..<nodes * nodes).map { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: nodes)
      let height = terrain.heights[index]
      return corner(square(column, row), height: height, light: light(column, row))
    }
  }

  private func corner(_ place: Point, height: Double, light: Double) -> DepthBuffer.Corner {
    let seen = projection.place(place, up: terrain.scale.fraction(of: height))
    return DepthBuffer.Corner(
      x: Float(seen.pixel.x), y: Float(seen.pixel.y), depth: Float(seen.depth),
      height: Float(height), light: Float(light))
  }

  /// The light of a node relative to level ground: −1 in shadow to 1 towards the light.
  private func light(_ column: Int, _ row: Int) -> Double {
    let last = terrain.nodes - 1
    func height(_ column: Int, _ row: Int) -> Double {
      terrain.heights[min(max(row, 0), last) * (last + 1) + min(max(column, 0), last)]
    }
    func slope(_ low: Double, _ high: Double, _ cells: Int) -> Double {
      let bands = terrain.scale.range.upperBound - terrain.scale.range.lowerBound
      let slope = (high - low) / bands * ReliefProjection.height * Double(last) / Double(2 * cells)
      return slope.isFinite ? slope : 0
    }
    let across = slope(
      height(column - 1, row), height(column + 1, row), column > 0 && column < last ? 2 : 1)
    let up = slope(
      height(column, row - 1), height(column, row + 1), row > 0 && row < last ? 2 : 1)
    let (x, y) = projection.turned(Point(across, up))
    let length = (x * x + y * y + 1).squareRoot()
    let light = ReliefMesh.light
    let shine = (light.up - x * light.across - y * light.away) / length
    return min(max((shine - light.up) * ReliefMesh.gain, -1), 1)
  }

  /// Draws the visible faces of the block, with the bands as strata.
  private func drawSides(_ corners: [DepthBuffer.Corner], _ pen: DepthBuffer.Pen) {
    let last = terrain.nodes - 1
    for side in seenSides {
      let facing = projection.turned(side.normal)
      let light = facing.across < 0 ? ReliefMesh.sideLights.left : ReliefMesh.sideLights.right
      func edge(_ index: Int) -> (top: DepthBuffer.Corner, foot: DepthBuffer.Corner) {
        let (column, row) = side.node(index)
        var top = corners[row * terrain.nodes + column]
        top.light = light
        let isHole = top.height.isNaN
        let foot = corner(
          square(column, row), height: isHole ? .nan : terrain.scale.range.lowerBound,
          light: Double(light))
        return (top, foot)
      }
      for index in 0..<last {
        let (near, next) = (edge(index), edge(index + 1))
        pen.fill(near.top, next.top, near.foot)
        pen.fill(next.top, next.foot, near.foot)
      }
    }
  }

  private typealias Side = (normal: Point, node: (Int) -> (column: Int, row: Int))

  /// The sides that face the viewer, with the nodes along them.
  private var seenSides: [Side] {
    let last = terrain.nodes - 1
    let all: [Side] = [
      (Point(0, -1), { ($0, 0) }), (Point(0, 1), { ($0, last) }),
      (Point(-1, 0), { (0, $0) }), (Point(1, 0), { (last, $0) }),
    ]
    return all.filter { projection.turned($0.normal).away < -1e-9 }
  }

  /// The axes along the lower edges of the visible faces: the middle of each, its outward direction
  /// to the right and up, and whether the coordinate grows to the right.
  var axes: [(name: String, middle: PixelPoint, outwards: Point, growsRight: Bool)] {
    seenSides.map { side in
      let isX = side.normal.x == 0
      return (
        isX ? "x" : "y", projection.place(side.normal, up: 0).pixel, projection.seen(side.normal),
        projection.turned(isX ? Point(1, 0) : Point(0, 1)).across > 0
      )
    }
  }

  /// The lower and the upright edges of the visible faces: nothing is in front of them.
  var edges: [(from: PixelPoint, to: PixelPoint)] {
    let last = terrain.nodes - 1
    func pixel(_ node: (column: Int, row: Int), up: Double) -> PixelPoint {
      projection.place(square(node.column, node.row), up: up).pixel
    }
    return seenSides.flatMap { side in
      let ends = [side.node(0), side.node(last)]
      let uprights = ends.map { node in
        let height = terrain.heights[node.row * terrain.nodes + node.column]
        // Up to the surface's own edge.
        return (
          from: pixel(node, up: 0),
          to: pixel(node, up: height.isNaN ? 0 : terrain.scale.fraction(of: height))
        )
      }
      return [(from: pixel(ends[0], up: 0), to: pixel(ends[1], up: 0))] + uprights
    }
  }
}

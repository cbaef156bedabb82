import Calculus
import Landscape

/// The heights of a surface at the nodes of a square mesh that reaches to the domain's edges.
struct Terrain: Sendable {
  /// Nodes along each side.
  let nodes: Int
  /// Row by row from the lowest y: heights in bands, NaN where the loss is undefined.
  let heights: [Double]
  let scale: HeightScale
  let domain: Domain

  /// - Parameter nodes: at least 2.
  init(function: CompiledFormula, domain: Domain, levels: ContourLevels, nodes: Int) {
    self.nodes = max(nodes, 2)
    self.domain = domain
    let last = Double(self.nodes - 1)
    let fractions = (0..<self.nodes).map { Double($0) / last }
    let losses = function.values(
      xs: fractions.map { domain.point($0, 0).x }, ys: fractions.map { domain.point(0, $0).y })
    var least = Double.infinity
    var largest = -Double.infinity
    for loss in losses where loss.isFinite {
      least = min(least, loss)
      largest = max(largest, loss)
    }
    scale = HeightScale(levels: levels, losses: least <= largest ? least...largest : nil)
    heights = losses.map { [scale] in scale.height(of: $0) }
  }

  /// The height above a point, between the nodes by interpolation; NaN outside the domain and where
  /// the loss is undefined.
  func height(at point: Point) -> Double {
    guard domain.contains(point) else { return .nan }
    let last = Double(nodes - 1)
    let x = (point.x - domain.x.lowerBound) / domain.width * last
    let y = (point.y - domain.y.lowerBound) / domain.height * last
    let column = min(Int(x), nodes - 2)
    let row = min(Int(y), nodes - 2)
    let (across, up) = (x - Double(column), y - Double(row))
    let corner = row * nodes + column
    let lower = heights[corner] * (1 - across) + heights[corner + 1] * across
    let upper = heights[corner + nodes] * (1 - across) + heights[corner + nodes + 1] * across
    return lower * (1 - up) + upper * up
  }
}

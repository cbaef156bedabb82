import Calculus

/// Gradients at the nodes of a coarse mesh, which show where critical points may be.
///
/// Places are fractions of the domain's sides, 0 to 1, and gradients are in loss per side, so that
/// axes of different lengths count equally.
struct GradientMesh {
  let domain: Domain
  let cells: Int
  /// The length up to which a gradient is negligible beside the rise of the surface.
  let floor: Double
  private let gradients: [Point]
  private let norms: [Double]

  init(_ function: any LossFunction, domain: Domain, cells: Int) {
    self.domain = domain
    self.cells = cells
    let places = (0...cells).flatMap { row in
      (0...cells).map { column in
        let place = Point(Double(column), Double(row)) / Double(cells)
        return domain.point(place.x, place.y)
      }
    }
    var evaluations = places.map { _ in Evaluation(loss: .nan, gradient: .zero) }
    function.evaluate(at: places, into: &evaluations)
    let sides = Point(domain.width, domain.height)
    gradients = evaluations.map { here in
      let slope = here.gradient * sides
      return slope.norm > GradientMesh.rounding(of: here.loss) ? slope : .zero
    }
    norms = gradients.map { $0.isFinite ? $0.norm : .infinity }
    floor = GradientMesh.floor(of: SortedSample(evaluations.map(\.loss)))
  }

  /// A fraction of the rise of the lowest 5 %, which walls do not affect; where these are level, of
  /// the lowest 95 %; and where the loss is flat except for a hole, of the whole.
  private static func floor(of sample: SortedSample) -> Double {
    guard let least = sample.values.first, let largest = sample.values.last else {
      return .infinity
    }
    let rises = [0.05, 0.95].compactMap { sample.quantile($0).map { $0 - least } }
    let spread = rises.first { $0 > 0 } ?? (largest - least) * 1e-4
    return max(spread * 1e-7, .leastNormalMagnitude)
  }

  /// The rounding error to expect in a gradient where the loss has this value.
  static func rounding(of value: Double) -> Double { value.magnitude * 1e-12 }

  /// Where to begin a search, the flattest places first: the centres of cells in which both
  /// components of the gradient change sign, and nodes with a smaller gradient than all their
  /// neighbours.
  var candidates: [Point] {
    var places: [(norm: Double, place: Point)] = []
    for row in 0..<cells {
      for column in 0..<cells where mayVanish(column, row) {
        let norm = min(
          norms[node(column, row)], norms[node(column + 1, row)], norms[node(column, row + 1)],
          norms[node(column + 1, row + 1)])
        places.append((norm, Point(Double(column) + 0.5, Double(row) + 0.5) / Double(cells)))
      }
    }
    for row in 0...cells {
      for column in 0...cells where isHollow(column, row) {
        let place = Point(Double(column), Double(row)) / Double(cells)
        places.append((norms[node(column, row)], place))
      }
    }
    // Equally flat ones by place, so that symmetric surfaces give the same order on every platform.
    return places.sorted {
      ($0.norm, $0.place.x, $0.place.y) < ($1.norm, $1.place.x, $1.place.y)
    }.map(\.place)
  }

  private func node(_ column: Int, _ row: Int) -> Int { row * (cells + 1) + column }

  /// Whether both components have both signs at the corners of a cell.
  private func mayVanish(_ column: Int, _ row: Int) -> Bool {
    let corner = node(column, row)
    var least = Point(repeating: .infinity)
    var largest = Point(repeating: -.infinity)
    var steepest = 0.0
    for index in [corner, corner + 1, corner + cells + 1, corner + cells + 2]
    where norms[index].isFinite {
      least = pointwiseMin(least, gradients[index])
      largest = pointwiseMax(largest, gradients[index])
      steepest = max(steepest, norms[index])
    }
    return steepest > floor && least.x <= 0 && least.y <= 0 && largest.x >= 0 && largest.y >= 0
  }

  /// Whether a node's gradient is the smallest and clearly smaller than a neighbour's.
  private func isHollow(_ column: Int, _ row: Int) -> Bool {
    let own = norms[node(column, row)]
    guard own.isFinite else { return false }
    var steepest = 0.0
    for y in max(row - 1, 0)...min(row + 1, cells) {
      for x in max(column - 1, 0)...min(column + 1, cells) {
        let norm = norms[node(x, y)]
        if norm < own { return false }
        if norm.isFinite { steepest = max(steepest, norm) }
      }
    }
    return steepest > floor && own < 0.9 * steepest
  }
}

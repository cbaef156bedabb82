import Calculus
import Experiments
import Landscape
import Optimizers

private let columns = 200
private let lines = 100
private let limit = 300
private let domain = Domain(x: -5...5, y: -5...5)
private let minima = [
  Point(3, 2), Point(-2.805118, 3.131313), Point(-3.77931, -3.283186), Point(3.584428, -1.848127),
]

/// Searches that make many runs.
func searchComparisons() throws -> [Comparison] {
  let function = try Formula("(x^2 + y - 11)^2 + (x + y^2 - 7)^2").compiled()
  let scales = SurfaceScales(of: function, domain: domain, minima: minima)

  func basins(_ name: String, _ kind: OptimizerKind, rate: Double, threads: Int, wanted: Double?)
    throws -> Comparison
  {
    let map = BasinMap(
      objective: FormulaObjective(function),
      settings: try RunSettings(kind, learningRate: LearningRatePlan(rate)), domain: domain,
      width: columns, height: lines, limit: limit, scales: scales, minima: minima,
      threads: threads)
    return Comparison(
      name: name, unit: "maps", count: 1, wanted: wanted,
      ours: {
        var map = map
        map.complete()
        return Double(map[columns / 2, lines / 2]?.steps ?? 0)
      },
      peer: { basinLoop() })
  }
  let cores = Threads.available
  return [
    try basins(
      "basin maps, 200×100 starts × 300 steps of GD", .gd, rate: 0.01, threads: 1, wanted: 0.1),
    try basins("basin maps of gd, all cores", .gd, rate: 0.01, threads: cores, wanted: nil),
    try basins(
      "basin maps of momentum, all cores", .momentum, rate: 0.001, threads: cores, wanted: nil),
    try basins("basin maps of adam, all cores", .adam, rate: 0.1, threads: cores, wanted: nil),
  ]
}

/// All 300 steps from every start, eight starts side by side.
private func basinLoop() -> Double {
  typealias Lanes = SIMD8<Double>
  var sum = Lanes.zero
  for line in 0..<lines {
    for column in stride(from: 0, to: columns, by: 8) {
      var x = Lanes.zero
      for lane in 0..<8 { x[lane] = -5 + 10 * (Double(column + lane) + 0.5) / Double(columns) }
      var y = Lanes(repeating: -5 + 10 * (Double(line) + 0.5) / Double(lines))
      for _ in 0..<limit {
        let (a, b) = (x * x + y - 11, x + y * y - 7)
        let (dx, dy) = (4 * a * x + 2 * b, 2 * a + 4 * b * y)
        x -= 0.01 * dx
        y -= 0.01 * dy
      }
      sum += x + y
    }
  }
  return sum.sum()
}

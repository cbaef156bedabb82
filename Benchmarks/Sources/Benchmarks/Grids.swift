import Calculus
import Landscape

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

private let width = 400
private let height = 240
private let domain = Domain(x: -5...5, y: -5...5)

/// Maps of 400×240 samples, and their contours.
func gridComparisons() throws -> [Comparison] {
  [
    try map(
      "grid of Rosenbrock", "(1 - x)^2 + 100*(y - x^2)^2", wanted: 0.33
    ) { x, y in (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x) },
    try map(
      "grid of Ackley",
      "20 + e - 20*exp(-0.2*sqrt((x^2 + y^2)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2)",
      wanted: 3.4
    ) { x, y in
      20 + M_E - 20 * exp(-0.2 * ((x * x + y * y) / 2).squareRoot())
        - exp((cos(2 * .pi * x) + cos(2 * .pi * y)) / 2)
    },
    try map(
      "grid of waves", "sin(x*y) + cos(x + y)", wanted: nil
    ) { x, y in sin(x * y) + cos(x + y) },
    try dataMap(),
    try contours(),
  ]
}

private func map(
  _ name: String, _ formula: String, wanted: Double?, loss: @escaping (Double, Double) -> Double
) throws -> Comparison {
  let function = try Formula(formula).compiled()
  return Comparison(
    name: name, unit: "values", count: width * height, wanted: wanted,
    ours: { Grid(function, domain: domain, width: width, height: height).values[width] },
    peer: { filled(loss)[width] })
}

@inline(__always)
private func filled(_ loss: (Double, Double) -> Double) -> [Double] {
  [Double](unsafeUninitializedCapacity: width * height) { values, count in
    for row in 0..<height {
      let y = -5 + 10 * (Double(row) + 0.5) / Double(height)
      for column in 0..<width {
        values[row * width + column] = loss(-5 + 10 * (Double(column) + 0.5) / Double(width), y)
      }
    }
    count = width * height
  }
}

/// A loss over 600 rows with an exponential in each, on 60×20 samples.
private func dataMap() throws -> Comparison {
  let rows = 600
  let (columns, lines) = (60, 20)
  let times = (0..<rows).map { Double($0) / 300 }
  let counts = times.map { exp(0.7 * $0 - 1).rounded() }
  let sample = try Formula("exp(x*t + y) - n*(x*t + y)", parameters: ["t", "n"])
  let function = sample.compiled(columns: ["t": times, "n": counts])
  let area = Domain(x: -2...2, y: -2...2)
  return Comparison(
    name: "grid over 600 rows of data", unit: "samples", count: columns * lines * rows,
    wanted: nil,
    ours: { Grid(function, domain: area, width: columns, height: lines).values[columns] },
    peer: {
      var total = 0.0
      for line in 0..<lines {
        for column in 0..<columns {
          let x = 4 * Double(column) / Double(columns) - 2
          let y = 4 * Double(line) / Double(lines) - 2
          for (time, count) in zip(times, counts) {
            let rate = x * time + y
            total += exp(rate) - count * rate
          }
        }
      }
      return total
    })
}

private func contours() throws -> Comparison {
  let function = try Formula("(x^2 + y - 11)^2 + (x + y^2 - 7)^2").compiled()
  let grid = Grid(function, domain: domain, width: width, height: height)
  let levels = ContourLevels(for: grid, count: 12)
  return Comparison(
    name: "maps with 12 contour levels", unit: "maps", count: 1, wanted: 0.4,
    ours: { Double(levels.lines(of: grid).reduce(0) { $0 + $1.count }) },
    peer: { levels.thresholds.reduce(0.0) { $0 + contourLength(of: grid.values, at: $1) } })
}

/// The length of a contour by marching squares, which are not chained into lines.
private func contourLength(of values: [Double], at level: Double) -> Double {
  values.withUnsafeBufferPointer { values in
    var length = 0.0
    for row in 0..<(height - 1) {
      for index in row * width..<(row + 1) * width - 1 {
        let corners = (
          values[index] - level, values[index + 1] - level, values[index + width + 1] - level,
          values[index + width] - level
        )
        let isBelow = (corners.0 < 0, corners.1 < 0, corners.2 < 0, corners.3 < 0)
        if isBelow.0 == isBelow.1 && isBelow.1 == isBelow.2 && isBelow.2 == isBelow.3 { continue }
        var (first, last) = (Point.zero, Point.zero)
        if isBelow.0 != isBelow.1 { last = Point(corners.0 / (corners.0 - corners.1), 0) }
        if isBelow.1 != isBelow.2 {
          (first, last) = (last, Point(1, corners.1 / (corners.1 - corners.2)))
        }
        if isBelow.2 != isBelow.3 {
          (first, last) = (last, Point(corners.3 / (corners.3 - corners.2), 1))
        }
        if isBelow.3 != isBelow.0 {
          (first, last) = (last, Point(0, corners.0 / (corners.0 - corners.3)))
        }
        length += ((last - first) * (last - first)).sum().squareRoot()
      }
    }
    return length
  }
}

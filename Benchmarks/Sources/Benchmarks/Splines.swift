import Calculus
import Landscape

private let size = 501
private let domain = Domain(x: 0...1, y: 0...1)

/// A grid of losses as a network's slice has it: making its spline, gradients, a map.
func splineComparisons() -> [Comparison] {
  let losses = (0..<size * size).map { index -> Double in
    let (x, y) = (Double(index % size) / 500, Double(index / size) / 500)
    return (x - 0.4) * (x - 0.4) + 3 * (y - 0.6) * (y - 0.6) + 0.1 * x * y * (1 - x) * (3 - 7 * y)
  }
  func spline() -> BicubicSpline {
    BicubicSpline(values: losses, width: size, height: size, x: domain.x, y: domain.y)
  }
  let loss = spline()
  let places = (0..<20_000).map { index -> Point in
    Point(Double(index * 7919 % 9973) / 9973, Double(index * 104_729 % 9967) / 9967)
  }
  return [
    Comparison(
      name: "splines through 501×501 losses", unit: "splines", count: 1, wanted: nil,
      ours: { spline().value(at: Point(0.3, 0.3)) },
      peer: { filtered(losses)[size * size / 2] }),
    Comparison(
      name: "gradients of a spline", unit: "gradients", count: places.count, wanted: nil,
      ours: { places.reduce(0.0) { $0 + loss.evaluate(at: $1).gradient.x } },
      peer: {
        places.reduce(0.0) { $0 + patch(losses, $1 * Double(size - 4)).gradient.x }
      }),
    Comparison(
      name: "map of a spline", unit: "values", count: 400 * 240, wanted: nil,
      ours: { Grid(loss, domain: domain, width: 400, height: 240).values[5] },
      peer: {
        var sum = 0.0
        for row in 0..<240 {
          for column in 0..<400 {
            sum += patch(losses, Point(Double(column), Double(row)) * 1.2).loss
          }
        }
        return sum
      }),
  ]
}

/// Coefficients by two passes of the recursive filter of cubic splines (Unser 1999), along the rows and
/// along the columns, without its exact ends.
private func filtered(_ values: [Double]) -> [Double] {
  let pole = 3.0.squareRoot() - 2
  var result = values.map { $0 * 36 }
  func filter(_ start: Int, _ step: Int) {
    for index in 1..<size {
      result[start + index * step] += pole * result[start + (index - 1) * step]
    }
    for index in (0..<size - 1).reversed() {
      let here = start + index * step
      result[here] = pole * (result[here + step] - result[here])
    }
  }
  for row in 0..<size { filter(row * size, 1) }
  for column in 0..<size { filter(column, size) }
  return result
}

/// The value and the gradient from sixteen coefficients, term by term.
private func patch(_ numbers: [Double], _ place: Point) -> (loss: Double, gradient: Point) {
  let (column, row) = (Int(place.x), Int(place.y))
  let (alongX, alongY) = (weights(place.x - Double(column)), weights(place.y - Double(row)))
  var (loss, gradient) = (0.0, Point.zero)
  for y in 0..<4 {
    for x in 0..<4 {
      let number = numbers[(row + y) * size + column + x]
      loss += number * alongX.values[x] * alongY.values[y]
      gradient.x += number * alongX.slopes[x] * alongY.values[y]
      gradient.y += number * alongX.values[x] * alongY.slopes[y]
    }
  }
  return (loss, gradient)
}

private func weights(_ t: Double) -> (values: SIMD4<Double>, slopes: SIMD4<Double>) {
  let s = 1 - t
  return (
    SIMD4(s * s * s, 4 - 3 * t * t * (2 - t), 4 - 3 * s * s * (2 - s), t * t * t) / 6,
    SIMD4(-s * s, t * (3 * t - 4), s * (4 - 3 * s), t * t) / 2
  )
}

import Calculus
import TestSupport
import Testing

/// Means over the rows of a table.
@Suite struct SampleMeanTests {
  /// Seventy-one rows: more than a block, and not a multiple of four.
  static let u = (0..<71).map { Double(($0 * 37) % 71) / 20 - 1.5 }
  static let v = (0..<71).map { Double(($0 * 23) % 71) / 30 - 1 }

  static let samples = [
    "(x*u + y - v)^2 / 2", "softplus(x*u + y) - sigmoid(v)*(x*u + y)", "(v - x*exp(y*u))^2",
    "x^2*u + sin(y)*u^2 + x*y", "max(x, u)*min(y, v, 1)", "max(x*u, y)", "u^2 - v", "x^2 + y^2",
    "abs(x - u) + |y|", "log(1 + exp(x*u)) + exp(-y)", "u*y^2", "3", "hypot(x - u, y - v)",
    "if(x*u > v, (x*u - v)^2, y*u)", "if(u > 0, x^2*u, y*u)", "if(x > 1, u*y, v)*(y < u)",
    "mod(x*u, 0.75) + clip(y*v, -1, 1)", "r = x*u + y - v; if(abs(r) < 1, r^2/2, abs(r) - 1/2)",
    "sum(i, 1, 3, (x*u)^i)/y", "erf(x - u)*atanh(v/3)",
    "x", "(x*y + u)^2 + (x^2 + y^2)/100", "atan2(x - u, y*v + 3) * exp(x) / (1 + exp(x))",
  ]
  static let points = [Point(0.3, -0.7), Point(1.25, 0.5), Point(-2, 3)]

  static func mean(_ text: String) throws -> CompiledFormula {
    try Formula(text, parameters: ["u", "v"]).compiled(columns: ["u": u, "v": v])
  }

  /// The function of one row, as a formula with numbers in place of the columns.
  static func row(_ text: String, _ row: Int) throws -> CompiledFormula {
    try Formula(text, parameters: ["u", "v"]).compiled(parameters: ["u": u[row], "v": v[row]])
  }

  static func isClose(_ a: Double, _ b: Double, of size: Double) -> Bool {
    a == b || abs(a - b) <= 1e-14 * max(size, abs(a), abs(b))
  }

  @Test(.slow, arguments: samples) func meansAgreeWithTheRowsOneByOne(_ text: String) throws {
    let mean = try Self.mean(text)
    for point in Self.points {
      var (value, x, y, xx, xy, yy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
      for row in Self.u.indices {
        let one = try Self.row(text, row).expansion(at: point)
        value += one.loss / 71
        x += one.gradient.x / 71
        y += one.gradient.y / 71
        xx += one.hessian.xx / 71
        xy += one.hessian.xy / 71
        yy += one.hessian.yy / 71
      }
      let result = mean.expansion(at: point)
      // Rounding errors are relative to the terms, which may cancel.
      let size = 50.0
      #expect(Self.isClose(result.loss, value, of: size))
      #expect(Self.isClose(result.gradient.x, x, of: size))
      #expect(Self.isClose(result.gradient.y, y, of: size))
      #expect(Self.isClose(result.hessian.xx, xx, of: size))
      #expect(Self.isClose(result.hessian.xy, xy, of: size))
      #expect(Self.isClose(result.hessian.yy, yy, of: size))
      let first = mean.evaluate(at: point)
      #expect(Self.isClose(first.gradient.x, x, of: size))
      #expect(Self.isClose(first.gradient.y, y, of: size))
    }
  }

  @Test(arguments: samples) func allMethodsGiveTheSameBits(_ text: String) throws {
    let mean = try Self.mean(text)
    let values = mean.values(xs: Self.points.map(\.x), ys: Self.points.map(\.y))
    for (index, point) in Self.points.enumerated() {
      let value = mean.value(at: point)
      #expect(mean.evaluate(at: point).loss == value)
      #expect(mean.expansion(at: point).loss == value)
      #expect(mean.evaluate(at: point, rows: Array(0..<71)) == mean.evaluate(at: point))
      #expect(values[index * 3 + index] == value)
      #expect(values[index] == mean.value(at: Point(point.x, Self.points[0].y)))
    }
  }

  @Test(arguments: samples) func aBatchIsTheMeanOfItsRows(_ text: String) throws {
    let mean = try Self.mean(text)
    let batch = [70, 3, 3, 0, 41]
    for point in Self.points {
      let parts = try batch.map { try Self.row(text, $0).evaluate(at: point) }
      let result = mean.evaluate(at: point, rows: batch)
      let gradient = parts.reduce(Point()) { $0 + $1.gradient } / 5
      #expect((result.gradient - gradient).norm <= 1e-14 * (1 + gradient.norm) * 50)
      #expect(Self.isClose(result.loss, parts.reduce(0) { $0 + $1.loss } / 5, of: 50))
    }
  }

  @Test func aTableMayHaveOneRow() throws {
    let sample = try Formula("(x*u + y)^2", parameters: ["u"])
    let mean = sample.compiled(columns: ["u": [3]])
    #expect(mean.rowCount == 1)
    #expect(mean.value(at: Point(1, 2)) == 25)
    #expect(mean.gradient(at: Point(1, 2)) == Point(30, 10))
    #expect(mean.hessian(at: Point(1, 2)) == Hessian(xx: 18, xy: 6, yy: 2))
    #expect(try Formula("x").compiled().rowCount == nil)
  }

  @Test func parametersAreBoundBesideColumns() throws {
    let sample = try Formula("k*x*u", parameters: ["u", "k"])
    let columns = ["u": [1.0, 2, 6], "unused": [0, 0, 0]]
    let mean = sample.compiled(parameters: ["k": 2], columns: columns)
    #expect(mean.value(at: Point(5, 0)) == 30)
  }

  @Test func theMeanIsUndefinedWhereOneRowIs() throws {
    let mean = try Formula("log(x - u)", parameters: ["u"]).compiled(columns: ["u": [0, 1, 2]])
    #expect(mean.value(at: Point(1.5, 0)).isNaN)
    #expect(mean.evaluate(at: Point(1.5, 0), rows: [0, 1]).loss.isFinite)
    #expect(mean.value(at: Point(3, 0)).isFinite)
  }
}

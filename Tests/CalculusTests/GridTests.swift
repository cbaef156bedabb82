import TestSupport
import Testing

@testable import Calculus

@Test(
  .slow,
  arguments: [
    "x*y + sin(x)*cos(y)", "x^2", "cos(y)", "3.5", "x", "y", "max(x, y, x*y, 0)", "x + exp(y)",
    "max(x,0)*max(y,1,2)", "1/(1+exp(-1000*x*y))", "exp(700*x)/(exp(700*y)+exp(700*x))",
    "exp(700*x)/exp(700*y)", "if(x > y, x*y, mod(x, 0.7))", "if(x > 0, log(x), sqrt(y))*x",
    "(0 < x < 1 or y < 0)*clip(x*y, -0.5, 0.5)", "if(log(x) > 0 and y > 1, exp2(x*y), erf(x) + y)",
    "sum(i, 1, 4, sin(i*x)*cos(i*y)/i)", "u = x*y; prod(i, 1, 3, asinh(u) + i*acosh(2 + u^2))",
  ])
func gridEqualsPointwise(text: String) throws {
  let function = try Formula(text).compiled()
  for (columns, rows) in [(1, 1), (7, 3), (128, 2), (129, 2), (300, 130)] {
    let xs = (0..<columns).map { -2 + 0.0173 * Double($0) }
    let ys = (0..<rows).map { 1.5 - 0.031 * Double($0) }
    let values = function.values(xs: xs, ys: ys)
    let expected = ys.flatMap { y in xs.map { x in function.value(at: Point(x, y)) } }
    #expect(values.count == expected.count)
    let areSame = zip(values, expected).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
    #expect(areSame)
  }
}

@Test func emptyGridsAreEmpty() throws {
  let function = try Formula("x+y").compiled()
  #expect(function.values(xs: [], ys: [1]).isEmpty)
  #expect(function.values(xs: [1], ys: []).isEmpty)
}

@Test func subexpressionsOfOneVariableAreSeparateParts() throws {
  let program = try Formula("sin(x)^2*y + exp(y)*x").compiled().program
  #expect(program.operations(in: program.partX) == [.sin, .square])
  #expect(program.operations(in: program.partY) == [.exp])
  #expect(program.operations(in: program.partMixed) == [.multiply, .multiply, .add])
}

/// Grids for pictures may be computed in vectors, a few units in the last place off.
@Suite struct PictureGridTests {
  static let functions = [
    "exp", "log", "log1p", "sin", "cos", "tanh", "sigmoid", "softplus",
  ]

  /// Compares both grids of functions of x·y, which have no part of x or y alone.
  private func expectCloseness(
    _ text: String, xs: [Double], ys: [Double], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let function = try Formula(text).compiled()
    let exact = function.values(xs: xs, ys: ys)
    let quick = function.values(xs: xs, ys: ys, accuracy: .picture)
    #expect(quick.count == exact.count)
    for (value, near) in zip(exact, quick) {
      let isClose =
        value.isNaN
        ? near.isNaN : value == near || abs(value - near) <= 4 * max(value.ulp, near.ulp)
      #expect(isClose, "\(text): \(near), not \(value)", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: functions) func valuesAreAFewUnitsOff(name: String) throws {
    for columns in [1, 2, 3, 5, 128, 131, 300] {
      let xs = (0..<columns).map { -3 + 0.0473 * Double($0) }
      try expectCloseness("\(name)(x*y)", xs: xs, ys: [-1.3, 0.2, 0.9, 7.1])
    }
  }

  @Test(arguments: functions) func limitsAreTheSame(name: String) throws {
    let extremes = [
      0, -0.0, 1, -1, .leastNonzeroMagnitude, 1e-20, 36.8, -36.8, 709.9, -709.9, -746, 1e5, -1e5,
      1e300, -1e300,
      .infinity, -.infinity, .nan,
    ]
    try expectCloseness("\(name)(x*y)", xs: extremes, ys: [1, -1])
  }

  @Test(arguments: ["(x*t + y - n)^2", "exp(x*t + y) - n*(x*t + y)", "softplus(-n*(x*t + y))"])
  func meansOverRowsAreAFewUnitsOff(sample: String) throws {
    let times = (0..<131).map { Double($0) / 100 }
    let counts = times.map { 1 + $0 * $0 }
    let mean = try Formula(sample, parameters: ["t", "n"])
      .compiled(columns: ["t": times, "n": counts])
    let axis = [-2, -0.3, 0.4, 1.7]
    let exact = mean.values(xs: axis, ys: axis)
    let quick = mean.values(xs: axis, ys: axis, accuracy: .picture)
    for (value, near) in zip(exact, quick) {
      // A sum of 131 numbers of either sign.
      #expect(abs(value - near) <= 1e-14 * (1 + abs(value)), "\(sample)")
    }
  }
}

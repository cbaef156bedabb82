import Testing

@testable import Calculus

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

import TestSupport
import Testing

@testable import Calculus

/// Values, gradients and Hessians from SymPy and mpmath: see Golden/formulas.py.
@Test func agreesWithSymbolicDerivatives() throws {
  var formulas = 0
  var points = 0
  var function: CompiledFormula?
  var text = ""
  for line in try Golden.lines("formulas.txt") {
    if line.hasPrefix("f ") {
      text = String(line.dropFirst(2))
      function = try Formula(text).compiled()
      formulas += 1
      continue
    }
    let numbers = line.split(separator: " ").compactMap { Double($0) }
    try #require(numbers.count == 8)
    let point = Point(numbers[0], numbers[1])
    let result = try #require(function).expansion(at: point)
    let (gradient, hessian) = (result.gradient, result.hessian)
    expect([result.loss], equal: numbers[2..<3], "\(text) at \(point)")
    expect([gradient.x, gradient.y], equal: numbers[3..<5], "gradient of \(text) at \(point)")
    expect(
      [hessian.xx, hessian.xy, hessian.yy], equal: numbers[5..<8], "Hessian of \(text) at \(point)")
    points += 1
  }
  #expect(formulas >= 100)
  #expect(points == 10 * formulas)
}

/// Compares to 1e-12 of each number; where the true number is 0, to a few roundings of the largest.
private func expect(_ ours: [Double], equal theirs: ArraySlice<Double>, _ comment: Comment) {
  let rounding = 4 * Double.ulpOfOne * (theirs.map { abs($0) }.max() ?? 0)
  for (our, their) in zip(ours, theirs) {
    #expect(abs(our - their) <= Swift.max(1e-12 * abs(their), rounding), comment)
  }
}

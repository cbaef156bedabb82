@testable import Calculus

/// Reads a formula and evaluates it in every way.
func takeFormula(_ bytes: [UInt8]) {
  let text = String(decoding: bytes, as: UTF8.self)
  do throws(FormulaError) {
    let formula = try Formula(text, parameters: ["a", "kappa"])
    evaluate(formula)
  } catch {
    check(error, of: text)
  }
}

private func check(_ error: FormulaError, of text: String) {
  promise(
    error.range.lowerBound >= 0 && error.range.upperBound <= max(text.count, 10_000),
    "the place \(error.range) is in a text of \(text.count) characters")
  let words = "\(error)"
  promise(!words.isEmpty, "an error has words")
  promise(words.utf8.count < 20_000, "the words of an error are short: \(words.utf8.count) bytes")
  promise(!words.unicodeScalars.contains(where: \.isControl), "no control characters in \(words)")
  _ = error.hint
  _ = error.message
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool {
    value < 0x20 && self != "\n" && self != "\t" || (0x7F..<0xA0).contains(value)
  }
}

/// Equal, also if both are not a number.
private func isSame(_ a: Double, _ b: Double) -> Bool { a == b || (a.isNaN && b.isNaN) }

private let points = [
  Point(0.3, -0.7), Point(0, 0), Point(1, 1), Point(-2, 3), Point(1e300, -1e300),
  Point(.infinity, .nan), Point(5e-324, -0.0),
]

private func evaluate(_ formula: Formula) {
  let values = ["a": 1.5, "kappa": 1e3]
  let compiled = formula.compiled(parameters: values)
  for point in points {
    let value = compiled.value(at: point)
    let first = compiled.evaluate(at: point)
    let second = compiled.expansion(at: point)
    promise(
      isSame(value, first.loss) && isSame(value, second.loss),
      "\(formula.text) has one value at \(point): \(value), \(first.loss), \(second.loss)")
    promise(
      isSame(first.gradient.x, second.gradient.x) && isSame(first.gradient.y, second.gradient.y),
      "\(formula.text) has one gradient at \(point): \(first.gradient), \(second.gradient)")
    _ = second.hessian.eigenvalues
  }
  checkGrid(of: compiled, formula.text)
  checkText(of: formula, setting: values, compiled)
}

private func checkGrid(of compiled: CompiledFormula, _ text: String) {
  let xs = [-2.0, -1, -0.5, 0, 0.3, 1, 7]
  let ys = [-1.0, 0, 2]
  let grid = compiled.values(xs: xs, ys: ys)
  promise(grid.count == xs.count * ys.count, "a grid has a value for each place")
  for (row, y) in ys.enumerated() {
    for (column, x) in xs.enumerated() {
      let (one, other) = (grid[row * xs.count + column], compiled.value(at: Point(x, y)))
      promise(isSame(one, other), "\(text) at \(x), \(y): \(one) in a grid, else \(other)")
    }
  }
  _ = compiled.values(xs: xs, ys: ys, accuracy: .picture)
}

/// What the explorer offers to edit reads back as the same function.
private func checkText(
  of formula: Formula, setting values: [String: Double], _ compiled: CompiledFormula
) {
  let text = formula.text(setting: values)
  guard text.unicodeScalars.count <= 9_000 else { return }
  do throws(FormulaError) {
    let other = try Formula(text).compiled()
    for point in points.prefix(4) {
      let (one, two) = (compiled.value(at: point), other.value(at: point))
      let isClose =
        isSame(one, two) || abs(one - two) <= 1e-9 * max(abs(one), abs(two)) || !one.isFinite
        || !two.isFinite
      promise(isClose, "\(formula.text) is \(one) at \(point), but \(text) is \(two)")
    }
  } catch {
    // Parentheses may make it deeper.
    if case .tooDeep = error.reason { return }
    promise(false, "\(formula.text) can be read as \(text): \(error.message)")
  }
}

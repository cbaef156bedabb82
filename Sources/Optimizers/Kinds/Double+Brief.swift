import Calculus

extension Double {
  /// The number rounded to three significant digits, for sentences.
  var brief: String {
    guard isFinite && self != 0 else { return plain }
    var digits = magnitude
    var exponent = 0
    while digits >= 1000 {
      digits /= 10
      exponent += 1
    }
    while digits < 100 {
      digits *= 10
      exponent -= 1
    }
    let rounded = Double("\(Int(digits.rounded()))e\(exponent)") ?? self
    return (self < 0 ? -rounded : rounded).plain
  }
}

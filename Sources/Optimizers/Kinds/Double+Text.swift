/// A number in the fewest digits that read back to it, whole ones without a fraction.
func shortest(_ value: Double) -> String {
  let text = "\(value)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// A number rounded to three significant digits, for sentences.
func brief(_ value: Double) -> String {
  guard value.isFinite && value != 0 else { return shortest(value) }
  var digits = abs(value)
  var exponent = 0
  while digits >= 1000 {
    digits /= 10
    exponent += 1
  }
  while digits < 100 {
    digits *= 10
    exponent -= 1
  }
  let rounded = Double("\(Int(digits.rounded()))e\(exponent)") ?? value
  return shortest(value < 0 ? -rounded : rounded)
}

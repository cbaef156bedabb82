extension String {
  /// A formula as it is printed: `100*(y - x^2)^2` becomes `100·(y − x²)²`. Powers that are not whole
  /// numbers keep their sign.
  var typeset: String {
    let characters = Array(self)
    var text = ""
    var index = 0
    while index < characters.count {
      defer { index += 1 }
      switch characters[index] {
      case "-": text.append("−")
      case "*" where !text.hasSuffix("*") && characters[index...].prefix(2) != ["*", "*"]:
        text.append("·")
      case "^":
        let digits = characters[(index + 1)...].prefix(while: \.isASCIIDigit)
        let next =
          index + 1 + digits.count < characters.count ? characters[index + 1 + digits.count] : " "
        guard !digits.isEmpty, next != ".", !next.isLetter, next != "^" else {
          text.append("^")
          break
        }
        text += String(digits).superscript
        index += digits.count
      default: text.append(characters[index])
      }
    }
    return text
  }

  /// A number as it is printed: `1.37e-5` becomes `1.37·10⁻⁵`.
  var typesetNumber: String {
    guard let mark = firstIndex(of: "e") else { return withMinus }
    let exponent = String(self[index(after: mark)...].filter { $0 != "+" }).superscript
    let mantissa = String(self[..<mark]).withMinus
    return mantissa == "1" ? "10" + exponent : "\(mantissa)·10\(exponent)"
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

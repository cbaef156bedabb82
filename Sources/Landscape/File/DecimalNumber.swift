/// A number as surface files and command lines write it: `-1`, `.5`, `2.`, `1e-3`.
///
/// Neither Swift's nor YAML's other spellings (`0x10`, `inf`, `1_000`, `1:30`) are meant by people
/// who write a loss function.
public struct DecimalNumber {
  /// Infinite where the text states more than a `Double` holds, as `1e400` does.
  public let value: Double

  public init?(_ text: some StringProtocol) {
    var rest = Substring(text)
    if let sign = rest.first, "+-".contains(sign) { rest.removeFirst() }
    let whole = rest.prefix(while: Self.isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction = rest.prefix(0)
    if rest.first == "." {
      fraction = rest.dropFirst().prefix(while: Self.isDigit)
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    var exponent = "0"
    if let letter = rest.first, "eE".contains(letter) {
      exponent = String(rest.dropFirst())
      let digits = exponent.drop { "+-".contains($0) }
      guard !digits.isEmpty, digits.allSatisfy(Self.isDigit), exponent.count - digits.count <= 1
      else { return nil }
      rest = ""
    }
    guard rest.isEmpty else { return nil }
    let sign = text.hasPrefix("-") ? "-" : ""
    let zero = "0"
    guard let value = Double("\(sign)\(whole.isEmpty ? zero[...] : whole).\(fraction)0e\(exponent)")
    else { return nil }
    self.value = value
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isWholeNumber
  }

  /// Whether the text is one of the spellings of infinity and NaN.
  static func isNonFinite(_ text: String) -> Bool {
    var word = text.lowercased()[...]
    if let sign = word.first, "+-".contains(sign) { word.removeFirst() }
    if word.first == "." { word.removeFirst() }
    return ["inf", "infinity", "nan"].contains(word)
  }
}

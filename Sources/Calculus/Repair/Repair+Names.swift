/// Edits about names that are unknown, and functions without their parentheses.
extension Repair {
  func edits(
    forName name: String, _ suggestion: FormulaError.Suggestion?, at range: Range<Int>,
    _ text: FaultyText
  ) -> [Edit] {
    if let value = Foreign.values[name] {
      return [Edit(words: value.words, text: text.replacing(range, with: value.formula))]
    }
    if let plain = plainName(name) {
      return [Edit(text: replacing(name, with: plain, in: text))]
    }
    if let base = ["log_2": "log2", "log_10": "log10", "log_e": "log"][name] {
      return [Edit(text: text.replacing(range, with: base))]
    }
    if range.lowerBound > 0, text.characters[range.lowerBound - 1].isASCIIDigit {
      // 1.0f and 1d3, as C and Fortran write them
      if name == "f" { return [Edit(text: text.replacing(range, with: ""))] }
      if name.first == "d", name.count > 1, name.dropFirst().allSatisfy(\.isASCIIDigit) {
        return [Edit(text: text.replacing(range, with: "e" + name.dropFirst()))]
      }
    }
    if name.first == "_", name.dropFirst().first?.isASCIIDigit == true, range.lowerBound > 0 {
      // 1_000
      return [Edit(text: text.replacing(range, with: String(name.dropFirst())))]
    }
    let variables = VariableNames(text, parameters)
    let renamed = variables.edits(where: .all)
    if !renamed.isEmpty { return renamed }
    if variables.hasTooMany { return [] }
    if name.first == "x", range.lowerBound > 0, text.characters[range.lowerBound - 1] == "0",
      let value = Int(name.dropFirst(), radix: 16)
    {
      return [Edit(text: text.replacing(range.lowerBound - 1..<range.upperBound, with: "\(value)"))]
    }
    switch suggestion {
    case .product(let left, let right):
      // In xy² the power belongs to y alone.
      let place = text.token(startingAt: range.lowerBound) ?? 0
      let end = text.endOfOperand(place) ?? place + 1
      let power = text.text(of: range.upperBound..<text.span(place..<end).upperBound)
      return [
        Edit(
          words: "for a product write",
          text: text.replacing(tokens: place..<end, with: "(\(left)*\(right)\(power))"))
      ]
    case .call(let function, let argument):
      let call = Edit(text: text.replacing(range, with: "\(function)(\(argument))"))
      guard function == "log2" || function == "log10" else { return [call] }
      let factor = "\(function.dropFirst(3))*\(argument)"
      return [call, Edit(text: text.replacing(range, with: "log(\(factor))"))]
    case .power(let base, let digits):
      return [
        Edit(
          words: "for a power or a product write",
          text: text.replacing(range, with: "\(base)^\(digits)")),
        Edit(text: text.replacing(range, with: "(\(base)*\(digits))")),
      ]
    case .name(let closest):
      guard name.allSatisfy({ $0.isASCII && !$0.isASCIIDigit }) else { return [] }
      let meaning = Function(rawValue: closest).map { ", \($0.meaning)" } ?? ""
      return [
        Edit(
          words: "did you mean '\(closest)'\(meaning)? Write",
          text: text.replacing(range, with: closest))
      ]
    case nil: return []
    }
  }

  func edits(
    forFunction name: String, _ closest: String?, at range: Range<Int>, _ text: FaultyText
  ) -> [Edit] {
    guard let place = text.token(startingAt: range.lowerBound) else { return [] }
    if let (arguments, end) = text.arguments(ofCallAt: place) {
      if text.tokens[end].isSymbol(.assign) {
        return [Edit(text: text.replacing(tokens: place..<end + 1, with: ""))]
      }
      var arguments = arguments
      if arguments.first?.first == "[", arguments.last?.last == "]" {
        // norm([x, y])
        arguments[0].removeFirst()
        arguments[arguments.count - 1].removeLast()
      }
      if let (formulas, words) = Foreign.call(name, arguments) {
        return formulas.map {
          Edit(words: words, text: text.replacing(tokens: place..<end, with: $0))
        }
      }
    }
    if let plain = plainName(name, functions: true) {
      return [Edit(text: replacing(name, with: plain, in: text))]
    }
    let renamed = VariableNames(text, parameters).edits(where: .called)
    if !renamed.isEmpty { return renamed }
    // A factor in front of a function: xsin(x).
    for function in Function.allCases.map(\.rawValue).sorted(by: { $0.count > $1.count })
    where name.hasSuffix(function) {
      let factor = String(name.dropLast(function.count))
      if isValue(factor) {
        return [
          Edit(
            words: "for a product write", text: text.replacing(range, with: "\(factor)*\(function)")
          )
        ]
      }
    }
    guard let closest, let function = Function(rawValue: closest) else { return [] }
    return [
      Edit(
        words: "did you mean '\(closest)', \(function.meaning)? Write",
        text: text.replacing(range, with: closest))
    ]
  }

  /// `sin x`, `sin^2(x)`, `sin²x`, `sin^-1(x)`.
  func edits(forBareFunction name: String, at range: Range<Int>, _ text: FaultyText) -> [Edit] {
    guard let function = Function(rawValue: name),
      let place = text.token(startingAt: range.lowerBound)
    else { return [] }
    if let choice = choice(at: place, text) { return [choice] }
    if ["[", "{"].contains(text.source(place + 1..<place + 2)) {
      // Sin[x], as Mathematica writes it, and max{x, y}
      let plain = String(
        text.characters.map { "[{".contains($0) ? "(" : "]}".contains($0) ? ")" : $0 })
      return [Edit(text: plain)]
    }
    var start = place + 1
    var exponent: String?
    switch text.tokens[start].kind {
    case .superscript(let power):
      exponent = power.plain
      start += 1
    case .symbol(.power):
      var end = start + 1
      while text.tokens[end].isSymbol(.minus) || text.tokens[end].isSymbol(.plus) { end += 1 }
      guard let next = text.endOfPrimary(end) else { return [] }
      exponent = text.source(start + 1..<next)
      start = next
    default: break
    }
    let isGroup = text.tokens[start].isSymbol(.openParenthesis)
    guard let end = isGroup ? text.endOfGroup(start) : text.endOfBareArgument(start) else {
      return []
    }
    let group = text.source(start..<end)
    let argument = isGroup ? group : "(\(group))"
    func edit(_ call: String) -> Edit {
      Edit(text: text.replacing(tokens: place..<end, with: "(\(call))"))
    }
    guard let exponent else {
      let call = edit(name + argument)
      var last = end
      while !isGroup, text.tokens[last].isSymbol(.times) || text.tokens[last].isSymbol(.divide),
        let next = text.endOfSignedOperand(last + 1)
      {
        last = next
      }
      if last == end { return [call] }
      let product = "\(name)(\(text.source(start..<last)))"
      return [call, Edit(text: text.replacing(tokens: place..<last, with: product))]
    }
    let power = edit("(\(name)\(argument))^(\(exponent))")
    guard exponent.filter({ !" ()−".contains($0) }) == "-1", let inverse = function.inverse else {
      return [power]
    }
    var edits = [edit(inverse.rawValue + argument), power]
    edits[0].words = "for the inverse function or the power write"
    return edits
  }

  /// A known name that differs only in case, or in letters that look the same.
  private func plainName(_ name: String, functions: Bool = false) -> String? {
    let plain = String(name.map { Foreign.letters[$0] ?? $0 })
    let known = { (name: String) in
      self.isValue(name) || Function(rawValue: name) != nil
    }
    if plain != name, known(plain) { return plain }
    let lower = plain.lowercased()
    if lower != name, known(lower) { return lower }
    // eˣ
    let powers: [Character: String] = ["ˣ": "x", "ʸ": "y"]
    if let last = plain.last, let exponent = powers[last], known(String(plain.dropLast())) {
      return "\(plain.dropLast())^\(exponent)"
    }
    return nil
  }

  func isValue(_ name: String) -> Bool {
    Variable(rawValue: name) != nil || Constant(rawValue: name) != nil || parameters.contains(name)
  }

  private func replacing(_ name: String, with new: String, in text: FaultyText) -> String {
    text.replacing(text.tokens.filter { $0.name == name }.map { ($0.range, new) })
  }
}

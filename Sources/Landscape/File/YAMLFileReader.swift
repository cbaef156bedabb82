import Calculus

/// A kind of YAML file, with the words for messages about it: surfaces here, other kinds elsewhere.
package struct YAMLFileKind: Hashable, Sendable {
  /// "surface file", in the singular.
  let noun: String
  /// What a file contains: "surface".
  let content: String
  /// What to do about an empty file.
  let least: String
  /// Two correct lines.
  let lines: String
  /// A correct line for each key, as an example; the one for "" stands for any key.
  let examples: [String: String]
  /// The keys with text as their value, which may look like something else.
  let textKeys: Set<String>

  package init(
    noun: String, content: String, least: String, lines: String, examples: [String: String],
    textKeys: Set<String> = []
  ) {
    self.noun = noun
    self.content = content
    self.least = least
    self.lines = lines
    self.examples = examples
    self.textKeys = textKeys
  }

  static let surface = YAMLFileKind(
    noun: "surface file", content: "surface",
    least: "it needs at least the keys name, formula, domain and start",
    lines: "'name: My surface' and 'formula: x^2 + y^2'",
    examples: [
      "name": "name: My surface",
      "formula": "formula: x^2 + y^2",
      "domain": "domain: {x: [-5, 5], y: [-5, 5]}",
      "start": "start: [3, -2]",
      "data": "data: {file: cars.csv, columns: {u: speed, v: distance}}",
      "sample": "sample: (x*u + y - v)^2",
      "grid": "grid: {file: loss.npy, x: [-1, 1], y: [-1, 1]}",
      "rows": "rows: y",
      "array": "array: loss",
      "let": "let: {r: sqrt(x^2 + y^2)}",
      "file": "file: cars.csv",
      "columns": "columns: {u: speed, v: distance}",
      "minima": "minima: [[0, 0], [1, 2]]",
      "learning_rates": "learning_rates: {gd: 0.1, adam: 0.05}",
      "parameters": "parameters: {kappa: {value: 100, range: [1, 10000], scale: log}}",
      "range": "range: [1, 100]",
      "value": "value: 10",
      "levels": "levels: log",
      "scale": "scale: log",
      "": "name: My surface",
      "x": "x: [-5, 5]",
      "y": "y: [-5, 5]",
    ],
    textKeys: ["name", "formula", "lesson", "sample"])
}

/// Reads the values in a YAML file one by one.
package protocol YAMLFileReader {
  var document: YAMLDocument { get }
}

extension YAMLFileReader {
  package typealias Entries = [(key: String, name: YAMLValue, value: YAMLValue)]

  /// The value at the root of the file, a mapping.
  package func root() throws(SurfaceFileError) -> YAMLValue {
    let root = try document.root()
    guard case .mapping = root.content else {
      throw document.error(.notAMapping(root.found), at: root.position)
    }
    return root
  }

  /// The entries of a mapping, each key known and plain text.
  ///
  /// - Parameters:
  ///   - known: the keys that are allowed; nil allows any.
  ///   - expected: the expectation that an error names where the value is not a mapping.
  package func entries(
    of value: YAMLValue, key: String?, known: [String]?,
    expected: SurfaceFileError.Expectation? = nil
  ) throws(SurfaceFileError) -> Entries {
    guard case .mapping(let pairs) = value.content else {
      throw wrongType(
        value, key: key ?? "", expected: expected ?? expectation(of: key, known: known))
    }
    var entries: Entries = []
    for pair in pairs {
      guard let name = pair.key.text, pair.key.tag == nil else {
        throw wrongType(pair.key, key: key ?? "", expected: .text)
      }
      if let last = entries.last, pair.value.isEmpty, let found = decimalComma(last.value, pair.key)
      {
        throw error(.decimalComma(found: found), at: last.value)
      }
      if let last = entries.last, pair.value.isEmpty, document.kind.textKeys.contains(last.key),
        let text = last.value.text, known.map({ !$0.contains(name) }) ?? true
      {
        let whole = "\(text), \(name)"
        throw error(.needsQuotes(.comma, key: last.key, value: whole), at: last.value)
      }
      if let known, !known.contains(name) {
        throw error(.unknownKey(name, owner: key, known: known), at: pair.key)
      }
      entries.append((name, pair.key, pair.value))
    }
    return entries
  }

  private func expectation(of key: String?, known: [String]?) -> SurfaceFileError.Expectation {
    if let known { return .keys(known) }
    if key == "columns" { return .columns }
    return key == "learning_rates" ? .learningRates : .parameters
  }

  /// A required entry of a mapping.
  func entry(_ name: String, of owner: String, _ entries: Entries, _ value: YAMLValue)
    throws(SurfaceFileError) -> YAMLValue
  {
    if let entry = entries.first(where: { $0.key == name }) { return entry.value }
    throw error(.missingKey(name, owner: owner), at: value)
  }

  package func text(_ value: YAMLValue, key: String) throws(SurfaceFileError) -> String {
    if let comment = document.swallowedComment(after: value, key: key) { throw comment }
    var whole: String {
      String(document.source.rest(from: value.position).trimmingSuffix(while: \.isWhitespace))
    }
    guard value.tag == nil else {
      throw error(.needsQuotes(.indicator("!"), key: key, value: whole), at: value)
    }
    switch value.content {
    case .scalar(let text, _) where text.contains(where: { !$0.isWhitespace }):
      return String(text[...].trimmingSuffix(while: \.isWhitespace))
    case .list, .mapping:
      if document.kind.textKeys.contains(key), let first = whole.first, "[{-?".contains(first) {
        throw error(.needsQuotes(.indicator(first), key: key, value: whole), at: value)
      }
      throw wrongType(value, key: key, expected: .text)
    case .scalar:
      throw wrongType(value, key: key, expected: .text)
    }
  }

  /// A finite number, in decimal or as a formula of numbers.
  func number(_ value: YAMLValue, key: String) throws(SurfaceFileError) -> Double {
    guard case .scalar(let text, let style) = value.content, !text.isEmpty else {
      throw wrongType(value, key: key, expected: .number)
    }
    // A formula with a comma or the like needs quotes in YAML.
    if style == .quoted, value.tag == nil, DecimalNumber(text) == nil,
      let number = WrittenNumber(text)?.value, number.isFinite
    {
      return number
    }
    guard style == .plain, value.tag == nil else {
      let suggestion = style != .plain && DecimalNumber(text) != nil ? text : nil
      throw error(.notANumber(key: key, found: text, suggestion: suggestion), at: value)
    }
    guard let number = WrittenNumber(text)?.value else {
      let reason: SurfaceFileError.Reason =
        DecimalNumber.isNonFinite(text)
        ? .notFinite(key: key, found: text)
        : .notANumber(key: key, found: text, suggestion: DecimalNumber.suggestion(for: text))
      throw error(reason, at: value)
    }
    guard number.isFinite else { throw error(.notFinite(key: key, found: text), at: value) }
    return number
  }

  func notNegative(_ value: YAMLValue, key: String) throws(SurfaceFileError) -> Double {
    let number = try number(value, key: key)
    guard number >= 0 else { throw error(.negative(key: key, value: number), at: value) }
    return number
  }

  func point(_ value: YAMLValue, key: String) throws(SurfaceFileError) -> Point {
    let (x, y) = try pair(value, key: key, expected: .point)
    return Point(x, y)
  }

  func points(_ value: YAMLValue, key: String) throws(SurfaceFileError) -> [Point] {
    guard case .list(let elements) = value.content else {
      throw wrongType(value, key: key, expected: .points)
    }
    var points: [Point] = []
    for element in elements {
      guard case .list(let numbers) = element.content, numbers.count == 2 else {
        throw decimalCommas(in: element) ?? wrongType(element, key: key, expected: .points)
      }
      points.append(try point(element, key: key))
    }
    return points
  }

  /// Two finite numbers, ascending.
  func range(_ value: YAMLValue, key: String) throws(SurfaceFileError) -> ClosedRange<Double> {
    let (low, high) = try pair(value, key: key, expected: .range)
    if low == high { throw error(.rangeIsEmpty(key: key, at: low), at: value) }
    if low > high { throw error(.rangeIsReversed(key: key, low: low, high: high), at: value) }
    guard Domain.spans(low, high) else { throw error(.rangeIsTooNarrow(key: key), at: value) }
    return low...high
  }

  private func pair(
    _ value: YAMLValue, key: String, expected: SurfaceFileError.Expectation
  ) throws(SurfaceFileError) -> (Double, Double) {
    guard case .list(let elements) = value.content, elements.count == 2 else {
      throw decimalCommas(in: value) ?? wrongType(value, key: key, expected: expected)
    }
    return (try number(elements[0], key: key), try number(elements[1], key: key))
  }

  /// Two whole numbers with only a comma between them, which is a decimal comma where one number is
  /// expected.
  private func decimalComma(_ first: YAMLValue, _ second: YAMLValue) -> String? {
    guard let whole = first.text, let decimals = second.text, Int(whole) != nil,
      decimals.allSatisfy({ $0.isASCII && $0.isNumber }), !decimals.isEmpty
    else { return nil }
    let text = "\(whole),\(decimals)"
    return document.source.rest(from: first.position).hasPrefix(text) ? text : nil
  }

  /// The error of four values in place of two, such as `[0,5, 1,5]`.
  private func decimalCommas(in value: YAMLValue) -> SurfaceFileError? {
    guard case .list(let elements) = value.content, (3...4).contains(elements.count) else {
      return nil
    }
    for (first, second) in zip(elements, elements.dropFirst()) {
      if let found = decimalComma(first, second) {
        return error(.decimalComma(found: found), at: first)
      }
    }
    return nil
  }

  /// A word of a closed set.
  package func oneOf<Choice: RawRepresentable & CaseIterable>(_ value: YAMLValue, key: String)
    throws(SurfaceFileError) -> Choice where Choice.RawValue == String
  {
    let name = try text(value, key: key)
    if let choice = Choice(rawValue: name) { return choice }
    let known = Choice.allCases.map(\.rawValue)
    throw error(.unknownName(name, what: key, known: known), at: value)
  }

  // MARK: - Errors

  package func wrongType(_ value: YAMLValue, key: String, expected: SurfaceFileError.Expectation)
    -> SurfaceFileError
  {
    error(.wrongType(key: key, expected: expected, found: value.found), at: value)
  }

  /// An error about a value, with carets below the whole of a word or number.
  package func error(_ reason: SurfaceFileError.Reason, at value: YAMLValue) -> SurfaceFileError {
    var length = 1
    if let text = value.text, document.source.rest(from: value.position).hasPrefix(text) {
      length = text.count
    }
    return document.error(reason, at: value.position, length: length)
  }
}

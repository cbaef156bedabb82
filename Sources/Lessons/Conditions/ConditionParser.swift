import Calculus
import Landscape
import Optimizers

/// Why a condition or a placeholder cannot be read.
public struct ConditionError: Error, Hashable, Sendable {
  /// What was found, in a sentence without a full stop.
  public let message: String
  /// What to do about it.
  public let hint: String
  /// The offsets of the characters at fault.
  public let range: Range<Int>
}

extension Condition {
  /// Reads a condition such as `gd.stays(loss < 0.01) <= 5`.
  public init(_ text: String) throws(ConditionError) {
    var parser = ConditionParser(text)
    self = try parser.condition()
  }

  /// All that a condition can say, for messages and the documentation.
  public static let vocabulary = """
    gd.loss < 0.01, gd.stays(loss < 0.01) <= 18, 0.1 < gd.rate < 0.5, surface.kappa >= 400, \
    gd is diverged, adam is raced, sweep is open, surface is rosenbrock
    """
}

extension Quantity {
  /// Reads a quantity such as `gd.loss(100)`.
  public init(_ text: String) throws(ConditionError) {
    var parser = ConditionParser(text)
    self = try parser.wholeQuantity()
  }
}

/// Reads conditions and quantities from left to right.
struct ConditionParser {
  private let tokens: [Token]
  private let end: Int
  private var place = 0
  /// The row conditions around the present place, and how many there may be.
  private var depth = 0
  private static let deepest = 8

  /// A word, a number or a sign, with its place in the text.
  private struct Token {
    let text: String
    let range: Range<Int>

    var isWord: Bool { text.first?.isLetter ?? false }
    var isNumber: Bool { text.first.map { $0.isNumber || "-.".contains($0) } ?? false }
  }

  init(_ text: String) {
    let characters = Array(text)
    var tokens: [Token] = []
    var start = 0
    func run(from first: Int, while belongs: (Int) -> Bool) -> Int {
      (first..<characters.count).first { !belongs($0) } ?? characters.count
    }
    while start < characters.count {
      let first = characters[start]
      let next = start + 1 < characters.count ? characters[start + 1] : " "
      var stop = start + 1
      if first.isWhitespace {
        start += 1
        continue
      } else if first.isLetter {
        stop = run(from: start) {
          characters[$0].isLetter || characters[$0].isNumber
            || "_-".contains(characters[$0])
        }
      } else if first.isNumber || ("-.".contains(first) && (next.isNumber || next == ".")) {
        stop = run(from: start + 1) { place in
          characters[place].isNumber || "eE".contains(characters[place])
            || ("./".contains(characters[place]) && place + 1 < characters.count
              && characters[place + 1].isNumber)
            || ("+-".contains(characters[place]) && "eE".contains(characters[place - 1]))
        }
      } else if "<>".contains(first), next == "=" {
        stop = start + 2
      }
      tokens.append(Token(text: String(characters[start..<stop]), range: start..<stop))
      start = stop
    }
    self.tokens = tokens
    end = characters.count
  }

  // MARK: - Conditions

  mutating func condition() throws(ConditionError) -> Condition {
    if place + 1 < tokens.count,
      tokens.dropFirst(place).contains(where: { ["is", "are"].contains($0.text) })
    {
      return try statement()
    }
    var quantities = [try quantity()]
    var relations: [Relation] = []
    while let token = current {
      guard let relation = Relation(rawValue: token.text == "==" ? "=" : token.text) else {
        throw fault("'\(token.text)' cannot stand here", Self.relationHint)
      }
      place += 1
      relations.append(relation)
      quantities.append(try quantity())
    }
    guard !relations.isEmpty else {
      throw fault("this compares nothing", Self.relationHint)
    }
    let references = quantities.compactMap(\.reference)
    if references.contains(.any), references.contains(.every) {
      throw ConditionError(
        message: "'any' and 'every' in one comparison", hint: "write two conditions",
        range: 0..<end)
    }
    return .comparison(quantities, relations)
  }

  private static let relationHint = "write a comparison by <, <=, >, >= or =, or 'gd is diverged'"

  /// `momentum is diverged`, `sweep is open`, `seeds are shown`.
  private mutating func statement() throws(ConditionError) -> Condition {
    let subject = try word("an optimizer, a pane, 'any', 'every' or 'surface'")
    if subject.text == "surface" {
      try skip("is")
      let name = try word("the name of a surface, or 'typed'")
      try finish()
      return .surface(name.text)
    }
    if subject.text == "seeds" {
      try skip("are")
      try skip("shown")
      try finish()
      return .seedsShown
    }
    if subject.text == "gradient" {
      try skip("is")
      let state = try word("'right' or 'wrong'")
      guard ["right", "wrong"].contains(state.text) else {
        throw error("a typed gradient is right or wrong", "write 'gradient is right'", at: state)
      }
      try finish()
      return .gradient(isRight: state.text == "right")
    }
    if Self.panes.contains(subject.text), current?.text == "is" {
      try skip("is")
      let state = try word("'open'")
      try finish()
      if state.text == "open" { return .open(subject.text) }
      if subject.text == "check", Self.checkVerdicts.contains(state.text) {
        return .check([state.text])
      }
      throw error("a pane is 'open' or nothing", "write '\(subject.text) is open'", at: state)
    }
    let reference = try reference(subject)
    try skip("is")
    var names: Set<String> = []
    repeat {
      if !names.isEmpty { place += 1 }
      let name = try word("a verdict")
      guard name.text == "raced" || Self.verdicts.contains(name.text) else {
        throw error(
          "unknown verdict '\(name.text.shortened)'",
          Self.advice(for: name.text, among: Self.verdicts + ["raced"]), at: name)
      }
      names.insert(name.text)
    } while current?.text == "or"
    try finish()
    if names.contains("raced") { return .raced(reference) }
    return .verdict(reference, names)
  }

  // MARK: - Quantities

  mutating func wholeQuantity() throws(ConditionError) -> Quantity {
    let quantity = try quantity()
    try finish()
    if quantity.reference == .any || quantity.reference == .every {
      throw ConditionError(
        message: "'any' and 'every' have no single value", hint: "name an optimizer, such as gd",
        range: 0..<end)
    }
    return quantity
  }

  private mutating func quantity() throws(ConditionError) -> Quantity {
    guard let token = current else { throw fault("a number or a quantity is missing here", "") }
    place += 1
    if token.isNumber {
      guard let value = WrittenNumber(token.text)?.value, value.isFinite else {
        throw error(
          "'\(token.text.shortened)' is not a number", "write it as 0.5 or 1/3", at: token)
      }
      return .number(WrittenFigure(text: token.text, value: value))
    }
    if token.text == "never" {
      return .number(WrittenFigure(text: token.text, value: .infinity))
    }
    guard token.isWord else {
      throw error("'\(token.text)' cannot stand here", "write a number or a quantity", at: token)
    }
    if current?.text != ".", let quantity = RaceQuantity(rawValue: token.text) {
      return .race(quantity)
    }
    if token.text == "surface" {
      try skip(".")
      return .parameter(try word("the name of a parameter").text)
    }
    if token.text == "start" || token.text == "check" {
      try skip(".")
      let part = try word("what of the \(token.text)")
      guard let quantity = RaceQuantity(rawValue: "\(token.text).\(part.text)") else {
        let known = RaceQuantity.allCases.map(\.rawValue).filter { $0.hasPrefix(token.text) }
        throw error(
          "a \(token.text) has no '\(part.text.shortened)'",
          "write \(known.joined(separator: " or "))", at: part)
      }
      return .race(quantity)
    }
    let reference = try reference(token)
    try skip(".")
    return .run(reference, try runQuantity(of: reference))
  }

  /// `gd`, `gd#2`, `any`, `every`.
  private mutating func reference(_ token: Token) throws(ConditionError) -> RunReference {
    switch token.text {
    case "any": return .any
    case "every": return .every
    default: break
    }
    guard OptimizerKind.named(token.text) != nil else {
      let known = OptimizerKind.all.map(\.name)
      let others = ["any", "every", "surface", "start"] + RaceQuantity.allCases.map(\.rawValue)
      throw error(
        "'\(token.text.shortened)' is no optimizer and no quantity",
        Self.advice(
          for: token.text, among: known + others,
          otherwise: "write an optimizer and a quantity, such as gd.loss; or "
            + others.joined(separator: ", ")), at: token)
    }
    guard current?.text == "#" else { return .named(token.text) }
    place += 1
    return .named(token.text, number: try wholeNumber(1...99))
  }

  private static let runWords =
    RowQuantity.allCases.map(\.rawValue) + [
      "rate", "batch", "first", "stays", "mean", "seeds", "rows",
      "evaluations",
    ]

  private mutating func runQuantity(of reference: RunReference) throws(ConditionError)
    -> RunQuantity
  {
    let name = try word("a quantity of the run")
    switch name.text {
    case "rate", "lr": return .rate
    case "batch": return .batch
    case "first", "stays", "seeds":
      try skip("(")
      let condition = try rowCondition()
      try skip(")")
      switch name.text {
      case "first": return .first(condition)
      case "stays": return .stays(condition)
      default: return .seeds(condition)
      }
    case "rows", "evaluations":
      let clock: RaceClock = name.text == "rows" ? .rows : .evaluations
      guard current?.text == "(" else { return .spent(clock, upTo: nil) }
      place += 1
      let inner = try word("'first' or 'stays'")
      guard ["first", "stays"].contains(inner.text) else {
        throw error(
          "expected 'first' or 'stays'", "write gd.\(name.text)(stays(loss < 0.01))", at: inner)
      }
      try skip("(")
      let condition = try rowCondition()
      try skip(")")
      try skip(")")
      return .spent(clock, upTo: inner.text == "first" ? .first(condition) : .stays(condition))
    case "mean":
      try skip("(")
      let quantity = try rowQuantity()
      try skip(",")
      let first = try wholeNumber(0...Trajectory.stepLimit)
      try skip(",")
      let last = try wholeNumber(first...Trajectory.stepLimit)
      try skip(")")
      return .mean(quantity, first...last)
    default: break
    }
    if let quantity = RowQuantity(rawValue: name.text) {
      guard current?.text == "(" else { return .row(quantity, step: nil) }
      place += 1
      let step = try wholeNumber(0...Trajectory.stepLimit)
      try skip(")")
      return .row(quantity, step: step)
    }
    if case .named(let kind, _) = reference, let kind = OptimizerKind.named(kind),
      kind.allHyperparameters.contains(where: { $0.name == name.text })
    {
      return .hyperparameter(name.text)
    }
    throw error(
      "a run has no '\(name.text.shortened)'", Self.advice(for: name.text, among: Self.runWords),
      at: name)
  }

  private mutating func rowCondition() throws(ConditionError) -> RowCondition {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw fault("conditions lie too deep in each other here", "compare with a number")
    }
    let quantity = try rowQuantity()
    guard let token = current, let relation = Relation(rawValue: token.text) else {
      throw fault("a comparison is missing here", "write, for example, loss < 0.01")
    }
    place += 1
    return RowCondition(quantity: quantity, relation: relation, bound: try self.quantity())
  }

  private mutating func rowQuantity() throws(ConditionError) -> RowQuantity {
    let name = try word("a quantity of a step")
    if let quantity = RowQuantity(rawValue: name.text) { return quantity }
    throw error(
      "a step has no '\(name.text.shortened)'",
      Self.advice(for: name.text, among: RowQuantity.allCases.map(\.rawValue)), at: name)
  }

  // MARK: - Tokens

  private var current: Token? { tokens.indices.contains(place) ? tokens[place] : nil }

  private mutating func word(_ expected: String) throws(ConditionError) -> Token {
    guard let token = current, token.isWord else {
      throw fault("expected \(expected)", "for example: \(Condition.vocabulary)")
    }
    place += 1
    return token
  }

  private mutating func wholeNumber(_ range: ClosedRange<Int>) throws(ConditionError) -> Int {
    guard let token = current, let number = Int(token.text), range.contains(number) else {
      throw fault(
        "expected a whole number of at least \(range.lowerBound)", "write, for example, 100")
    }
    place += 1
    return number
  }

  private mutating func skip(_ text: String) throws(ConditionError) {
    guard current?.text == text else {
      throw fault("expected '\(text)'", "for example: \(Condition.vocabulary)")
    }
    place += 1
  }

  private func finish() throws(ConditionError) {
    guard let token = current else { return }
    throw error(
      "'\(token.text)' is too much here", "for example: \(Condition.vocabulary)", at: token)
  }

  private func fault(_ message: String, _ hint: String) -> ConditionError {
    let found = current.map { ", found '\($0.text.shortened)'" } ?? ""
    return ConditionError(
      message: message + (message.hasPrefix("expected") ? found : ""),
      hint: hint.isEmpty ? "for example: \(Condition.vocabulary)" : hint,
      range: current?.range ?? max(0, end - 1)..<end)
  }

  private func error(_ message: String, _ hint: String, at token: Token) -> ConditionError {
    ConditionError(message: message, hint: hint, range: token.range)
  }

  private static func advice(for name: String, among known: [String], otherwise: String? = nil)
    -> String
  {
    if let match = name.closestMatch(among: known) { return "did you mean '\(match)'?" }
    return otherwise ?? "expected one of \(known.joined(separator: ", "))"
  }

  /// The panes of the explorer, by their names on the command line.
  static let panes = ["parameters", "sweep", "law", "basins", "inspector", "check"]

  /// What the gradient check says of a point.
  private static let checkVerdicts = ["agrees", "kink", "jump", "undefined", "disagrees"]

  private static let verdicts = [
    "undefined", "diverged", "saddle", "maximum", "plateau", "global-minimum", "local-minimum",
    "minimum", "left-map", "oscillating", "hovering", "crawling", "descending",
  ]
}

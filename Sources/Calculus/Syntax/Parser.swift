/// Turns formula text into a tree, by operator precedence (Pratt 1973).
///
/// The recursion is bounded by `nestingLimit`: parentheses, bars, calls, signs, chains of powers
/// and the right operands around them all count. Sums and products of terms are loops without a
/// limit.
struct Parser {
  /// The most characters (Unicode scalars) of text.
  static let lengthLimit = 10_000
  /// The deepest nesting of expressions; a level takes 2.5 kB of stack in a debug build.
  static let nestingLimit = 100

  let text: String
  let characters: [Character]
  let parameters: Set<String>
  let tokens: [Token]
  var position = 0
  var tree: SyntaxTree
  private var depth = 0
  /// The position of the bar that is not closed yet.
  private var openBar: Int?
  /// The position of the `/` or `^` that has the last number as its right operand.
  var claimant: Int?
  /// The sums and products that the parser is inside of, by their places in the tree.
  var openSeries: [Int] = []

  /// - Parameter parts: named formulas that the text, and the parts after them, may use.
  static func parse(
    _ text: String, parameters: Set<String>, parts: [(name: String, text: String)] = []
  ) throws(FormulaError) -> SyntaxTree {
    let whole = parts.map(\.text) + [text]
    // The count of bytes is known, that of scalars takes a pass: a scalar has at most four bytes.
    if whole.reduce(0, { $0 + $1.utf8.count }) > 4 * lengthLimit
      || whole.reduce(0, { $0 + $1.unicodeScalars.count }) > lengthLimit
    {
      throw FormulaError(
        text: text, range: lengthLimit..<lengthLimit, reason: .tooLong(limit: lengthLimit))
    }
    var tree = SyntaxTree()
    for part in parts {
      let node = try extend(&tree, with: part.text, parameters)
      tree.parts.append(SyntaxTree.Part(name: part.name, node: node))
    }
    _ = try extend(&tree, with: text, parameters)
    return tree
  }

  private static func extend(_ tree: inout SyntaxTree, with text: String, _ parameters: Set<String>)
    throws(FormulaError) -> Int
  {
    var parser = Parser(text: text, parameters: parameters, tree: tree)
    let node = try parser.statements()
    if parser.tree.series.count > tree.series.count {
      if let fault = ProgramBuilder.seriesFault(in: parser.tree) {
        throw parser.error(fault.reason, at: parser.tree.series[fault.series].place)
      }
    }
    tree = parser.tree
    return node
  }

  private init(text: String, parameters: Set<String>, tree: SyntaxTree) {
    self.text = text
    self.characters = Array(text)
    self.parameters = parameters
    self.tokens = Tokenizer.tokens(of: characters)
    self.tree = tree
  }

  var current: Token { tokens[position] }
  var previous: Token? { position > 0 ? tokens[position - 1] : nil }

  func error(_ reason: FormulaError.Reason, at range: Range<Int>) -> FormulaError {
    FormulaError(text: text, range: range, reason: reason)
  }

  /// Named parts, followed by the loss itself: `u = x^2; u + y^2`.
  ///
  /// Only the name of the loss, `f = …` or `f(x, y) = …`, may stand before the last one.
  private mutating func statements() throws(FormulaError) -> Int {
    if current.kind == .end { throw error(.empty, at: current.range) }
    while true {
      let name = try definition()
      let start = position
      let node = try expression(above: BindingPower.weakest, rightOf: nil)
      let isTerminated = take(.semicolon)
      while take(.semicolon) {}
      if current.kind == .end { return node }
      guard isTerminated else { throw unexpected(current) }
      guard let name, !name.isCall else {
        throw error(.misplacedSemicolon, at: tokens[start].range.lowerBound..<endOfPart)
      }
      tree.parts.append(SyntaxTree.Part(name: name.text, node: node))
    }
  }

  private var endOfPart: Int { previous?.range.upperBound ?? 0 }

  /// An operand and all operators after it that bind more tightly than `minimum`.
  ///
  /// Only this function, `operand`, `arguments` and `series` recurse; they leave the details to
  /// other functions, so that a level takes little of the stack.
  /// - Parameter claim: the position of the operator that this is the right operand of.
  mutating func expression(above minimum: Int, rightOf claim: Int?)
    throws(FormulaError) -> Int
  {
    try descend()
    defer { depth -= 1 }
    let start = position
    var left = try operand(rightOf: claim)
    var chain: Int?
    while let step = try continuation(above: minimum) {
      let middle = position
      let right = try expression(above: step.power, rightOf: step.claim)
      left = try joined(step.infix, left, right, chain: &chain, from: start, middle)
    }
    return left
  }

  /// A number, name, call, parenthesis or pair of bars, with the signs before it and the
  /// superscripts after it.
  private mutating func operand(rightOf claim: Int?) throws(FormulaError) -> Int {
    let opening = position
    let node: Int
    switch try opener(rightOf: claim) {
    case .complete(let leaf): node = leaf
    case .minus:
      return tree.add(.negative(try expression(above: BindingPower.sign, rightOf: claim)))
    case .plus: return try expression(above: BindingPower.sign, rightOf: claim)
    case .not:
      let inner = try expression(above: BindingPower.not, rightOf: nil)
      try checkCondition(inner, opening + 1..<position)
      return tree.add(.not(inner))
    case .parenthesis:
      node = try expression(above: BindingPower.weakest, rightOf: nil)
      try close(opening)
    case .bar:
      let inner = try expression(above: BindingPower.weakest, rightOf: nil)
      try closeBar(opening)
      node = tree.addCall(.abs, [inner])
    case .call(.sum): node = try series(.sum, from: opening)
    case .call(.prod): node = try series(.prod, from: opening)
    case .call(let function):
      node = tree.addCall(function, try arguments())
      try checkArguments(of: function, node, from: opening)
    }
    return superscripted(node)
  }

  /// The operands of a call, after its opening parenthesis.
  private mutating func arguments() throws(FormulaError) -> [Int] {
    let opening = position - 1
    var operands: [Int] = []
    if !current.isSymbol(.closeParenthesis) {
      repeat {
        operands.append(try expression(above: BindingPower.weakest, rightOf: nil))
      } while take(.comma)
    }
    try close(opening)
    return operands
  }

  /// The index, the bounds and the body of a sum or product, after its opening parenthesis.
  private mutating func series(_ function: Function, from name: Int) throws(FormulaError) -> Int {
    let opening = position - 1
    var series = SyntaxTree.Series(function: function, index: try index(of: function))
    let bounds = current.range.lowerBound
    series.lower = try expression(above: BindingPower.weakest, rightOf: nil)
    try separate(function, from: name)
    series.upper = try expression(above: BindingPower.weakest, rightOf: nil)
    series.place = bounds..<endOfPart
    try separate(function, from: name)
    let place = tree.series.count
    tree.series.append(series)
    openSeries.append(place)
    tree.series[place].first = tree.nodes.count
    tree.series[place].body = try expression(above: BindingPower.weakest, rightOf: nil)
    openSeries.removeLast()
    if current.isSymbol(.comma) { throw wrongSeries(function, from: name) }
    try close(opening)
    return tree.add(.series(place))
  }
}

/// The details that the recursion looks up.
extension Parser {
  /// How an operand begins.
  private enum Opener {
    case complete(Int)
    case minus, plus, not, parenthesis, bar
    case call(Function)
  }

  /// An operator that continues an expression, and how tightly its right operand must bind.
  private struct Continuation {
    let infix: SyntaxTree.Infix
    let power: Int
    let claim: Int?
  }

  private mutating func descend() throws(FormulaError) {
    depth += 1
    if depth > Self.nestingLimit {
      throw error(.tooDeep(limit: Self.nestingLimit), at: current.range)
    }
  }

  /// Takes the operator that comes next, if it binds more tightly than `minimum`.
  private mutating func continuation(above minimum: Int) throws(FormulaError) -> Continuation? {
    let token = current
    switch token.kind {
    case .number, .name, .symbol(.openParenthesis), .symbol(.bar), .symbol(.not):
      if token.isSymbol(.bar), openBar != nil { return nil }
      guard previous?.isNumber == true, !token.isNumber, !token.isSymbol(.not) else {
        throw missingOperator()
      }
      if let claimant { throw ambiguousProduct(claimedBy: claimant) }
      let power = BindingPower.implicitProduct
      guard power.left > minimum else { return nil }
      return Continuation(infix: .multiply, power: power.right, claim: nil)
    case .symbol(let symbol):
      guard let infix = SyntaxTree.Infix(symbol) else { return nil }
      let power = BindingPower.infix(infix)
      guard power.left > minimum else { return nil }
      position += 1
      return Continuation(infix: infix, power: power.right, claim: position - 1)
    case .superscript, .invalid, .end:
      return nil
    }
  }

  /// Takes the beginning of an operand: all of it, if it is a number or a name.
  private mutating func opener(rightOf claim: Int?) throws(FormulaError) -> Opener {
    let token = current
    switch token.kind {
    case .number(let value):
      position += 1
      claimant = claim.flatMap {
        [.symbol(.divide), .symbol(.power)].contains(tokens[$0].kind) ? $0 : nil
      }
      return .complete(tree.add(.number(value)))
    case .name(let name):
      position += 1
      return try named(name, token)
    case .symbol(.minus):
      position += 1
      return .minus
    case .symbol(.plus):
      position += 1
      return .plus
    case .symbol(.not):
      position += 1
      return .not
    case .symbol(.openParenthesis):
      position += 1
      return .parenthesis
    case .symbol(.bar):
      if openBar != nil { throw error(.nestedBars, at: token.range) }
      openBar = position
      position += 1
      return .bar
    case .symbol, .superscript, .invalid, .end:
      throw missingOperand()
    }
  }

  private mutating func named(_ name: String, _ token: Token) throws(FormulaError) -> Opener {
    let isCalled = take(.openParenthesis)
    if let function = Function(rawValue: name) {
      guard isCalled else { throw missingParentheses(of: token) }
      return .call(function)
    }
    guard let node = meaning(of: name) else { throw unknown(name, token, isCalled: isCalled) }
    if isCalled { throw error(.notAFunction(name), at: token.range) }
    return .complete(tree.add(node))
  }

  /// The value that a name stands for here; nil if it has no meaning or is a function.
  func meaning(of name: String) -> SyntaxTree.Node? {
    if let variable = Variable(rawValue: name) { return .variable(variable) }
    if let constant = Constant(rawValue: name) { return .constant(constant) }
    if let place = openSeries.last(where: { tree.series[$0].index == name }) {
      return .index(place)
    }
    if let place = tree.parts.firstIndex(where: { $0.name == name }) { return .part(place) }
    return parameters.contains(name) ? .parameter(name) : nil
  }

  private mutating func superscripted(_ node: Int) -> Int {
    guard case .superscript(let exponent) = current.kind else { return node }
    position += 1
    var right = tree.add(.number(exponent.magnitude))
    if exponent < 0 { right = tree.add(.negative(right)) }
    return tree.add(.infix(.power, node, right))
  }

  mutating func take(_ symbol: Symbol) -> Bool {
    guard current.isSymbol(symbol) else { return false }
    position += 1
    return true
  }

  mutating func close(_ opening: Int) throws(FormulaError) {
    if !take(.closeParenthesis) { throw unclosed(tokens[opening]) }
  }

  private mutating func closeBar(_ opening: Int) throws(FormulaError) {
    if !take(.bar) { throw unclosed(tokens[opening]) }
    openBar = nil
  }
}

extension SyntaxTree.Infix {
  fileprivate init?(_ symbol: Symbol) {
    switch symbol {
    case .plus: self = .add
    case .minus: self = .subtract
    case .times: self = .multiply
    case .divide: self = .divide
    case .power: self = .power
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    case .equal: self = .equal
    case .notEqual: self = .notEqual
    case .and: self = .and
    case .or: self = .or
    case .openParenthesis, .closeParenthesis, .bar, .comma, .semicolon, .assign, .not: return nil
    }
  }
}

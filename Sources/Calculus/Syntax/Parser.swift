/// Turns formula text into a tree, by operator precedence (Pratt 1973).
///
/// The recursion is bounded by `nestingLimit`: parentheses, bars, calls, signs, chains of powers and
/// the right operands around them all count. Sums and products are loops, as long as the text may
/// be.
struct Parser {
  /// At most so many characters (Unicode scalars) of text.
  static let lengthLimit = 10_000
  /// At most so many expressions inside each other; a level takes 2.5 kB of stack in a debug build.
  static let nestingLimit = 100

  let text: String
  let characters: [Character]
  let parameters: Set<String>
  let tokens: [Token]
  var position = 0
  var tree = SyntaxTree()
  private var depth = 0
  /// The position of the bar that is not closed yet.
  private var openBar: Int?
  /// The position of the `/` or `^` whose right operand the last number is.
  private var claimant: Int?

  static func parse(_ text: String, parameters: Set<String>) throws(FormulaError) -> SyntaxTree {
    // Bytes are counted at once, scalars in passing: a scalar has at most four bytes.
    if text.utf8.count > 4 * lengthLimit || text.unicodeScalars.count > lengthLimit {
      throw FormulaError(
        text: text, range: lengthLimit..<lengthLimit, reason: .tooLong(limit: lengthLimit))
    }
    var parser = Parser(text: text, parameters: parameters)
    if parser.current.kind == .end { throw parser.error(.empty, at: parser.current.range) }
    _ = try parser.expression(above: BindingPower.weakest, rightOf: nil)
    if parser.current.kind != .end { throw parser.unexpected(parser.current) }
    return parser.tree
  }

  private init(text: String, parameters: Set<String>) {
    self.text = text
    self.characters = Array(text)
    self.parameters = parameters
    self.tokens = Tokenizer.tokens(of: characters)
  }

  var current: Token { tokens[position] }
  var previous: Token? { position > 0 ? tokens[position - 1] : nil }

  func error(_ reason: FormulaError.Reason, at range: Range<Int>) -> FormulaError {
    FormulaError(text: text, range: range, reason: reason)
  }

  /// An operand and all that binds to it more tightly than `minimum`.
  ///
  /// Only this function, `operand` and `arguments` recurse; what they need is looked up by others,
  /// so that a level costs little of the stack.
  /// - Parameter claim: the position of the operator whose right operand this is.
  private mutating func expression(above minimum: Int, rightOf claim: Int?)
    throws(FormulaError) -> Int
  {
    try descend()
    defer { depth -= 1 }
    var left = try operand(rightOf: claim)
    while let step = try continuation(above: minimum) {
      let right = try expression(above: step.power, rightOf: step.claim)
      left = tree.add(.infix(step.infix, left, right))
    }
    return left
  }

  /// A number, name, call, parenthesis or pair of bars, with the signs before it and the
  /// superscripts behind it.
  private mutating func operand(rightOf claim: Int?) throws(FormulaError) -> Int {
    let opening = position
    let node: Int
    switch try opener(rightOf: claim) {
    case .complete(let leaf): node = leaf
    case .minus:
      return tree.add(.negative(try expression(above: BindingPower.sign, rightOf: claim)))
    case .plus: return try expression(above: BindingPower.sign, rightOf: claim)
    case .parenthesis:
      node = try expression(above: BindingPower.weakest, rightOf: nil)
      try close(opening)
    case .bar:
      let inner = try expression(above: BindingPower.weakest, rightOf: nil)
      try closeBar(opening)
      node = tree.addCall(.abs, [inner])
    case .call(let function):
      node = tree.addCall(function, try arguments())
      try checkArguments(of: function, node, from: opening)
    }
    return superscripted(node)
  }

  /// The operands of a call, whose parenthesis has been taken.
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
}

/// What the recursion looks up on its way.
extension Parser {
  /// How an operand begins.
  private enum Opener {
    case complete(Int)
    case minus, plus, parenthesis, bar
    case call(Function)
  }

  /// An operator that goes on an expression, and how tightly its right operand must hold.
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
    case .symbol(.plus), .symbol(.minus), .symbol(.times), .symbol(.divide), .symbol(.power):
      guard case .symbol(let symbol) = token.kind, let infix = SyntaxTree.Infix(symbol),
        let power = BindingPower.infix(symbol), power.left > minimum
      else { return nil }
      position += 1
      return Continuation(infix: infix, power: power.right, claim: position - 1)
    case .number, .name, .symbol(.openParenthesis), .symbol(.bar):
      if token.isSymbol(.bar), openBar != nil { return nil }
      guard previous?.isNumber == true, !token.isNumber else { throw missingOperator() }
      if let claimant { throw ambiguousProduct(claimedBy: claimant) }
      let power = BindingPower.implicitProduct
      guard power.left > minimum else { return nil }
      return Continuation(infix: .multiply, power: power.right, claim: nil)
    case .superscript, .symbol(.closeParenthesis), .symbol(.comma), .invalid, .end:
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
    let node: SyntaxTree.Node
    if let variable = Variable(rawValue: name) {
      node = .variable(variable)
    } else if let constant = Constant(rawValue: name) {
      node = .constant(constant)
    } else if parameters.contains(name) {
      node = .parameter(name)
    } else {
      throw unknown(name, token, isCalled: isCalled)
    }
    if isCalled { throw error(.notAFunction(name), at: token.range) }
    return .complete(tree.add(node))
  }

  private mutating func superscripted(_ node: Int) -> Int {
    guard case .superscript(let exponent) = current.kind else { return node }
    position += 1
    return tree.add(.infix(.power, node, tree.add(.number(exponent))))
  }

  private func checkArguments(of function: Function, _ call: Int, from name: Int)
    throws(FormulaError)
  {
    guard case .call(_, let operands) = tree.nodes[call] else { return }
    if function.arity.allows(operands.count) { return }
    throw error(
      .wrongArgumentCount(
        function: function.rawValue, takes: function.arity, given: operands.count),
      at: tokens[name].range.lowerBound..<tokens[position - 1].range.upperBound)
  }

  private mutating func take(_ symbol: Symbol) -> Bool {
    guard current.isSymbol(symbol) else { return false }
    position += 1
    return true
  }

  private mutating func close(_ opening: Int) throws(FormulaError) {
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
    case .openParenthesis, .closeParenthesis, .bar, .comma: return nil
    }
  }
}

import Calculus

extension SurfaceFileError: CustomStringConvertible {
  /// File, line and column, what was found, the line with a caret below, and what to do.
  public var description: String {
    let file = file.escaped
    guard let place else { return (["\(file): \(message)"] + hintLines).joined(separator: "\n") }
    let head = "\(file):\(place.position.line):\(place.position.column): \(message)"
    return ([head, place.excerpt] + hintLines).joined(separator: "\n")
  }

  private var hintLines: [String] { hint.map { ["hint: \($0)"] } ?? [] }

  /// What was found, in a sentence.
  public var message: String {
    switch reason {
    case .tooLarge(let limit):
      "this file is too large for a \(kind.content) (over \(limit / 1_000_000) MB)"
    case .encoding(.notText): "this is not a text file"
    case .encoding: "this is not UTF-8 text"
    case .empty: "this file is empty"
    case .severalDocuments: "a second YAML document begins here"
    case .notAMapping(let found): "expected keys and values, found \(found.words)"
    case .tab: "a tab; YAML allows only spaces at the start of a line"
    case .tooDeep: "this is nested too deeply"
    case .anchor(let name):
      "'\(name.shortened)' is \(name.first == "&" ? "an anchor" : "an alias") in YAML,"
        + " which \(kind.noun)s do not use"
    case .needsQuotes(let trap, let key, _): trap.message(key: key)
    case .noSpaceAfterColon(let key): "no space after '\(key.shortened):'"
    case .missingColon: "expected a key and a colon here"
    case .unclosedQuote: "this quote is never closed"
    case .syntax(let problem): "this is not valid YAML: \(problem)"
    case .duplicateKey(let key): "the key '\(key.shortened)' is here a second time"
    case .unknownKey(let key, let owner, _): "unknown key '\(key.shortened)'" + inside(owner)
    case .missingKey(let key, let owner): "the key '\(key.shortened)' is missing" + inside(owner)
    case .besideData(let key): "'\(key.shortened)' has no place in a surface made of data"
    case .besideGrid(let key): "'\(key.shortened)' has no place in a surface made of a grid"
    case .wrongType(let key, let expected, let found):
      "\(quoted(key)) must be \(expected.words), found \(found.words)"
    case .notANumber(let key, let found, _):
      "\(quoted(key)) must be a number, found '\(found.shortened)'"
    case .noValue(let key, let found): "'\(found.shortened)' is no value for '\(key.shortened)'"
    case .decimalComma(let found): "'\(found.shortened)' is two values for YAML"
    case .notFinite(let key, let found): "\(quoted(key)) must be finite, found '\(found.shortened)'"
    case .notPositive(let key, let value):
      "'\(key.shortened)' must be positive, found \(value.plain)"
    case .negative(let key, let value):
      "'\(key.shortened)' must not be negative, found \(value.plain)"
    case .rangeIsEmpty(let key, let value):
      "the range of '\(key.shortened)' is empty: both ends are \(value.plain)"
    case .rangeIsReversed(let key, let low, let high):
      "the range of '\(key.shortened)' is reversed: \(low.plain) is above \(high.plain)"
    case .rangeIsTooNarrow(let key): "the range of '\(key.shortened)' is too narrow or too wide"
    case .startOutside(let start, let domain):
      "the start (\(start.x.plain), \(start.y.plain)) is outside of the domain, \(domain.words)"
    case .undefinedStart(let error): error.message
    case .unknownName(let name, let what, _): "unknown \(what) '\(name.shortened)'"
    case .parameterName(let name): "'\(name.shortened)' cannot be the name of a parameter"
    case .partName(let name): "'\(name.shortened)' cannot be the name of a part of the formula"
    case .partBelow(let name): "'\(name)' is not there yet: a part may use those before it"
    case .partIsParameter(let name): "'\(name)' is the name of a parameter or column, too"
    case .swallowedName(let name):
      "'\(name.shortened)' cannot be a name in a formula: a number before it would swallow it"
    case .parameterOutside(let name, let value, let range):
      "the value of '\(name.shortened)', \(value.plain), is outside of its range,"
        + " \(range.lowerBound.plain) to \(range.upperBound.plain)"
    case .parameterScale(let name): "a log scale needs a range above 0, for '\(name.shortened)'"
    case .formula(let error): error.message
    case .other(let message, _): message
    case .data(let fault): fault.message
    case .grid(let fault): fault.message
    case .columnName(let name): "'\(name.shortened)' cannot be the name of a column in a formula"
    case .columnIsParameter(let name): "'\(name.shortened)' is the name of a parameter, too"
    case .noColumn(let header, let file, _):
      "there is no column '\(header.shortened)' in \(file.escaped)"
    case .severalColumns(let header, let file):
      "there are several columns '\(header.shortened)' in \(file.escaped)"
    }
  }

  /// What to do about it.
  public var hint: String? {
    switch reason {
    case .tooLarge, .encoding(.notText):
      "a \(kind.noun) is a page of YAML text"
    case .encoding(let fault): fault.hint
    case .empty: kind.least
    case .severalDocuments: "keep one \(kind.content) in a file, without a '---' line"
    case .notAMapping: "write lines such as \(kind.lines)"
    case .tab: "use spaces"
    case .tooDeep: "a \(kind.noun) needs at most four levels"
    case .anchor(let name):
      name.first == "&" ? "in text, leave a space after the '&'" : "write the value itself"
    case .needsQuotes(.afterQuote, key: "formula", let value):
      "put all of it in quotes: formula: \"\(value.filter { !"'\"".contains($0) }.shortened)\""
    case .needsQuotes(_, let key, let value):
      "put it in quotes: \(key.shortened): \(YAMLQuotes.quoted(value).shortened)"
    case .noSpaceAfterColon(let key): "write '\(key.shortened): ' with a space"
    case .missingColon: "write 'key: value'; text of several lines is indented or in quotes"
    case .unclosedQuote(let quote): "write a \(quote) at the end"
    case .syntax: "check the quotes, brackets and indentation here and in the line above"
    case .duplicateKey: "keep one of the two"
    case .unknownKey(let key, _, let known): suggestion(for: key, among: known)
    case .missingKey(let key, _): kind.examples[key].map { "for example: \($0)" }
    case .besideData("formula"): "give either 'formula', or 'data' and 'sample'"
    case .besideData: "leave it out: the noise is that of the samples"
    case .besideGrid: "leave it out, or leave out 'grid': the loss is stated once"
    case .wrongType(let key, let expected, _):
      "for example: \(kind.examples[key] ?? expected.example(key: key.shortened))"
    case .notANumber(_, let found, _) where found.contains(","): DecimalNumber.advice(on: found)
    case .notANumber(_, _, let suggestion?): "write \(suggestion), without quotes"
    case .notANumber(let key, let found, _) where DecimalNumber.isMissing(found) && found != "~":
      "write a number, or leave out '\(key.shortened)'"
    case .notANumber: "write it in decimal, such as 0.5 or 1e-3, or as a formula, such as 1/3"
    case .noValue(let key, _): "write a value, or leave out '\(key.shortened)'"
    case .decimalComma(let found):
      "write a decimal point, not a comma: \(found.replacing(",", with: ".").shortened)"
    case .rangeIsReversed(_, let low, let high): "write [\(high.plain), \(low.plain)]"
    case .startOutside: "move the start or widen the domain"
    case .undefinedStart(let error): error.hint
    case .unknownName(let name, _, let known): suggestion(for: name, among: known)
    case .swallowedName(let name):
      "2\(name.shortened) would be a number; begin the name with another letter"
    case .parameterName, .columnName, .partName:
      "use a word of letters that no constant or function has, such as kappa"
    case .formula(let error):
      // Its own hint counts columns within the formula.
      if case .unclosed = error.reason { "close what was opened before" } else { error.hint }
    case .other(_, let hint): hint
    case .data(let fault): fault.hint
    case .grid(let fault): fault.hint
    case .partBelow(let name): "move '\(name)' up"
    case .columnIsParameter, .partIsParameter: "give one of them another name"
    case .noColumn(let name, _, let header):
      header.hint(for: name) ?? suggestion(for: name, among: header.names.map(\.shortened))
    case .severalColumns: "give each column of the data file its own name"
    case .notFinite, .notPositive, .negative, .rangeIsEmpty, .rangeIsTooNarrow, .parameterOutside,
      .parameterScale:
      nil
    }
  }

  private func suggestion(for name: String, among known: [String]) -> String {
    if let match = name.lowercased().closestMatch(among: known) {
      return "did you mean '\(match)'?"
    }
    return "expected one of \(known.joined(separator: ", "))"
  }

  private func inside(_ owner: String?) -> String { owner.map { " in '\($0.shortened)'" } ?? "" }

  private func quoted(_ key: String) -> String { key.isEmpty ? "a key" : "'\(key.shortened)'" }
}

extension SurfaceFileError.Trap {
  fileprivate func message(key: String) -> String {
    let key = key.shortened
    return switch self {
    case .indicator(let character):
      "YAML reads a '\(character)' at the start of '\(key)' as its own"
    case .colon: "YAML reads the colon inside of '\(key)' as its own"
    case .comma: "YAML reads the comma inside of '\(key)' as its end"
    case .comment: "YAML reads this '#' and what follows as a comment"
    case .afterQuote: "YAML expects nothing after the closing quote of '\(key)'"
    }
  }
}

extension SurfaceFileError.Expectation {
  fileprivate var words: String {
    switch self {
    case .text: "text"
    case .number: "a number"
    case .point: "two numbers, x and y"
    case .points: "a list of points"
    case .range: "a range of two numbers"
    case .keys(let keys): "a group of the keys \(keys.joined(separator: ", "))"
    case .learningRates: "optimizers with their learning rates"
    case .parameters: "parameters by name"
    case .columns: "names with the columns of the file that they stand for"
    case .columnNames: "a list of names of columns"
    case .other(let words): words
    }
  }

  fileprivate func example(key: String) -> String {
    switch self {
    case .text: "\(key): some words"
    case .number: "\(key): 0.5"
    case .point: "\(key): [3, -2]"
    case .points: "\(key): [[0, 0], [1, 2]]"
    case .range: "\(key): [-5, 5]"
    case .keys(let keys): "\(key): {\(keys.map { "\($0): …" }.joined(separator: ", "))}"
    case .columnNames: "\(key): [u, v]"
    case .learningRates, .parameters, .columns, .other: "\(key): {name: …}"
    }
  }
}

extension SurfaceFileError.Found {
  fileprivate var words: String {
    switch self {
    case .nothing: "nothing"
    case .text(let text): "'\(text.shortened)'"
    case .quotedText(let text): "the text '\(text.shortened)'"
    case .list(0): "an empty list"
    case .list(1): "a list of one"
    case .list(let count): "a list of \(count)"
    case .mapping: "keys and values"
    }
  }
}

extension Domain {
  fileprivate var words: String {
    "\(x.lowerBound.plain) to \(x.upperBound.plain) by \(y.lowerBound.plain) to \(y.upperBound.plain)"
  }
}

extension String {
  /// At most 60 characters of the text, on one line: how much of it a message quotes.
  package var shortened: String {
    let line = String(map { $0.isNewline ? " " : $0 })
    return line.count <= 60 ? line : line.prefix(59) + "…"
  }
}

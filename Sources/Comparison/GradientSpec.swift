import Calculus
import Landscape
import Optimizers

/// The gradient that all optimizers of a race are given.
///
///     try GradientSpec("2x, -4y", on: surface)      // typed by hand
///     try GradientSpec("central:h=1e-3", on: surface)
///     try GradientSpec("exact", on: surface)
public enum GradientSpec: Hashable, Sendable {
  /// The loss's own.
  case exact
  /// One typed by hand, right or wrong.
  case typed(GradientFormula)
  /// Differences of losses.
  case differences(FiniteDifferences)

  /// Reads `exact`, `central` or `forward`, perhaps with their step as in `central:h=1e-3`, or two
  /// formulas with a comma between them.
  /// - Parameters:
  ///   - text: the gradient.
  ///   - surface: the surface whose parameters, columns and named parts the formulas may use.
  /// - Throws: what is wrong, and where in the text.
  public init(_ text: String, on surface: Surface) throws(GradientSpecError) {
    let words = text.split(separator: ":", maxSplits: 1).map { String($0).trimmed }
    let name = words.first?.lowercased() ?? ""
    if name == "exact", words.count == 1 {
      self = .exact
    } else if let kind = FiniteDifferences.Kind(rawValue: name) {
      self = .differences(FiniteDifferences(kind, h: try GradientSpec.step(in: words, of: text)))
    } else {
      do throws(FormulaError) {
        self = .typed(try surface.gradient(typed: text))
      } catch {
        throw .formula(error)
      }
    }
  }

  private static func step(in words: [String], of text: String) throws(GradientSpecError) -> Double?
  {
    guard words.count == 2 else { return nil }
    let pair = words[1].split(separator: "=").map { String($0).trimmed }
    guard pair.count == 2, pair[0].lowercased() == "h", let h = WrittenNumber(pair[1])?.value,
      h > 0, h.isFinite
    else { throw .notAStep(words[1], text: text) }
    return h
  }

  /// The text that reads back to the same gradient.
  public var text: String {
    switch self {
    case .exact: "exact"
    case .typed(let formula): formula.text
    case .differences(let differences):
      differences.kind.rawValue + (differences.h.map { ":h=\($0.plain)" } ?? "")
    }
  }

  /// What it is, in a few words: "your gradient"; nil for the exact one.
  package var label: String? {
    switch self {
    case .exact: nil
    case .typed: "your gradient"
    case .differences(let differences): "\(differences.kind.rawValue) differences"
    }
  }
}

/// Why a text is not a gradient.
public enum GradientSpecError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The fault of a formula.
  case formula(FormulaError)
  /// Something else than `h=NUMBER` behind the name of the differences.
  case notAStep(String, text: String)

  /// The fault in one sentence without a full stop.
  public var message: String {
    switch self {
    case .formula(let error): error.message
    case .notAStep(let part, _):
      "\(part.shortened.quotedName) is not a step of differences: write h and a positive number, as in"
        + " central:h=1e-3"
    }
  }

  /// What to do about it; nil if the message says enough.
  public var hint: String? {
    switch self {
    case .formula(let error): error.hint
    case .notAStep: nil
    }
  }

  /// The faulty characters of the text.
  public var range: Range<Int> {
    switch self {
    case .formula(let error): error.range
    case .notAStep(_, let text): 0..<text.count
    }
  }

  /// Message, place and hint, each on lines of its own.
  public var description: String {
    switch self {
    case .formula(let error): error.description
    case .notAStep: message
    }
  }
}

extension Surface {
  /// Reads a gradient in the language of the surface's loss, with its parameters, its columns and,
  /// where a name is not known otherwise, its named parts.
  package func gradient(typed text: String) throws(FormulaError) -> GradientFormula {
    do throws(FormulaError) {
      return try GradientFormula(text, parameters: names)
    } catch {
      guard case .unknownName = error.reason, let parts = formula?.parts, !parts.isEmpty else {
        throw error
      }
      return try GradientFormula(text, parameters: names, parts: parts)
    }
  }
}

extension Setup {
  /// The gradient that optimizers are given: the requested one, else the surface's.
  public var givenGradient: GradientSpec { gradient ?? standardGradient }

  /// The gradient without a request.
  package var standardGradient: GradientSpec { surface.gradient.map { .typed($0) } ?? .exact }
}

extension GradientSpec {
  /// The rule on a surface; nil for the exact gradient.
  package func rule(on surface: Surface, _ parameters: [String: Double]) -> GradientRule? {
    switch self {
    case .exact: nil
    case .typed(let formula): .typed(surface.compiled(formula, parameters))
    case .differences(let differences): .differences(differences)
    }
  }

  /// Its names that a surface does not have, in alphabetical order.
  func unknownNames(on surface: Surface) -> [String] {
    guard case .typed(let formula) = self else { return [] }
    return formula.x.parametersUsed.union(formula.y.parametersUsed).subtracting(surface.names)
      .sorted()
  }
}

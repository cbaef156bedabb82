import ArgumentParser
import Calculus
import Comparison
import Landscape
import Optimizers

/// A sweep over a parameter of the surface, in place of the learning rate.
struct LawOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      When each optimizer is under the target, against a parameter of the surface: all of its range, or \
      N values from LOW to HIGH.
      """, valueName: "name[=low:high[:n]]"),
    transform: Values.parameterSpan)
  var over: Values.ParameterSpan?

  @Flag(
    help: """
      With --over, each optimizer has its best rate for each value, not one in proportion to the \
      automatic rate.
      """)
  var tuned = false

  @OptionGroup var goal: TargetOption

  /// - Throws: a usage error for options that need `--over`, or do not go with it.
  func check(hasRates: Bool) throws(Failure) {
    if over == nil, tuned { throw Failure(.usage, "--tuned has no effect without --over") }
    if over == nil, goal.target != nil {
      throw Failure(
        .usage,
        "--target has no effect without --over\nhint: a sweep of rates prints final losses")
    }
    if over != nil, hasRates {
      throw Failure(
        .usage,
        "--lr-range and --points are those of learning rates\nhint: write --over NAME=LOW:HIGH:N")
    }
  }

  /// The values of the parameter of a surface.
  func range(_ span: Values.ParameterSpan, on surface: Surface) throws(Failure) -> ParameterRange {
    guard !surface.parameters.isEmpty else {
      throw Failure(
        .usage,
        "'\(surface.name.shortened)' has no parameters\nhint: ill-conditioned has kappa, rotated has"
          + " kappa and angle, rosenbrock has b; a surface file can have its own")
    }
    let parameter = surface.parameters.first { $0.name == span.name }
    do throws(SurfaceValueError) {
      for value in [span.lower ?? parameter?.value ?? 0, span.upper].compactMap(\.self) {
        try surface.validate(overrides: [span.name: value])
      }
    } catch {
      throw Failure(.usage, "\(error)")
    }
    guard let parameter,
      let range = ParameterRange(
        over: parameter, from: span.lower, to: span.upper,
        points: span.points ?? ParameterRange.usualPoints)
    else { throw Failure(.usage, "'\(span.name)' has a single value") }
    return range
  }
}

/// What the pane of the law shows.
struct LawPaneOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The parameter of the surface in the law pane (default: its first).", valueName: "name"))
  var over: String?

  @Flag(help: "In the law pane, each optimizer has its best rate for each value.")
  var tuned = false

  /// - Throws: a usage error for a parameter that the surface lacks.
  func check(in scene: Scene) throws(Failure) {
    guard let over else { return }
    do throws(SurfaceValueError) {
      let value = scene.surface.parameters.first { $0.name == over }?.value
      try scene.surface.validate(overrides: [over: value ?? 0])
    } catch {
      throw Failure(.usage, "\(error)")
    }
  }
}

extension Values {
  /// The values of a parameter that a command line asks for.
  struct ParameterSpan: Hashable, Sendable {
    let name: String
    var lower: Double?
    var upper: Double?
    var points: Int?
  }

  /// `NAME`, `NAME=LOW:HIGH` or `NAME=LOW:HIGH:N`.
  static func parameterSpan(_ text: String) throws -> ParameterSpan {
    let expectation =
      "'\(text)' is not a parameter with its values: write NAME=LOW:HIGH:N with LOW < HIGH and N from"
      + " 2 to 1000, as in kappa=10:1000:9"
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0].trimmed)
    guard !name.isEmpty else { throw ValidationError(expectation) }
    guard parts.count == 2 else { return ParameterSpan(name: name) }
    let pieces = parts[1].withoutBrackets.pieces(separatedBy: ":")
    guard (2...3).contains(pieces.count) else { throw ValidationError(expectation) }
    let lower = try number(pieces[0], in: text, or: expectation)
    let upper = try number(pieces[1], in: text, or: expectation)
    let points =
      pieces.count == 3 ? WrittenNumber.whole(String(pieces[2].trimmed), in: 2...1000) : nil
    guard lower < upper, pieces.count == 2 || points != nil else {
      throw ValidationError(expectation)
    }
    return ParameterSpan(name: name, lower: lower, upper: upper, points: points)
  }
}

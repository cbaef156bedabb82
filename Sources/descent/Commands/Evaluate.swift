import ArgumentParser
import Calculus
import Comparison
import Optimizers

struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the value, gradient, Hessian and eigenvalues at points, as JSON.",
    discussion: """
      The derivatives are exact; given_gradient is what --gradient gives. Undefined and infinite \
      numbers are null; the exit status is still 0.

      EXAMPLES
        descent evaluate rosenbrock --at=-1.2,1
        descent evaluate -f 'x^y + atan2(y,x)' --at 2,3 --at=-2,3
      """)

  @OptionGroup var source: SourceOptions

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A point; at least one is needed. Repeatable.", valueName: "x,y"),
    transform: Values.point)
  var at: [Point] = []

  func run() throws {
    // Checked here, as the check of the parser would hide a mistyped option.
    if at.isEmpty { throw Failure(.usage, "a point is missing\nhint: give one with --at X,Y") }
    let surface = try source.landscape()
    let function = try source.function(of: surface)
    let given = (try source.gradient(on: surface) ?? surface.gradient.map { .typed($0) })
      .flatMap { $0.rule(on: surface, source.parameters) }
      .map { SubstitutedObjective(function.objective(), gradient: $0) }
    let results = at.map { point -> JSON in
      let expansion = function.expansion(at: point)
      let (gradient, hessian) = (expansion.gradient, expansion.hessian)
      let eigenvalues = hessian.eigenvalues
      return .object([
        "at": .array([.number(point.x), .number(point.y)]),
        "value": .number(expansion.loss),
        "gradient": .array([.number(gradient.x), .number(gradient.y)]),
        "hessian": .array([
          .array([.number(hessian.xx), .number(hessian.xy)]),
          .array([.number(hessian.xy), .number(hessian.yy)]),
        ]),
        "eigenvalues": .array([.number(eigenvalues.least), .number(eigenvalues.largest)]),
      ]).adding(
        given?.substituteGradient(at: point).map {
          [("given_gradient", .array([.number($0.x), .number($0.y)]))]
        } ?? [])
    }
    try TextOutput.print(JSON.array(results).text + "\n")
  }
}

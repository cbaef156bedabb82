import ArgumentParser
import Calculus
import Experiments
import Optimizers

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare the exact gradient at a point with differences over a range of h.",
    discussion: """
      Forward differences are (f(p+h)-f(p))/h, central ones (f(p+h)-f(p-h))/2h, in each \
      coordinate. Their errors are relative to the length of the exact gradient, or absolute where \
      that is under a thousandth of the length at the start, as near a minimum. With smaller h they fall, until rounding makes them rise: a U. In the table F and \
      C mark them on a logarithmic axis, and a star the best h of each.

      The columns of csv are h,forward_x,forward_y,forward_error,central_x,central_y,central_error.

      The verdict is agrees, kink (the slope differs on two sides), jump, undefined, or disagrees.

      EXAMPLES
        descent check rosenbrock --at=-1.2,1
        descent check -f 'abs(x) + y^2' --at 0,1
      """)

  @OptionGroup var source: SourceOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The point; the surface's start where not given.", valueName: "x,y"),
    transform: Values.point)
  var at: Point?

  @Option(help: "csv, json or table.")
  var format = OutputFormat.table

  func run() throws {
    let surface = try source.landscape()
    let objective = FormulaObjective(try source.function(of: surface))
    let check = GradientCheck(of: objective, at: at ?? surface.start, start: surface.start)
    switch format {
    case .csv: try TextOutput.print(check.csv)
    case .json: try TextOutput.print(check.json(of: surface).text + "\n")
    case .table: try TextOutput.print(check.table)
    }
  }
}

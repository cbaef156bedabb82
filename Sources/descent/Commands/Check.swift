import ArgumentParser
import Calculus
import Comparison
import Experiments
import Landscape
import Optimizers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare the exact gradient with differences, and with one typed by hand.",
    discussion: """
      Forward differences are (f(p+h)-f(p))/h, central differences (f(p+h)-f(p-h))/2h, in each \
      coordinate. Their errors are relative to the length of the exact gradient, or absolute if \
      that length is under a thousandth of the length at the start, as near a minimum. The errors \
      fall with h until rounding makes them rise again: a U. In the table, F and C mark the errors \
      on a logarithmic axis, and a star marks the best h of each.

      The csv columns are h,forward_x,forward_y,forward_error,central_x,central_y,central_error.

      The verdict is agrees, kink (the slopes on two sides differ), jump, undefined, or disagrees.

      With --gradient, or a surface that states a gradient, the table and json also compare that \
      with the exact one, at the point and at 64 places of the map, and name the mistake if it is \
      one of the frequent ones: a sign, a factor, x and y swapped, a missing summand. The error is \
      |given-exact|/max(|given|,|exact|). Whatever the result, the exit status is 0; in json, \
      "given" has the member "agrees".

      With --precision single the differences are computed with numbers of 24 bits.

      EXAMPLES
        descent check rosenbrock --at=-1.2,1
        descent check -f 'abs(x) + y^2' --at 0,1
        descent check rosenbrock --gradient '400*x*(y-x^2) - 2*(1-x), 200*(y-x^2)'
      """)

  @OptionGroup var source: SourceOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The point (default: the surface's start).", valueName: "x,y"),
    transform: Values.point)
  var at: Point?

  @OptionGroup var precision: PrecisionOption

  @Option(help: "The output format.")
  var format = OutputFormat.table

  func run() throws {
    let surface = try source.landscape()
    let function = try source.function(of: surface)
    let start = Setup(surface: surface).start(on: function)
    let point = at ?? start
    let check = GradientCheck(
      of: function.objective(), at: point, start: start,
      single: precision.isSingle ? { function.singleValue(at: $0) } : nil)
    let comparison = try comparison(on: surface, at: point)
    switch format {
    case .csv: try TextOutput.print(check.csv)
    case .json: try TextOutput.print(check.json(of: surface, comparison).text + "\n")
    case .table: try TextOutput.print(check.table + (comparison?.table ?? ""))
    }
  }

  /// The gradient that is given, against the exact one.
  private func comparison(on surface: Surface, at point: Point) throws -> GivenGradient? {
    var setup = Setup(surface: surface)
    setup.parameters = source.parameters
    setup.gradient = try source.gradient(on: surface)
    guard setup.givenGradient != .exact else { return nil }
    do throws(SetupError) {
      return GivenGradient(of: try Scene(setup), at: point)
    } catch {
      throw Failure(error)
    }
  }
}

/// The precision of differences: shared by the check and the explorer's pane.
struct PrecisionOption: ParsableArguments {
  enum Precision: String, CaseIterable, ExpressibleByArgument {
    case single, double
  }

  @Option(help: "The precision of the numbers with which a gradient check computes differences.")
  var precision = Precision.double

  var isSingle: Bool { precision == .single }
}

extension GradientCheck {
  var csv: String {
    "h,forward_x,forward_y,forward_error,central_x,central_y,central_error\n"
      + rows.map { row in
        [
          row.h, row.forward.x, row.forward.y, row.forwardError, row.central.x, row.central.y,
          row.centralError,
        ].map(\.field).joined(separator: ",") + "\n"
      }.joined()
  }

  func json(of surface: Surface, _ given: GivenGradient?) -> JSON {
    .object([
      "surface": .string(surface.title),
      "at": pair(point),
      "value": .number(value),
      "gradient": pair(gradient),
      "verdict": .string(verdict.name),
      "sentence": .string(verdict.sentence),
      "error": .string(isRelative ? "relative" : "absolute"),
      "precision": .string(isSingle ? "single" : "double"),
      "best_h": .object([
        "forward": .number(bestForward?.h ?? .nan), "central": .number(bestCentral?.h ?? .nan),
      ]),
      "differences": .array(
        rows.map { row in
          .object([
            "h": .number(row.h), "forward": pair(row.forward),
            "forward_error": .number(row.forwardError), "central": pair(row.central),
            "central_error": .number(row.centralError),
          ])
        }),
    ]).adding(given.map { [("given", $0.json)] } ?? [])
  }

  /// The point, the errors with their U shapes, and the verdict.
  var table: String {
    var errors = Table([
      ("h", .left), ("forward", .right), ("", .left), ("central", .right), ("", .left),
      (ErrorAxis.heading, .left),
    ])
    for row in rows {
      errors.rows.append([
        row.h.text(digits: 1), row.forwardError.text(digits: 2),
        row.h == bestForward?.h ? "*" : "", row.centralError.text(digits: 2),
        row.h == bestCentral?.h ? "*" : "",
        ErrorAxis.line(forward: row.forwardError, central: row.centralError),
      ])
    }
    return """
      at        (\(point.x), \(point.y))
      loss      \(Self.text(of: value))
      gradient  (\(Self.text(of: gradient.x)), \(Self.text(of: gradient.y)))

      \(isRelative ? "relative" : "absolute") errors of differences\(isSingle ? " in single precision" : ""):
      \(errors.text)
      \(verdict.name): \(verdict.sentence)

      """
  }

  private static func text(of number: Double) -> String {
    number.isNaN ? "undefined" : "\(number)"
  }

  private func pair(_ point: Point) -> JSON { .array([.number(point.x), .number(point.y)]) }
}

/// The errors of a row as marks on a logarithmic axis, from 1e-16 to 1, two columns per decade.
private enum ErrorAxis {
  private static let decades = 16

  static let heading = "1e-16" + String(repeating: " ", count: 2 * decades - 5) + "1"

  static func line(forward: Double, central: Double) -> String {
    var marks = [Character](repeating: ".", count: 2 * decades + 1)
    let (f, c) = (column(of: forward), column(of: central))
    if let f { marks[f] = "F" }
    if let c { marks[c] = f == c ? "X" : "C" }
    return String(marks)
  }

  /// Nil for an error that is not finite; one beyond an end is marked at that end.
  private static func column(of error: Double) -> Int? {
    guard error.isFinite else { return nil }
    if error <= 0 { return 0 }
    let position = (log10(error) + Double(decades)) * 2
    return min(max(Int(position.rounded()), 0), 2 * decades)
  }
}

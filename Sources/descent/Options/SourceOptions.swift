import ArgumentParser
import Calculus
import Landscape

/// A loss alone: for the commands that run nothing on it.
struct SourceOptions: ParsableArguments {
  @Argument(help: "A built-in surface (see `descent list`), a .yaml file, or a formula.")
  var surface: String?

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: ArgumentHelp(
      "A loss in x and y, as in '(1-x)^2 + 100(y-x^2)^2' or 'u = x*y; u^2'.", valueName: "text"))
  var formula: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A parameter of the surface. Repeatable.", valueName: "name=value"),
    transform: Values.setting)
  var set: [Values.Setting] = []

  /// The surface that is named, typed or, without a word about it, the default one.
  func landscape(domain: Domain? = nil) throws(Failure) -> Surface {
    // Not while parsing: the value of a mistyped option is taken for a surface, and the option is
    // what there is to correct.
    if let surface, formula != nil {
      throw Failure(
        .usage,
        "give a surface or a formula, not both\nhint: leave out \(surface.shortened.quotedName) or --formula"
      )
    }
    if let formula = formula ?? surface.flatMap({ SurfaceSource.isFormula($0) ? $0 : nil }) {
      return try SurfaceSource.typed(formula, domain: domain)
    }
    return try SurfaceSource.surface(surface ?? "quadratic")
  }

  /// The file that the surface is read from, if it is.
  var file: String? { surface.flatMap { SurfaceSource.isFile($0) ? $0 : nil } }

  /// The values given with `--set`; of two for the same name the later one.
  var parameters: [String: Double] {
    Dictionary(set.map { ($0.name, $0.value) }) { _, last in last }
  }

  /// The surface's loss, with the parameters that are set.
  func function(of surface: Surface) throws(Failure) -> CompiledFormula {
    do throws(SurfaceValueError) {
      try surface.validate(overrides: parameters)
    } catch {
      throw Failure(.usage, "\(error)")
    }
    return surface.function(parameters)
  }
}

import ArgumentParser
import Landscape
import Optimizers

/// What each run may spend: shared by the commands that run optimizers.
struct BudgetOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Each run ends at the last step for which it has seen at most this many rows of the data.",
      valueName: "n"),
    transform: Values.amount)
  var rows: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Each run ends at the last step for which it has evaluated the loss, its gradient or its Hessian at"
        + " most this often.", valueName: "n"),
    transform: Values.amount)
  var evaluations: Int?

  func validate() throws {
    if rows != nil, evaluations != nil {
      throw ValidationError("--rows and --evaluations are two ways to end: give one of them")
    }
  }

  /// The budget that is given; nil if there is none.
  var budget: Budget? {
    rows.map { Budget($0, of: .rows) } ?? evaluations.map { Budget($0, of: .evaluations) }
  }

  /// - Throws: a usage error for rows of a surface without data.
  func check(on surface: Surface) throws(Failure) {
    guard rows != nil, surface.rowCount == nil else { return }
    throw Failure(
      .usage,
      "--rows needs a data set: '\(surface.name.shortened)' is a formula\nhint: --evaluations compares"
        + " what steps cost")
  }
}

import Optimizers

/// Much work that is done in slices, so that a screen can be kept alive in between.
///
/// A value: dropping it cancels the work, a copy goes on by itself. The result does not depend on
/// how the work was sliced, nor on the number of threads.
public protocol Experiment: Sendable {
  /// The parts done so far, of `total`.
  var completed: Int { get }
  var total: Int { get }
  /// How many threads work on a slice; at least 1.
  var threads: Int { get set }
  /// Does the next slice, of about a millisecond, and nothing when all is done.
  mutating func advance()
}

extension Experiment {
  public var isComplete: Bool { completed >= total }

  /// Does slices as long as `goesOn` says so, which is asked before each of them.
  public mutating func advance(while goesOn: () -> Bool) {
    while !isComplete && goesOn() { advance() }
  }

  /// Does all that is left.
  public mutating func complete() { advance { true } }
}

/// How many optimization steps make a slice: about a millisecond's work, so fewer of them where
/// each looks at all rows of a table.
func stepsInSlice(on objective: any Objective) -> Int {
  let rows = (objective as? DataObjective)?.rowCount ?? 0
  return max(1, 10_000 / (1 + rows / 8))
}

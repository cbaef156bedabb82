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
  /// Does the next slice, of some milliseconds, and nothing when all is done.
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

/// How many optimization steps make a slice: a few milliseconds' work.
let stepsInSlice = 50_000

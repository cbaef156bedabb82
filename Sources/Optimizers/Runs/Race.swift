import Calculus

/// Several optimizers from the same start on the same objective, in lock-step.
///
/// A run's path does not depend on which others there are.
public struct Race: Sendable {
  public private(set) var runs: [Run]
  /// The number of steps that all runs have made, but those that have ended.
  public private(set) var step = 0

  /// - Throws: `StartError` where the start, its loss or its gradient is not finite.
  public init(objective: any Objective, start: Point, settings: [RunSettings]) throws(StartError) {
    runs = []
    for each in settings {
      runs.append(try Run(objective: objective, start: start, settings: each))
    }
  }

  /// Advances every run until that many steps have been made; ended runs stay where they are.
  public mutating func advance(to step: Int) {
    guard step > self.step else { return }
    for index in runs.indices { runs[index].advance(to: step) }
    self.step = step
  }

  /// Whether no run can go further.
  public var hasEnded: Bool { runs.allSatisfy { $0.end != nil } }
}

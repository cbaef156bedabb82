import Calculus

/// Several optimizers from the same start on the same objective, in lock-step.
///
///     var race = try Race(
///       objective: objective, start: Point(5, 3),
///       settings: [RunSettings(.gd, learningRate: 0.1), RunSettings(.adam, learningRate: 0.1)])
///     race.advance(to: 100)
///
/// The path of a run does not depend on the other runs.
public struct Race: Sendable {
  /// The runs, in the order of their settings.
  public private(set) var runs: [Run]
  /// The number of steps that all runs have made, except those that have ended.
  public private(set) var step = 0

  /// Makes a race of runs that stand at their start.
  /// - Throws: `StartError` if the start, its loss or its gradient is not finite.
  public init(objective: any Objective, start: Point, settings: [RunSettings]) throws(StartError) {
    runs = []
    for each in settings {
      runs.append(try Run(objective: objective, start: start, settings: each))
    }
  }

  /// Advances every run until a number of steps have been made; ended runs stay where they are.
  /// - Parameter step: the number of steps from the start.
  public mutating func advance(to step: Int) {
    guard step > self.step else { return }
    for index in runs.indices { runs[index].advance(to: step) }
    self.step = step
  }

  /// Whether no run can go further.
  public var hasEnded: Bool { runs.allSatisfy { $0.end != nil } }
}

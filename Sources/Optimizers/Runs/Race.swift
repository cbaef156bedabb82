import Calculus
import Dispatch

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

  /// As many steps take much longer than it takes to wake a thread.
  private static let stepsWorthAThread = 5000

  /// Makes a race with all runs at their start.
  /// - Throws: `StartError` if the start, its loss or its gradient is not finite.
  public init(objective: any Objective, start: Point, settings: [RunSettings]) throws(StartError) {
    runs = []
    for each in settings {
      runs.append(try Run(objective: objective, start: start, settings: each))
    }
  }

  /// Advances every run to a number of steps; runs that have ended stay where they are.
  /// - Parameter step: the number of steps from the start.
  public mutating func advance(to step: Int) {
    guard step > self.step else { return }
    if (step - self.step) * runs.count < Self.stepsWorthAThread {
      for index in runs.indices { runs[index].advance(to: step) }
    } else {
      runs.withUnsafeMutableBufferPointer { buffer in
        // The threads change different runs, and all of them end before the runs are read.
        nonisolated(unsafe) let runs = buffer
        DispatchQueue.concurrentPerform(iterations: runs.count) { runs[$0].advance(to: step) }
      }
    }
    self.step = step
  }

  /// Advances the runs by other rules than their number of steps.
  mutating func advanceRuns(_ advance: (inout Run) -> Void) {
    for index in runs.indices { advance(&runs[index]) }
    step = max(step, runs.filter { $0.end == nil }.map(\.step).min() ?? 0)
  }

  /// Adds runs, which need not have come as far as the others.
  mutating func append(_ others: [Run]) {
    runs += others
    step = min(step, others.map(\.step).min() ?? step)
  }

  /// Removes the recorded runs, and returns them.
  mutating func takeRecorded() -> [Run] {
    defer { runs.removeAll(where: \.isRecorded) }
    return runs.filter(\.isRecorded)
  }

  /// Whether no run can go further.
  public var hasEnded: Bool { runs.allSatisfy { $0.end != nil } }
}

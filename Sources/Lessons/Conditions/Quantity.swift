import Calculus
import Comparison
import Optimizers

/// A number in a condition, or in a sentence of a lesson.
///
///     gd.loss                  the loss at the step on the screen
///     gd.loss(100)             the loss at step 100
///     gd.stays(loss < 0.01)    the step since which the loss has stayed under 0.01
///     surface.kappa            a parameter of the surface
public indirect enum Quantity: Hashable, Sendable {
  /// A number as it is written.
  case number(WrittenFigure)
  /// A number about a run.
  case run(RunReference, RunQuantity)
  /// A number about the race as a whole.
  case race(RaceQuantity)
  /// A parameter of the surface.
  case parameter(String)
}

/// A number with its text.
public struct WrittenFigure: Hashable, Sendable {
  let text: String
  let value: Double

  /// Half a unit of the last digit that is written: numbers that round to the text equal it.
  var tolerance: Double {
    let parts = text.lowercased().split(separator: "e", maxSplits: 1)
    guard let mantissa = parts.first, mantissa.allSatisfy({ $0.isNumber || ".-".contains($0) })
    else { return value.isFinite ? 1e-9 * value.magnitude : 0 }
    let decimals = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    let places = decimals.count == 2 ? decimals[1].count : 0
    // Beyond these no double changes any more.
    let exponent = min(max(parts.count == 2 ? Int(parts[1]) ?? 0 : 0, -400), 400)
    return 0.5000001 * (Double("1e\(exponent - places)") ?? 0)
  }
}

/// A number about the race as a whole.
public enum RaceQuantity: String, CaseIterable, Hashable, Sendable {
  /// The step on the screen.
  case step
  case seed
  /// The number of runs.
  case runs
  /// The loss that the runs race to.
  case target
  /// The lowest known loss.
  case lowest
  /// 2 over the largest curvature at the lowest minimum: at any larger rate gradient descent leaves
  /// it.
  case limit
  case startX = "start.x"
  case startY = "start.y"
  /// The h at which central differences at the first run's point are best.
  case central = "check.central"
  /// The h at which forward differences are best.
  case forward = "check.forward"
}

/// A number about a run.
public enum RunQuantity: Hashable, Sendable {
  /// At a step, or at the one on the screen.
  case row(RowQuantity, step: Int?)
  /// The mean over some steps, the last one included.
  case mean(RowQuantity, ClosedRange<Int>)
  /// The first step at which something holds; infinite while there is none.
  case first(RowCondition)
  /// The step since which something has held without a break; infinite if it does not hold now.
  case stays(RowCondition)
  /// What the run has spent, in rows or evaluations, up to the step on the screen, or up to one that
  /// another quantity gives.
  case spent(RaceClock, upTo: StepQuantity?)
  /// How many of twenty seeds, the run's own and those after it, lead to where something holds at the
  /// step on the screen.
  case seeds(RowCondition)
  /// The learning rate of the next step.
  case rate
  /// The number of samples of a gradient; infinite for all.
  case batch
  /// A hyperparameter of the optimizer, by its name.
  case hyperparameter(String)
}

/// A step that a condition gives.
public enum StepQuantity: Hashable, Sendable {
  case first(RowCondition)
  case stays(RowCondition)

  var quantity: RunQuantity {
    switch self {
    case .first(let condition): .first(condition)
    case .stays(let condition): .stays(condition)
    }
  }
}

/// A number that a run has at each step.
public enum RowQuantity: String, CaseIterable, Hashable, Sendable {
  case loss
  /// The loss above the lowest known one.
  case excess
  case x
  case y
  /// The norm of the gradient.
  case gradient
  /// The length of the step that led here.
  case length
}

/// A condition on one step of a run: `loss < 0.01`.
public struct RowCondition: Hashable, Sendable {
  let quantity: RowQuantity
  let relation: Relation
  let bound: Quantity
}

// MARK: - Values

extension Quantity {
  /// The run that the quantity is about.
  var reference: RunReference? {
    if case .run(let reference, _) = self { reference } else { nil }
  }

  /// How far an equal number may be away.
  var tolerance: Double {
    if case .number(let figure) = self { figure.tolerance } else { 0 }
  }

  /// The value in a situation; nil for an optimizer that does not race, a step that a run has not
  /// made, or a parameter that the surface lacks.
  /// - Parameter run: the run that `any` and `every` stand for.
  public func value(in situation: Situation, run: Int? = nil) -> Double? {
    switch self {
    case .number(let figure): figure.value
    case .run(let reference, let quantity):
      (run ?? situation.index(of: reference)).flatMap { quantity.value(of: $0, in: situation) }
    case .race(let quantity): quantity.value(in: situation)
    case .parameter(let name): situation.scene.surface.values(situation.scene.parameters)[name]
    }
  }

  /// The numbers in it, as they are written.
  var writtenNumbers: [String] {
    switch self {
    case .number(let figure): [figure.text]
    case .run(_, .first(let condition)), .run(_, .stays(let condition)),
      .run(_, .seeds(let condition)):
      condition.bound.writtenNumbers
    case .run(let reference, .spent(_, let step?)):
      Quantity.run(reference, step.quantity).writtenNumbers
    case .run(_, .row(_, let step?)): ["\(step)"]
    case .run(_, .mean(_, let steps)): ["\(steps.lowerBound)", "\(steps.upperBound)"]
    case .run, .race, .parameter: []
    }
  }
}

extension RaceQuantity {
  fileprivate func value(in situation: Situation) -> Double? {
    let scene = situation.scene
    switch self {
    case .step: return Double(situation.step)
    case .seed: return Double(scene.seed)
    case .runs: return Double(situation.race.runs.count)
    case .target: return scene.target.loss
    case .lowest: return situation.lowest
    case .limit:
      let minimum = scene.knownMinima.first { $0.isLowest }?.point ?? scene.start
      let curvature = scene.objective.hessian(at: minimum).eigenvalues.largest
      return curvature > 0 ? 2 / curvature : .infinity
    case .startX: return scene.start.x
    case .startY: return scene.start.y
    case .central: return situation.gradientCheck.bestCentral?.h
    case .forward: return situation.gradientCheck.bestForward?.h
    }
  }
}

extension RunQuantity {
  fileprivate func value(of index: Int, in situation: Situation) -> Double? {
    let run = situation.race.runs[index]
    let last = situation.steps[index]
    switch self {
    case .row(let quantity, let step):
      guard let step else { return quantity.value(at: last, of: run, in: situation) }
      return step <= last ? quantity.value(at: step, of: run, in: situation) : nil
    case .mean(let quantity, let steps):
      guard steps.upperBound <= last else { return nil }
      let values = steps.compactMap { quantity.value(at: $0, of: run, in: situation) }
      return values.reduce(0, +) / Double(values.count)
    case .first(let condition):
      guard let holds = condition.test(of: run, in: situation) else { return nil }
      return (0...last).first(where: holds).map(Double.init) ?? .infinity
    case .stays(let condition):
      guard let holds = condition.test(of: run, in: situation) else { return nil }
      guard let breach = (0...last).last(where: { !holds($0) }) else { return 0 }
      return breach == last ? .infinity : Double(breach + 1)
    case .spent(let clock, let step):
      guard let step else { return Double(run.spent(on: clock, upTo: last)) }
      return step.quantity.value(of: index, in: situation).map {
        $0.isFinite ? Double(run.spent(on: clock, upTo: Int($0))) : $0
      }
    case .seeds(let condition):
      let runs = situation.seedRuns(of: index)
      return Double(runs.count { condition.test(of: $0, in: situation)?($0.step) ?? false })
    case .rate: return run.learningRate(forStep: last + 1)
    case .batch:
      switch run.settings.batch {
      case .full: return .infinity
      case .samples(let count): return Double(count)
      }
    case .hyperparameter(let name): return run.settings[name]
    }
  }
}

extension RowCondition {
  /// Tells of each step of a run whether the condition holds there; nil if the bound has no value.
  fileprivate func test(of run: Run, in situation: Situation) -> ((Int) -> Bool)? {
    guard let bound = bound.value(in: situation) else { return nil }
    return { row in
      guard let value = quantity.value(at: row, of: run, in: situation) else { return false }
      return relation.holds(value, bound, tolerance: self.bound.tolerance)
    }
  }
}

extension RowQuantity {
  fileprivate func value(at row: Int, of run: Run, in situation: Situation) -> Double? {
    let path = run.trajectory
    switch self {
    case .loss: return path.loss(row)
    case .excess: return path.loss(row) - situation.lowest
    case .x: return path.point(row).x
    case .y: return path.point(row).y
    case .gradient: return path.gradientNorm(row)
    case .length: return row > 0 ? (path.point(row) - path.point(row - 1)).norm : nil
    }
  }
}

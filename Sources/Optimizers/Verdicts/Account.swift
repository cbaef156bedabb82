import Calculus

/// What has become of a run, in a student's words: `Run.account(at:scales:)` makes it from the verdict
/// and from the rows up to that step.
///
///     run.account(at: 60, scales: scales).text  // "arrived at step 18"
///
/// It says only what is known at that step, and stays the same for a while.
public struct Account: Hashable, Sendable {
  /// What has become of the run.
  public enum News: Hashable, Sendable {
    /// It has made no step.
    case atStart
    /// It is moving, and nothing is decided.
    case onItsWay
    /// It is moving, and under the loss that the race is to since a step.
    case underTarget(since: Int)
    /// It is higher than at its start; with the stable limit of the learning rate if the rate is
    /// over that.
    case uphill(limit: Double?)
    /// It is higher than at its start, and the gradient that it is given points away from the loss's
    /// own; with the angle in degrees.
    case misled(angle: Double)
    /// Its steps have no length.
    case motionless
    /// It is at the lowest known loss, or at a minimum that may be the lowest, since a step.
    case arrived(step: Int?)
    /// It is at a minimum that is not the lowest, since a step.
    case inLocalMinimum(since: Int?)
    /// It stands still on a saddle.
    case onSaddle
    /// It stands still on a top.
    case onTop
    /// It stands still on flat ground.
    case onPlateau
    /// The noise of its gradients keeps it from settling, since a step.
    case inNoise(since: Int?)
    /// It jumps to and fro without progress.
    case swinging
    /// It is too slow; with the steps that it still needs, nil if it hardly moves.
    case slow(stepsToGo: Double?)
    /// It went downhill off the map.
    case offMap
    /// Its loss grows without bound since a step; with the stable limit of the learning rate if the
    /// rate is over that.
    case diverged(step: Int, limit: Double?)
    /// A step could not be made.
    case undefined(step: Int, UndefinedCause = .noLoss)
    /// It was made elsewhere and recorded.
    case recorded(RecordedProgress)
  }

  /// The verdict at the step.
  public let verdict: Verdict
  /// What has become of the run.
  public let news: News
}

extension Account {
  /// The account in a race to a loss: a run of which nothing else is known yet is under that loss
  /// since a step.
  public func underTarget(since step: Int) -> Account {
    news == .onItsWay ? Account(verdict: verdict, news: .underTarget(since: step)) : self
  }
}

extension Run {
  /// What has become of the run at a step, judged only from the rows up to that step.
  /// - Parameters:
  ///   - step: the number of steps made; nil, or a step beyond the run's last, means the last one.
  ///   - scales: the scales of the surface.
  /// - Complexity: that of the verdict, and one number for each thousand rows; more for a run in its
  ///   noise whose rate changes.
  public func account(at step: Int? = nil, scales: SurfaceScales) -> Account {
    let last = max(0, min(step ?? self.step, self.step))
    let verdict = verdict(at: last, scales: scales)
    return Account(
      verdict: verdict, news: Account.News(verdict, of: self, at: last, scales: scales))
  }
}

extension Account.News {
  /// What the verdict alone says.
  init(_ verdict: Verdict) {
    switch verdict {
    case .undefined(let step, let cause): self = .undefined(step: step, cause)
    case .diverged(let step, .rateOverLimit(_, let limit, _)):
      self = .diverged(step: step, limit: limit)
    case .diverged(let step, .overshoot), .diverged(let step, .wrongGradient):
      self = .diverged(step: step, limit: nil)
    case .saddle: self = .onSaddle
    case .maximum: self = .onTop
    case .plateau: self = .onPlateau
    case .globalMinimum, .minimum: self = .arrived(step: nil)
    case .localMinimum: self = .inLocalMinimum(since: nil)
    case .leftMap: self = .offMap
    case .oscillating: self = .swinging
    case .hovering: self = .inNoise(since: nil)
    case .crawling(let steps, _): self = .slow(stepsToGo: steps.isFinite ? steps : nil)
    case .recorded(let progress): self = .recorded(progress)
    case .descending(nil): self = .atStart
    case .descending(let fall?): self = fall == 0 ? .motionless : .onItsWay
    }
  }

  /// What the verdict and the path say.
  fileprivate init(_ verdict: Verdict, of run: Run, at last: Int, scales: SurfaceScales) {
    if case .recorded(let progress) = verdict {
      self = .recorded(progress)
      return
    }
    let path = run.trajectory
    let evidence = ArrivalEvidence(run: run, last: last, scales: scales)
    let lowest = evidence.lowestLoss
    func arrival(_ bottom: Double) -> Int? { evidence.since(bottom: bottom, isResting: true) }
    /// The step since which a run that still moves has been at the lowest loss.
    var nearness: Int? {
      run.settings.isStochastic ? nil : evidence.since(bottom: lowest, isResting: false)
    }
    /// The step since which a noisy run has been at its floor.
    var noise: Int? {
      run.settings.isStochastic ? FloorEvidence(run: run, upTo: last).since : nil
    }
    /// What counts more than how it moves: that it rests, has arrived, or is held by its noise. By chance
    /// it then seems to fall or to rise for a while.
    var rest: Self? {
      evidence.isStill
        ? .motionless
        : nearness.map { .arrived(step: $0) } ?? noise.map { .inNoise(since: $0) }
    }
    self.init(verdict)
    switch verdict {
    case .globalMinimum, .minimum:
      let isLowest = scales.statesMinima || lowest >= scales.lowestLoss
      self = .arrived(step: arrival(isLowest ? lowest : path.loss(path.lowestRow(upTo: last))))
    case .localMinimum(let excess, _): self = .inLocalMinimum(since: arrival(lowest + excess))
    case .hovering: self = .inNoise(since: noise)
    case .oscillating:
      if let nearness { self = .arrived(step: nearness) }
    case .crawling(let steps, _):
      if let rest {
        self = rest
      } else if steps.isFinite {
        self = .slow(stepsToGo: evidence.stepsToGo ?? steps)
      }
    case .descending(.some):
      self =
        rest ?? (evidence.isAboveStart ? run.reasonForHeight(at: last) : .onItsWay)
    case .undefined, .diverged, .saddle, .maximum, .plateau, .leftMap, .descending(nil), .recorded:
      break
    }
  }
}

extension Run {
  /// The angle between the gradient that the optimizer is given at a row and the loss's own, in
  /// degrees; nil where it is given that one.
  func wrongAngle(at row: Int) -> Double? {
    let point = trajectory.point(row)
    return objective.substituteGradient(at: point)
      .flatMap { $0.angle(to: objective.evaluate(at: point).gradient) }
  }

  /// Why a run is above its start.
  fileprivate func reasonForHeight(at last: Int) -> Account.News {
    if let angle = wrongAngle(at: last), angle > 90 { return .misled(angle: angle) }
    return .uphill(limit: exceededLimit(at: last))
  }

  /// The stable limit of the learning rate at the last end of a block, if the rate is over it.
  fileprivate func exceededLimit(at last: Int) -> Double? {
    let row = last / PathBlock.size * PathBlock.size
    let curvature = objective.hessian(at: trajectory.point(row)).eigenvalues.largest
    guard let limit = settings.stableLearningRate(curvature: curvature) else { return nil }
    return learningRate(forStep: row + 1) > limit ? limit : nil
  }
}

import Calculus

/// A run that was made elsewhere, such as the training of a network: its points in the plane of a
/// surface, at ascending steps, with what was recorded beside them.
///
///     var recording = Recording(name: "sgd")
///     recording.append(step: 0, Point(1, 1))
///     recording.append(step: 100, Point(0.4, 0.2))
///     let run = Run(recording, on: objective)
///
/// Steps may be far apart, as those of a snapshot each epoch: between two of them a run stays at the
/// earlier one. Every number in it is finite, except for rates that are not known.
public struct Recording: Hashable, Sendable {
  /// The name of the run in its file: "1", "sgd-large-batch".
  public let name: String
  /// The name of the optimizer, if that was recorded.
  public let optimizer: String?
  /// Differs between versions of a file of which one does not continue the other.
  let origin: Int
  /// The step of each row, ascending.
  public private(set) var steps: [Int] = []
  /// The point of each row.
  public private(set) var points: [Point] = []
  /// The loss of each row, as it was measured in the run; nil if it was not recorded.
  public private(set) var losses: [Double]?
  /// The learning rate of the step that led to each row, NaN where it is not known; nil if it was not
  /// recorded.
  public private(set) var rates: [Double]?
  /// The step from which no row is finite, to the end; nil if the last row is.
  public private(set) var failure: Int?
  /// The number of rows that are left out because they are not finite, or because their step is
  /// beyond `Trajectory.stepLimit`.
  public private(set) var omitted = 0
  /// The last step of all, also of rows that are left out.
  public private(set) var lastRecordedStep: Int?

  /// A recording without rows.
  /// - Parameters:
  ///   - name: the name of the run.
  ///   - optimizer: the name of the optimizer, if it is known.
  ///   - hasLosses: whether each row has a loss.
  ///   - hasRates: whether each row has a learning rate.
  ///   - origin: a number that differs between versions of a file of which one does not continue the
  ///     other.
  public init(
    name: String, optimizer: String? = nil, hasLosses: Bool = false, hasRates: Bool = false,
    origin: Int = 0
  ) {
    self.name = name
    self.optimizer = optimizer
    self.origin = origin
    losses = hasLosses ? [] : nil
    rates = hasRates ? [] : nil
  }

  /// The number of rows.
  public var count: Int { steps.count }
  /// The last step that is shown; -1 without any row.
  public var lastStep: Int { steps.last ?? -1 }

  /// Adds a row, or notes that it is left out because it is not finite or too late.
  /// - Parameters:
  ///   - step: greater than `lastRecordedStep`, and not negative.
  ///   - point: where the run was.
  ///   - loss: the loss there, used only if the recording has losses.
  ///   - rate: the rate of the step that led there, used only if the recording has rates.
  public mutating func append(
    step: Int, _ point: Point, loss: Double = .nan, rate: Double = .nan
  ) {
    lastRecordedStep = step
    let isFinite = point.isFinite && (losses == nil || loss.isFinite)
    guard isFinite, step <= Trajectory.stepLimit else {
      omitted += 1
      if !isFinite, failure == nil { failure = step }
      return
    }
    failure = nil
    steps.append(step)
    points.append(point)
    losses?.append(loss)
    rates?.append(rate >= 0 && rate.isFinite ? rate : .nan)
  }

  /// The place of the last row up to a step; that of the first row if there is none.
  private func row(atStep step: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if steps[middle] <= step { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }

  /// Where the run was at a step; between two rows it is where the earlier one says.
  /// - Complexity: logarithmic in the number of rows, of which there must be one.
  public func point(atStep step: Int) -> Point { points[row(atStep: step)] }

  /// The first recorded step after a step; nil if there is none.
  public func nextStep(after step: Int) -> Int? {
    guard let first = steps.first, step >= first else { return steps.first }
    let next = row(atStep: step) + 1
    return next < count ? steps[next] : nil
  }

  /// The learning rate of the step that led to a row at or before a step; nil if it is not known.
  public func rate(ofStep step: Int) -> Double? {
    guard let rates, count > 0 else { return nil }
    let rate = rates[row(atStep: step)]
    return rate.isNaN ? nil : rate
  }

  /// Whether another recording is this one with more rows.
  func isContinued(by other: Recording) -> Bool {
    name == other.name && origin == other.origin && count <= other.count && count > 0
      && (losses == nil) == (other.losses == nil) && points[count - 1] == other.points[count - 1]
  }

  /// Recordings are equal if all that is recorded is.
  public static func == (left: Self, right: Self) -> Bool {
    // Comparing a copy with its original looks at no row; NaN differs from itself.
    left.name == right.name && left.optimizer == right.optimizer && left.origin == right.origin
      && left.failure == right.failure && left.omitted == right.omitted
      && left.steps == right.steps && left.points == right.points && left.losses == right.losses
  }

  /// Hashes the name and the number of rows.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(count)
  }
}

/// A recording that is being played, and the row that it has come to.
struct Tape: Sendable {
  private(set) var recording: Recording
  private var row = 0
  /// The evaluation of the surface at that row, as far as it is finite.
  private var loss: Double
  private var gradientNorm: Double

  /// - Parameter recording: has at least one row.
  init(_ recording: Recording, on objective: any Objective) {
    self.recording = recording
    (loss, gradientNorm) = (.nan, 0)
    look(at: objective)
    // A run that begins where the surface has no loss takes the first one that it comes to.
    var next = 1
    while loss.isNaN, next < recording.count {
      let there = objective.evaluate(at: recording.points[next])
      if there.loss.isFinite { loss = there.loss }
      next += 1
    }
  }

  /// Whether the surface has a loss at any of the recorded points, or the run has its own.
  var hasLoss: Bool { loss.isFinite }

  /// The row of the trajectory at a moment.
  var point: Point { recording.points[row] }

  /// The recorded loss, else that of the surface, or the last one where it has none.
  var evaluation: (loss: Double, gradientNorm: Double) { (loss, gradientNorm) }

  /// The recorded rate; 0 where none is known.
  var rate: Double {
    let rate = recording.rates?[row] ?? .nan
    return rate.isNaN ? 0 : rate
  }

  /// Goes to a later step.
  mutating func play(to step: Int, on objective: any Objective) {
    guard row + 1 < recording.count, recording.steps[row + 1] <= step else { return }
    while row + 1 < recording.count, recording.steps[row + 1] <= step { row += 1 }
    look(at: objective)
  }

  private mutating func look(at objective: any Objective) {
    let there = objective.evaluate(at: recording.points[row])
    let own = recording.losses?[row] ?? there.loss
    if own.isFinite { loss = own }
    let norm = there.gradient.portableNorm
    if norm.isFinite { gradientNorm = norm }
  }

  /// Takes the rows of a recording that continues this one; false if it does not.
  mutating func continued(by other: Recording) -> Bool {
    guard recording.isContinued(by: other) else { return false }
    recording = other
    return true
  }
}

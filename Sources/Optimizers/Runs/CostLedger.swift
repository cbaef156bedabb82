/// What a run has spent up to each of its steps.
///
/// Steps in a row that cost the same share an entry, so a run whose every step costs one gradient
/// has a single one, and line searches have one for each change.
struct CostLedger: Sendable {
  private struct Entry {
    /// The number of steps made before those of the entry, and what had been spent by then.
    var step: Int
    var spent: Spending
    /// The cost of each step.
    var cost: Cost
  }

  private struct Spending {
    var evaluations = 0
    var rows = 0
  }

  /// The number of rows of the data set; nil for a formula.
  let rowCount: Int?
  /// Whether the cost of a step is known before it is made: one gradient.
  let isSteady: Bool
  private let batch: Batch
  private var entries: [Entry] = []
  private var total = Cost()

  init(batch: Batch, rowCount: Int?, isSteady: Bool) {
    self.batch = batch
    self.rowCount = rowCount
    self.isSteady = isSteady
    if isSteady {
      var gradient = Cost()
      gradient.gradients = 1
      entries = [Entry(step: 0, spent: Spending(), cost: gradient)]
    }
  }

  /// Enters a step.
  /// - Parameters:
  ///   - step: the number of the step, from 1; one more than that of the last one entered.
  ///   - total: the cost of the run up to that step.
  mutating func enter(step: Int, total: Cost) {
    let cost = total - self.total
    self.total = total
    if let last = entries.last, last.cost == cost { return }
    entries.append(
      Entry(
        step: step - 1,
        spent: Spending(
          evaluations: spent(on: .evaluations, upTo: step - 1),
          rows: spent(on: .rows, upTo: step - 1)),
        cost: cost))
  }

  /// What the steps up to a number have cost, by a clock. For later steps than those entered, the
  /// last cost is assumed.
  /// - Complexity: logarithmic in the number of changes of the cost.
  func spent(on clock: RaceClock, upTo step: Int) -> Int {
    guard clock != .steps, let entry = entry(of: step) else { return step }
    let (cost, count) = (entry.cost, step - entry.step)
    if clock == .rows, let rowCount {
      let seen = rows(upTo: step) - rows(upTo: entry.step)
      // Losses and Hessians are of all rows, whatever the batch.
      return entry.spent.rows + cost.gradients * seen
        + count * (cost.losses + cost.hessians) * rowCount
    }
    return entry.spent.evaluations + count * cost.evaluations
  }

  /// The last entry for a step.
  private func entry(of step: Int) -> Entry? {
    var (low, high) = (0, entries.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if entries[middle].step < step { low = middle } else { high = middle }
    }
    return entries.isEmpty ? nil : entries[low]
  }

  /// The rows in the batches of the steps up to a number: every row once in each pass, whose last
  /// batch may be smaller than the others.
  private func rows(upTo step: Int) -> Int {
    guard let rowCount else { return step }
    guard case .samples(let size) = batch, size < rowCount else { return step * rowCount }
    let (epochs, batches) = step.quotientAndRemainder(dividingBy: (rowCount + size - 1) / size)
    return epochs * rowCount + batches * size
  }
}

extension Cost {
  /// The number of evaluations of the loss, with or without its derivatives.
  public var evaluations: Int { gradients + losses + hessians }

  static func - (left: Self, right: Self) -> Self {
    var difference = left
    difference.gradients -= right.gradients
    difference.losses -= right.losses
    difference.hessians -= right.hessians
    return difference
  }
}

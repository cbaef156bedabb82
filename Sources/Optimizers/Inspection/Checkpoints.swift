/// Copies of a run's optimizer at some of its rows, evenly spread and never many, so that a step
/// long past can be made again without going through all before it.
struct Checkpoints: Sendable {
  /// A rule with its memory as it was at a row.
  struct Checkpoint: Sendable {
    let row: Int
    let optimizer: any Optimizer
  }

  static let firstStride = 256
  static let limit = 128

  /// Those of the rows 0, stride, 2·stride …
  private var optimizers: [any Optimizer] = []
  private(set) var stride = firstStride

  /// The next row of which a copy is wanted.
  var nextRow: Int { optimizers.count * stride }

  /// Keeps the optimizer as it is at `nextRow`.
  mutating func add(_ optimizer: any Optimizer) {
    if optimizers.count == Checkpoints.limit {
      optimizers = optimizers.indices.filter { $0.isMultiple(of: 2) }.map { optimizers[$0] }
      stride *= 2
    }
    optimizers.append(optimizer)
  }

  /// The last one at a row or before it; nil where there is none.
  func last(upTo row: Int) -> Checkpoint? {
    let index = min(row / stride, optimizers.count - 1)
    return index < 0 ? nil : Checkpoint(row: index * stride, optimizer: optimizers[index])
  }
}

import CVectorMath

/// A rule that can make the steps of a block of walks at once, bit for bit those of each alone.
protocol BlockRule: Optimizer {
  /// What the rule remembers of a walk before its first step, a number for each row of its memory.
  static var fresh: SIMD8<Double> { get }

  /// Whether the rule makes its steps in blocks with the hyperparameters that it has.
  var hasBlocks: Bool { get }

  /// Writes the next points.
  /// - Parameters:
  ///   - steps: where the walks are, and where the next points go.
  ///   - memory: rows of what the rule remembers of each walk.
  ///   - rate: the learning rate.
  func step(_ steps: UnsafePointer<block_steps>, memory: UnsafeMutablePointer<Double>, rate: Double)
}

extension BlockRule {
  /// The default: with all of them.
  var hasBlocks: Bool { true }
}

/// Judges the steps of a block of walks, and ends those that are done.
package protocol BlockJudge {
  /// What is remembered of a walk before its first step, a number for each row of the judge's memory.
  func memory(of start: Int) -> SIMD4<Double>

  /// Looks at a step of each walk; one that is refused has no meaning.
  /// - Parameters:
  ///   - steps: where the walks were, where they are, and how many steps they have made.
  ///   - memory: rows of what is remembered of each walk.
  /// - Returns: bit i is set if the walk in lane i is done.
  func done(_ steps: UnsafePointer<block_steps>, memory: UnsafeMutablePointer<Double>) -> UInt64

  /// Called when a walk has ended, with what is remembered of it.
  mutating func end(_ start: Int, memory: SIMD4<Double>)
}

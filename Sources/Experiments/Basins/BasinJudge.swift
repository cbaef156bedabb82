import CVectorMath
import Calculus
import Optimizers

/// Looks at runs that advance in blocks as `BasinScout.follow` does at those that do not: a run is done
/// where it has reached a minimum, stands still or is lost off the map.
///
/// All lengths and distances are squared, except the distance from the centre.
struct BasinJudge: BlockJudge {
  /// For each start the stated minimum that its run is near, an index or -1, the step at which it came
  /// there, and the loss above which it has diverged.
  var tracks: [(near: Int, since: Int, highest: Double)]
  let minima: [Point]
  let nearness: Double
  let reach: Double
  let stillGradient: Double
  let stillStep: Double
  let centre: Point
  let farthest: Point
  /// How far below the loss of divergence a run off the map has fallen without end.
  let depth: Double

  func memory(of start: Int) -> SIMD4<Double> {
    let track = tracks[start]
    return SIMD4(Double(track.near), Double(track.since), track.highest, 0)
  }

  func done(_ steps: UnsafePointer<block_steps>, memory: UnsafeMutablePointer<Double>) -> UInt64 {
    minima.withUnsafeBytes { minima in
      var rest = block_rest(
        minima: minima.baseAddress?.assumingMemoryBound(to: Double.self),
        minimum_count: self.minima.count, nearness: nearness, reach: reach,
        still_gradient: stillGradient, still_step: stillStep, middle_x: centre.x,
        middle_y: centre.y, farthest_x: farthest.x, farthest_y: farthest.y, depth: depth)
      return block_at_rest(steps, memory, &rest)
    }
  }

  mutating func end(_ start: Int, memory: SIMD4<Double>) {
    tracks[start].near = Int(memory[0])
    tracks[start].since = Int(memory[1])
  }
}

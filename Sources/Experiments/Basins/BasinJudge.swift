import CVectorMath
import Calculus
import Optimizers

/// Looks at runs that advance in blocks as `BasinScout.follow` does at those that do not: a run is done
/// where it has reached a minimum, stands still or is lost off the map.
///
/// All lengths and distances are squared, except the distance from the centre.
struct BasinJudge: BlockJudge {
  /// What is remembered of the run from each start, brought up to date at its end.
  var tracks: [BasinTrack]
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

/// Finds out, for runs that are made again in blocks, when each came near the minimum that it is known to
/// reach.
struct BasinLengthJudge: BlockJudge {
  let minima: [Point]
  /// For each start the number of steps until its run was permanently near its minimum.
  var lengths: [Int]
  /// All steps that the run made the first time.
  let made: [Int]
  /// The squared distance from a minimum.
  let nearness: Double

  func memory(of start: Int) -> SIMD4<Double> {
    let minimum = minima[start]
    return SIMD4(minimum.x, minimum.y, Double(lengths[start]), Double(made[start]))
  }

  func done(_ steps: UnsafePointer<block_steps>, memory: UnsafeMutablePointer<Double>) -> UInt64 {
    let steps = steps.pointee
    let (xs, ys) = (memory, memory + steps.distance)
    let (lengths, ends) = (ys + steps.distance, ys + 2 * steps.distance)
    var bits: UInt64 = 0
    for lane in 0..<steps.count {
      let minimum = Point(xs[lane], ys[lane])
      let point = Point(steps.to[lane], steps.to[steps.distance + lane])
      if minimum.squaredDistance(to: point) >= nearness {
        lengths[lane] = min(steps.made[lane] + 1, ends[lane])
      }
      if steps.made[lane] == ends[lane] { bits |= 1 << UInt64(lane) }
    }
    return bits
  }

  mutating func end(_ start: Int, memory: SIMD4<Double>) { lengths[start] = Int(memory[2]) }
}

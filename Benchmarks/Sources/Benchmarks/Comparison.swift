/// A piece of Descent's work, and the same work in plain loops written for it alone.
///
/// Speeds depend on the machine and its load; the ratio of two loops that take turns hardly does.
struct Comparison {
  let name: String
  /// The unit of the work.
  let unit: String
  /// The number of units in one call.
  let count: Int
  /// The ratio that is wanted of Descent's speed to that of the loop.
  let wanted: Double?
  /// Both return a number that depends on all of their work, so that none of it is optimized away.
  let ours: () -> Double
  let peer: () -> Double

  struct Result {
    /// Per second; medians.
    let ours: Double
    let peer: Double
    var ratio: Double { ours / peer }
  }

  /// Lets the two take turns for about this time, and takes the medians.
  func measured(seconds: Double) -> Result {
    let clock = ContinuousClock()
    var times: (ours: [Double], peer: [Double]) = ([], [])
    var sum = ours() + peer()
    let end = clock.now + .seconds(seconds)
    repeat {
      times.ours.append(clock.measure { sum += ours() } / .seconds(1))
      times.peer.append(clock.measure { sum += peer() } / .seconds(1))
    } while clock.now < end || times.ours.count < 5
    precondition(sum.isFinite, "\(name) must compute numbers")
    return Result(
      ours: Double(count) / median(times.ours), peer: Double(count) / median(times.peer))
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

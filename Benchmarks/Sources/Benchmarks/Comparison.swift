/// A piece of Descent's work and the same work in plain loops, made for it alone.
///
/// Speeds depend on the machine and on what else runs there; the ratio of two loops that take turns
/// hardly does.
struct Comparison {
  let name: String
  /// What is counted.
  let unit: String
  /// How many of them one call makes.
  let count: Int
  /// The ratio of the speeds that is wanted, Descent's over the peer's.
  let wanted: Double?
  /// Both return a number that depends on all of their work, so that none of it is left out.
  let ours: () -> Double
  let peer: () -> Double

  struct Result {
    /// Per second; medians.
    let ours: Double
    let peer: Double
    var ratio: Double { ours / peer }
  }

  /// Lets the two take turns for about so long and takes the medians.
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

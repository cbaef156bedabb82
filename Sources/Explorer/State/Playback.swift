import Optimizers
import RealModule

/// The time of the explorer: the moment on the screen, and the speed of playing.
public struct Playback: Hashable, Sendable {
  /// The moment on the screen, in the units of the race's clock: its step, the evaluations or the
  /// rows that each run has paid for. 0 is the start.
  public var position = 0
  public var isPlaying = true
  /// The moment to be shown when the race has come there, or when the losses up to it are known; nil
  /// if that is the moment on the screen.
  var goal: Int?
  /// The moment on the screen, or the one to be shown.
  var moment: Int { goal ?? position }
  /// Playing stops here; nil in the explorer unless a limit was requested.
  public var limit: Budget?
  private var speedIndex = 5
  /// The fraction of a unit for which time has already passed.
  private var credit = 0.0

  /// How a clock runs.
  enum Pace: Hashable, Sendable {
    /// Evenly: each step of the speed counts as some units.
    case even(unit: Int)
    /// In proportion to what has been spent, so that one sees as much of the first hundred rows as of
    /// the first hundred thousand.
    case growing
  }

  /// The available speeds, in steps per second.
  static let speeds = [1, 2, 5, 10, 20, 30, 60, 120, 300, 1000, 3000, 10000]
  /// The factors by which a growing clock grows in a second at each of those speeds.
  static let factors = [1.1, 1.2, 1.3, 1.5, 1.7, 2, 3, 5, 10, 20, 50, 100]
  /// A growing clock runs evenly up to this position, and not faster than the fastest speed.
  private static let firstGrowth = 15.0

  public init(position: Int = 0, isPlaying: Bool = true, limit: Budget? = nil) {
    self.position = position
    self.isPlaying = isPlaying
    self.limit = limit
  }

  /// Steps per second.
  public var speed: Int { Playback.speeds[speedIndex] }

  /// Units per second, now.
  private func rate(at pace: Pace) -> Double {
    switch pace {
    case .even(let unit): return Double(speed) * Double(unit)
    case .growing:
      let growth = Double.log(Playback.factors[speedIndex])
      let fastest = Double(Playback.speeds.last ?? 1)
      return min(max(Double(position), Playback.firstGrowth) * growth, fastest)
    }
  }

  /// The speed in words: "30/s", or "×2/s" while the clock grows.
  func speedText(at pace: Pace) -> String {
    let factor = Playback.factors[speedIndex]
    let isGrowing =
      pace == .growing && rate(at: pace) < Double(Playback.speeds.last ?? 1)
    let whole = Int(factor)
    return isGrowing
      ? "×\(Double(whole) == factor ? "\(whole)" : "\(factor)")/s"
      : "\(Int(rate(at: pace)))/s"
  }

  /// The duration of a unit on the screen, in seconds: no shorter than a frame at 60 Hz.
  func frameInterval(at pace: Pace) -> Double {
    switch pace {
    case .even: 1 / Double(min(speed, 60))
    case .growing: 1 / 30
    }
  }

  mutating func changeSpeed(by count: Int) {
    speedIndex = min(max(speedIndex + count, 0), Playback.speeds.count - 1)
    credit = 0
  }

  /// Lets time pass and returns the position to show now.
  ///
  /// After a long pause (a suspended program, a slow terminal) it catches up by at most a quarter
  /// of a second.
  /// - Parameter limit: the last position that is shown.
  mutating func target(after seconds: Double, pace: Pace = .even(unit: 1), limit: Int? = nil)
    -> Int
  {
    credit += min(max(seconds, 0), 0.25) * rate(at: pace)
    let whole = credit.rounded(.down)
    credit -= whole
    return min(position + Int(whole), limit ?? .max)
  }
}

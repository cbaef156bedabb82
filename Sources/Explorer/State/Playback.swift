/// The clock of the explorer: the step on the screen, and the speed of playing.
public struct Playback: Hashable, Sendable {
  /// The step on the screen; 0 is the start.
  public var step = 0
  public var isPlaying = true
  /// Playing stops at this step; nil in the explorer unless a number of steps was requested.
  public var limit: Int?
  private var speedIndex = 5
  /// The fraction of a step for which time has already passed.
  private var credit = 0.0

  /// The available speeds, in steps per second.
  static let speeds = [1, 2, 5, 10, 20, 30, 60, 120, 300, 1000, 3000, 10000]

  public init(step: Int = 0, isPlaying: Bool = true, limit: Int? = nil) {
    self.step = step
    self.isPlaying = isPlaying
    self.limit = limit
  }

  /// Steps per second.
  public var speed: Int { Playback.speeds[speedIndex] }

  /// The duration of a step on the screen, in seconds: no shorter than a frame at 60 Hz.
  public var frameInterval: Double { 1 / Double(min(speed, 60)) }

  mutating func changeSpeed(by count: Int) {
    speedIndex = min(max(speedIndex + count, 0), Playback.speeds.count - 1)
    credit = 0
  }

  /// Lets time pass and returns the step to show now.
  ///
  /// After a long pause (a suspended program, a slow terminal) it catches up by at most a quarter
  /// of a second.
  mutating func targetStep(after seconds: Double) -> Int {
    credit += min(max(seconds, 0), 0.25) * Double(speed)
    let whole = credit.rounded(.down)
    credit -= whole
    return min(step + Int(whole), limit ?? .max)
  }
}

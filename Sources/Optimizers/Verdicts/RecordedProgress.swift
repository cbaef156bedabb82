/// How far a recorded run has been played, and how it ended.
public struct RecordedProgress: Hashable, Sendable {
  /// The last recorded step.
  public let steps: Int
  /// Whether the run is at that step.
  public let isOver: Bool
  /// The step from which the recording is not finite, to its end; nil if it is finite.
  public let failure: Int?
  /// Whether the run is within the domain.
  public let isOnMap: Bool

  init(of recording: Recording, at step: Int, isOnMap: Bool) {
    steps = recording.lastStep
    isOver = step >= recording.lastStep
    failure = recording.failure
    self.isOnMap = isOnMap
  }

  /// Whether the run is at the step after which it is not finite.
  var hasFailed: Bool { isOver && failure != nil }

  /// A line: "recorded, 300 steps".
  var text: String {
    if hasFailed, let failure { return "recorded: not finite at \(failure)" }
    return isOnMap ? label : "recorded, off the map now"
  }

  /// At most 20 characters and the digits of a step.
  var label: String {
    if hasFailed, let failure { return "not finite at \(failure)" }
    return "recorded, \(steps) \(steps == 1 ? "step" : "steps")"
  }

  /// At most ten characters.
  var briefLabel: String { hasFailed ? "not finite" : "recorded" }

  /// One sentence for a student.
  var sentence: String {
    var sentence =
      "it was recorded, \(steps) \(steps == 1 ? "step" : "steps"): it is shown as it was, and not judged"
    if let failure { sentence += "; from step \(failure) on it is not finite" }
    if !isOnMap { sentence += "; it is outside of the map here" }
    return sentence
  }
}

import Landscape

/// What undo brings back: everything that decides the race, and where it is seen.
struct Settings: Sendable {
  var scene: Scene
  var viewport: Domain
  var selection: Int?
}

/// The settings that were, and those that were undone.
struct History: Sendable {
  private var past: [Settings] = []
  private var future: [Settings] = []
  /// The dial of the last change, until something else comes between.
  private var turning: Dial.ID?

  /// Older changes are forgotten.
  private static let limit = 200

  /// Notes the settings before a change; of a dial's turns only those before the first.
  mutating func record(_ settings: Settings, turning dial: Dial.ID? = nil) {
    future = []
    if isTurning(dial) { return }
    turning = dial
    past.append(settings)
    if past.count > History.limit { past.removeFirst() }
  }

  /// Whether a turn of a dial goes on with the last change.
  func isTurning(_ dial: Dial.ID?) -> Bool { dial != nil && dial == turning }

  /// Makes the next turn of a dial a change of its own.
  mutating func endTurning() { turning = nil }

  /// The settings before the last change; the present ones can then be had again.
  mutating func undo(from present: Settings) -> Settings? {
    endTurning()
    guard let settings = past.popLast() else { return nil }
    future.append(present)
    return settings
  }

  mutating func redo(from present: Settings) -> Settings? {
    endTurning()
    guard let settings = future.popLast() else { return nil }
    past.append(present)
    return settings
  }
}

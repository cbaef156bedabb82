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

  /// Older changes are forgotten.
  private static let limit = 200

  /// Notes the settings before a change.
  mutating func record(_ settings: Settings) {
    past.append(settings)
    if past.count > History.limit { past.removeFirst() }
    future = []
  }

  /// The settings before the last change; the present ones can then be had again.
  mutating func undo(from present: Settings) -> Settings? {
    guard let settings = past.popLast() else { return nil }
    future.append(present)
    return settings
  }

  mutating func redo(from present: Settings) -> Settings? {
    guard let settings = future.popLast() else { return nil }
    past.append(present)
    return settings
  }
}

/// What stands at a place on the screen, for the mouse.
enum Target: Hashable {
  case map(Int)
  /// The chart or the line of steps.
  case timeline
  /// An optimizer in the table, or over its map.
  case run(Int)
  /// A key or a hint in the footer.
  case action(Action)
  /// A line of an open list.
  case item(Int)
  case tool
  /// An open panel, beside its lines.
  case panel
  case nothing
}

/// A mouse button that is held.
struct Press: Hashable {
  let target: Target
  var column: Int
  var row: Int
  var hasMoved = false
}

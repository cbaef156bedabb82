import Canvas

extension ExplorerState {
  /// Gives a key to the open tool; false where the tool has no use for it.
  mutating func handleInTool(_ key: Key) -> Bool {
    switch tool {
    case .parameters, .sweep, .basins, .inspector, .check, nil: return false
    }
  }

  /// A press or a drag of the mouse inside the open tool.
  mutating func pressTool(_ mouse: Mouse) {
    switch tool {
    case .parameters, .sweep, .basins, .inspector, .check, nil: break
    }
  }
}

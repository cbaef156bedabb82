import Comparison

extension LossFloor {
  /// What the losses of a chart are, the longest text that fits.
  /// - Parameter tolerance: how far the number may be off.
  func title(within tolerance: Double, fitting width: Int) -> String {
    guard value != 0 else { return "loss" }
    let number = value.readable(digits: 4, within: tolerance)
    let short = "above \(value.readable(digits: 3, fitting: 9))"
    let texts =
      isStated
      ? ["loss above the minimum, \(number)", "loss above the minimum"]
      : ["loss above the lowest, \(number)"]
    let all = texts + ["loss above \(number)", "loss \(short)", short]
    return all.first { $0.count <= width } ?? "loss"
  }
}

extension ExplorerState {
  /// What losses above a floor are called.
  func title(above floor: LossFloor, fitting width: Int) -> String {
    floor.title(within: scene.scales.lossRange / 100, fitting: width)
  }

  /// The lowest loss that is known, or that a run has met. For a run that falls for ever it is at most
  /// the map's own range of losses below the known one, or all other curves would be flat.
  var lossFloor: LossFloor {
    scene.lossFloor(of: race)
  }
}

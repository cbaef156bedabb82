import Comparison

extension LossFloor {
  /// The title of a loss axis: the longest one that fits.
  /// - Parameter tolerance: the permitted rounding of the number.
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
  /// The title of losses above a floor.
  func title(above floor: LossFloor, fitting width: Int) -> String {
    floor.title(within: scene.scales.lossRange / 100, fitting: width)
  }

  /// The lowest loss that is known or was reached. For a run that falls without bound it is at most
  /// the map's range of losses below the known one; otherwise all other curves would be flat.
  var lossFloor: LossFloor {
    scene.lossFloor(of: race)
  }
}

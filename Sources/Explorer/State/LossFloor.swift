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
    lossFloor(met: race.runs.map { $0.trajectory.loss($0.trajectory.lowestRow(upTo: $0.step)) })
  }

  /// - Parameter losses: the losses that were reached, in any order.
  func lossFloor(met losses: [Double]) -> LossFloor {
    let lowest = losses.filter(\.isFinite).min() ?? .infinity
    guard let known = scene.lowest else {
      return LossFloor(value: lowest.isFinite ? lowest : 0, isStated: false)
    }
    let range = scene.scales.lossRange
    // Rounding may put a value at the minimum slightly below it.
    guard lowest < known.value - 1e-9 * max(known.value.magnitude, range) else { return known }
    return LossFloor(value: max(lowest, known.value - range), isStated: false)
  }
}

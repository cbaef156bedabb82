import Calculus
import Canvas
import Input
import Optimizers

extension ExplorerState {
  /// Gives a key to the open tool; false where the tool has no use for it.
  mutating func handleInTool(_ key: Key) -> Bool {
    switch tool {
    case .parameters: return handleInParameters(key)
    case .sweep:
      guard key == .enter else { return false }
      takeBestRates()
      return true
    case .basins, .inspector, .check, nil: return false
    }
  }
}

/// The step and the point that the inspector and the gradient check show.
extension ExplorerState {
  /// The selected run, else the first.
  var inspectedRun: Int { selection ?? 0 }

  /// The step that comes next for that run.
  var inspection: Inspection {
    let run = race.runs[inspectedRun]
    return Inspection(of: run, at: min(playback.step, run.step), scales: scene.scales)
  }

  /// The present point of that run.
  var inspectedPoint: Point { present(of: inspectedRun).point }
}

import Comparison
import Landscape

/// The command line that rebuilds this screen.
extension ExplorerState {
  public var commandLine: String {
    var setup = scene.setup
    // A typed formula's start is chosen in the domain of the command line: here it is what is seen.
    setup.start = scene.start
    setup.domain = viewport
    return (["descent"] + setup.arguments + viewArguments).map(\.shellQuoted)
      .joined(separator: " ")
  }

  private var viewArguments: [String] {
    var arguments: [String] = []
    if !playback.isPlaying { arguments.append("--paused") }
    if playback.step > 0 { arguments += ["--step", "\(playback.step)"] }
    if let selection { arguments += ["--select", "\(selection + 1)"] }
    if let view = appearance.view { arguments += ["--view", view.rawValue] }
    if let tool { arguments += ["--panel", tool.rawValue] }
    if let steps = sight.sweepSteps { arguments += ["--sweep-steps", "\(steps)"] }
    if chart != .loss { arguments += ["--chart", chart.rawValue] }
    if appearance.contours != .bandsAndLines {
      arguments += ["--contours", appearance.contours.rawValue]
    }
    if appearance.view == .relief, camera != .standard {
      arguments.append("--camera=\(camera.azimuth.plain),\(camera.elevation.plain)")
    }
    if appearance.glyphs != .quadrant { arguments += ["--glyphs", appearance.glyphs.rawValue] }
    if appearance.ramp != .magma { arguments += ["--ramp", appearance.ramp.rawValue] }
    if let levels = appearance.levels { arguments += ["--levels", levels.rawValue] }
    return arguments
  }
}

import Calculus
import Landscape
import Optimizers

/// The command line that rebuilds this screen.
extension ExplorerState {
  public var commandLine: String {
    (["descent"] + sourceArguments + placeArguments + optimizerArguments + sampleArguments
      + viewArguments).map(\.shellQuoted).joined(separator: " ")
  }

  private var sourceArguments: [String] {
    let surface = scene.surface
    var arguments: [String]
    if let file = scene.request.file {
      arguments = [file.contains("/") ? file : "./" + file]
    } else if surface.isTyped {
      arguments = ["-f", surface.formula.text]
    } else {
      arguments = [surface.id]
    }
    for parameter in surface.parameters {
      if let value = scene.parameters[parameter.name], value != parameter.value {
        arguments += ["--set", "\(parameter.name)=\(value.plain)"]
      }
    }
    return arguments
  }

  private var placeArguments: [String] {
    var arguments: [String] = []
    let usual = scene.surface.isTyped ? Domain.standard : scene.surface.domain
    if viewport != usual {
      arguments.append("--domain=\(viewport.x.spec),\(viewport.y.spec)")
    }
    if plainScene?.start != scene.start {
      arguments.append("--start=\(scene.start.x.plain),\(scene.start.y.plain)")
    }
    return arguments
  }

  private var optimizerArguments: [String] {
    let plain = plainScene?.settings ?? []
    let specs = scene.settings.enumerated().map { index, settings in
      settings.spec(leavingOut: plain.indices.contains(index) ? plain[index] : nil)
    }
    // The default race goes without saying.
    if specs == OptimizerSpec.defaults.map(\.kind.name) { return [] }
    return specs.flatMap { ["-o", $0] }
  }

  private var sampleArguments: [String] {
    var arguments: [String] = []
    if scene.seed != 0 { arguments += ["--seed", "\(scene.seed)"] }
    if scene.noise != plainScene?.noise { arguments += ["--noise", scene.noise.plain] }
    if let schedule = scene.settings.first?.schedule, schedule != .constant {
      arguments += ["--schedule", schedule.spec]
    }
    if let limit = playback.limit { arguments += ["--steps", "\(limit)"] }
    return arguments
  }

  private var viewArguments: [String] {
    var arguments: [String] = []
    if !playback.isPlaying { arguments.append("--paused") }
    if playback.step > 0 { arguments += ["--step", "\(playback.step)"] }
    if let selection { arguments += ["--select", "\(selection + 1)"] }
    if let view = appearance.view { arguments += ["--view", view.rawValue] }
    if let tool { arguments += ["--panel", tool.rawValue] }
    if let steps = chosenSweepSteps { arguments += ["--sweep-steps", "\(steps)"] }
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

  /// What the command line would settle by itself for this surface, view and these optimizers.
  private var plainScene: Scene? {
    var setup = Setup(surface: scene.surface)
    setup.parameters = scene.parameters
    setup.domain = viewport
    setup.optimizers = scene.settings.map { OptimizerSpec($0.kind) }
    return try? Scene(setup)
  }
}

extension ClosedRange<Double> {
  fileprivate var spec: String { "\(lowerBound.plain):\(upperBound.plain)" }
}

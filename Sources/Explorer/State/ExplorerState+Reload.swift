import Landscape
import Optimizers

/// Why the file of a surface cannot be shown.
public struct SurfaceFault: Error, Hashable, Sendable {
  /// Where and what it is, in a sentence.
  public let message: String

  public init(_ message: String) { self.message = message }
}

/// A surface whose file is changed while it is seen.
extension ExplorerState {
  /// The file that the surface on the screen was read from, if it was.
  public var surfaceFile: String? { scene.asked.file }

  /// What is wrong with that file, as long as it is.
  var shownFault: String? { surfaceFile == nil ? nil : fault }

  /// Takes what the surface's file holds now.
  ///
  /// The race, the step and, where the domain is the same, the part of the map stay. Of a broken
  /// file only the fault is shown, until it is mended.
  public mutating func reload(_ result: Result<Surface, SurfaceFault>) {
    switch result {
    case .failure(let fault):
      self.fault = fault.message
      // That it was read is no longer true.
      notice = nil
    case .success(let surface):
      fault = nil
      guard surface != scene.surface else { break }
      take(surface)
      if self.fault == nil { notice = "\((scene.asked.file ?? surface.name).escaped) read again" }
    }
  }

  private mutating func take(_ surface: Surface) {
    var request = scene.request.reading(surface)
    var fault = open(file: request)
    if fault != nil, request.start != nil {
      // A start that somebody chose may lie where there is no loss any more.
      request.start = nil
      fault = open(file: request)
    }
    self.fault = fault.map { "\((request.file ?? surface.name).escaped): \($0)" }
  }

  /// Shows what a file asks for; where it cannot be, nothing changes and the reason is returned.
  private mutating func open(file request: Setup) -> String? {
    var (scene, race): (Scene, Race)
    do throws(SetupError) {
      (scene, race) = try Scene.settled(request)
    } catch {
      return error.message
    }
    race.advance(to: playback.step)
    change { state in
      if scene.domain != state.scene.domain { state.viewport = scene.domain }
      state.scene = scene
      state.race = race
      state.forgetGhosts()
      return true
    }
    return nil
  }
}

extension Setup {
  /// The same with another version of the surface: what was set stays where it can, and learning
  /// rates that nobody touched are settled anew.
  fileprivate func reading(_ surface: Surface) -> Setup {
    var setup = self
    setup.surface = surface
    setup.parameters = parameters.filter { name, value in
      surface.parameters.contains { $0.name == name && $0.range.contains(value) }
    }
    for (index, spec) in optimizers.enumerated() where spec.tuning?.plan == spec.tuning?.settled {
      setup.optimizers[index].tuning = nil
    }
    return setup
  }
}

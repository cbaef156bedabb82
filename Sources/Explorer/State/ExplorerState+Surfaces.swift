import Comparison
import Landscape
import Optimizers

/// The surfaces that can be chosen: those of the catalog, and the one that the explorer was opened
/// with.
extension ExplorerState {
  /// The names of all of them. A surface that the catalog lacks comes first.
  var surfaceNames: [String] {
    catalog.names.contains(homeName) ? catalog.names : [homeName] + catalog.names
  }

  /// The name of the surface on the screen; nil if it cannot be chosen by one.
  var surfaceName: String? {
    if scene.setup.isOnSurface(of: home) { return homeName }
    return scene.setup.file == nil ? scene.surface.id : nil
  }

  /// The name of a surface that is read from a file differs from all of the catalog by its ending.
  private var homeName: String {
    if let file = home.file { return (file.split(separator: "/").last.map(String.init) ?? file) }
    return home.surface.isTyped ? "formula" : home.surface.id
  }

  func surface(named name: String) -> Surface? {
    name == homeName ? home.surface : catalog.surface(name)
  }

  /// Shows another surface from its start, with the requested optimizers and its own recorded runs.
  mutating func showSurface(named name: String) {
    if name == homeName {
      change(startsOver: true) { [home] in $0 = $0.showing(surfaceOf: home) }
      // What is followed is shown as it is now.
      if home.followsRuns { show(lastRecordedStep) }
    } else if let surface = catalog.surface(name) {
      let recordings = catalog.recordings(surface)
      change(startsOver: true) { $0 = $0.showing(surface, recordings: recordings) }
    }
  }
}

/// The reason why a surface file cannot be shown.
public struct SurfaceFault: Error, Hashable, Sendable {
  /// The place and the fault, in a sentence.
  public let message: String

  public init(_ message: String) { self.message = message }
}

/// A surface whose file changes while it is shown.
extension ExplorerState {
  /// The file that the surface was read from; nil for any other surface.
  public var surfaceFile: String? { scene.setup.file }

  /// The fault in that file or in the lesson's, until it is repaired.
  /// - Parameter width: the columns that what to do must not be beyond.
  func shownFault(fitting width: Int = .max) -> String? {
    if let fault = source?.fault {
      let advice = "; R starts it again"
      let room = max(20, width - advice.count)
      return (fault.count <= room ? fault : fault.prefix(room - 1) + "…") + advice
    }
    return (surfaceFile == nil ? nil : dialogue.fault)
      ?? (guide == nil ? nil : dialogue.lessonFault)
      ?? (scene.setup.hasRunFiles(of: home) ? dialogue.runsFault : nil)
  }

  /// Adopts the current content of the surface's file. The race and the step stay, as does the
  /// visible part of the map if the domain is unchanged. If the file is broken, the surface stays,
  /// and the fault is shown until it is repaired.
  /// - Parameter recordings: the recorded runs, if the file names others; nil to keep them.
  public mutating func reload(
    _ result: Result<Surface, SurfaceFault>, recordings: [Optimizers.Recording]? = nil
  ) {
    switch result {
    case .failure(let fault):
      dialogue.fault = fault.message
      // A "reloaded" notice is out of date now.
      notice = nil
    case .success(let surface):
      dialogue.fault = nil
      guard surface != scene.surface || recordings != nil else { break }
      take(surface, recordings)
      if dialogue.fault == nil {
        notice = "\((scene.setup.file ?? surface.name).escaped) reloaded"
      }
    }
  }

  private mutating func take(_ surface: Surface, _ recordings: [Optimizers.Recording]?) {
    let hasChosenStart = scene.setup.reading(surface).start != nil
    var error = change { $0 = $0.reading(surface, recordings: recordings) }
    if error != nil, hasChosenStart {
      // The loss may no longer be defined at the chosen start.
      error = change {
        $0 = $0.reading(surface, recordings: recordings)
        $0.start = nil
      }
    }
    notice = nil
    dialogue.fault = error.map { "\((surfaceFile ?? surface.name).escaped): \($0.message)" }
    if error == nil, scene.setup.isOnSurface(of: home) {
      home.surface = surface
      if let recordings { home.recordings = recordings }
    }
  }
}

import Comparison
import Landscape

/// Why the file of a surface cannot be shown.
public struct SurfaceFault: Error, Hashable, Sendable {
  /// Where and what it is, in a sentence.
  public let message: String

  public init(_ message: String) { self.message = message }
}

/// A surface whose file is changed while it is shown.
extension ExplorerState {
  /// The file that the surface on the screen was read from, if it was.
  public var surfaceFile: String? { scene.setup.file }

  /// What is wrong with that file, until it is repaired.
  var shownFault: String? { surfaceFile == nil ? nil : dialogue.fault }

  /// Takes what the surface's file holds now.
  ///
  /// The race, the step and, where the domain is the same, the part of the map stay. The fault of a
  /// broken file is shown until it is repaired; the surface stays.
  public mutating func reload(_ result: Result<Surface, SurfaceFault>) {
    switch result {
    case .failure(let fault):
      dialogue.fault = fault.message
      // A "read again" notice is out of date now.
      notice = nil
    case .success(let surface):
      dialogue.fault = nil
      guard surface != scene.surface else { break }
      take(surface)
      if dialogue.fault == nil {
        notice = "\((scene.setup.file ?? surface.name).escaped) read again"
      }
    }
  }

  private mutating func take(_ surface: Surface) {
    let hasChosenStart = scene.setup.reading(surface).start != nil
    var error = change { $0 = $0.reading(surface) }
    if error != nil, hasChosenStart {
      // The loss may no longer be defined at a start that was chosen.
      error = change {
        $0 = $0.reading(surface)
        $0.start = nil
      }
    }
    notice = nil
    dialogue.fault = error.map { "\((surfaceFile ?? surface.name).escaped): \($0.message)" }
  }
}

import Comparison
import Landscape

/// The state that undo restores: the scene, the selection, and the visible part of the surface.
struct Moment: Equatable, Sendable {
  let scene: Scene
  let selection: Int?
  let viewport: Domain
}

/// The moments before past changes, and those that were undone.
struct History: Equatable, Sendable {
  private var past: [Moment] = []
  private var future: [Moment] = []
  /// The dial of the last change, until something else happens.
  private var turning: Dial.ID?

  /// Older changes are forgotten.
  private static let limit = 200

  /// Records the moment before a change; of the turns of one dial, only the moment before the
  /// first.
  mutating func record(_ moment: Moment, turning dial: Dial.ID?) {
    future = []
    if isTurning(dial) { return }
    turning = dial
    past.append(moment)
    if past.count > History.limit { past.removeFirst() }
  }

  /// Whether turning a dial continues the last change.
  func isTurning(_ dial: Dial.ID?) -> Bool { dial != nil && dial == turning }

  /// Makes the next turn of a dial a separate change.
  mutating func endTurning() { turning = nil }

  /// The moment before the last change; nil if there is none. Redo then restores the present.
  mutating func undo(from present: Moment) -> Moment? {
    endTurning()
    guard let moment = past.popLast() else { return nil }
    future.append(present)
    return moment
  }

  /// The moment that was undone last; nil if there is none.
  mutating func redo(from present: Moment) -> Moment? {
    endTurning()
    guard let moment = future.popLast() else { return nil }
    past.append(present)
    return moment
  }
}

extension Scene {
  /// The difference from another scene, described by this one's value: "lr of GD 0.1".
  func difference(from other: Scene) -> String {
    if surface.id != other.surface.id || surface.formula != other.surface.formula {
      return surface.name
    }
    if settings.map(\.kind) != other.settings.map(\.kind) { return "the optimizers" }
    if setup.runFiles != other.setup.runFiles || surface.runs != other.surface.runs {
      return "the recorded runs"
    }
    if surface.isStandardized != other.surface.isStandardized {
      return "standardize \(surface.isStandardized)"
    }
    if setup.givenGradient != other.setup.givenGradient {
      return setup.givenGradient.label ?? "the exact gradient"
    }
    if start != other.start { return "the start (\(start.x.readable()), \(start.y.readable()))" }
    if seed != other.seed { return "seed \(seed)" }
    if setup.target != other.setup.target { return "the target \(target.loss.readable(digits: 4))" }
    for parameter in surface.parameters {
      if let value = parameters[parameter.name], value != other.parameters[parameter.name] {
        return "\(parameter.name) \(value.readable(digits: 4))"
      }
    }
    let changed = settings.indices.filter { settings[$0] != other.settings[$0] }
    guard let first = changed.first else { return "a setting" }
    let owner = changed.count == 1 ? settings[first].kind.title : "\(changed.count) optimizers"
    let (plan, former) = (settings[first].learningRate, other.settings[first].learningRate)
    if plan == former {
      return "a setting of \(changed.count == 1 ? labels[first].text : owner)"
    }
    if changed.count > 1 { return "the learning rates of \(owner)" }
    let rate = plan.changes.last?.rate ?? plan.initial
    return "lr of \(owner) \(rate.readable(digits: 4))"
  }
}

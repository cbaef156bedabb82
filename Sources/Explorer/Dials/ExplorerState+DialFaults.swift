import Calculus
import Landscape
import Optimizers

/// What a dial may be set to.
extension ExplorerState {
  /// Why a dial cannot be set to a value, in a sentence; nil where it can.
  func fault(of value: Dial.Value?, for id: Dial.ID) -> String? {
    switch id {
    case .parameter(let name):
      return value?.number.flatMap { number in
        surfaceFault { () throws(SurfaceValueError) in
          try scene.surface.validate(overrides: [name: number])
        }
      }
    case .learningRate, .hyperparameter, .batch:
      return settingFault { () throws(HyperparameterError) in
        _ = try changedSettings(of: runs(with: id)) { settings throws(HyperparameterError) in
          try settings.set(id, to: value, in: scene.asked)
        }
      }
    case .noise:
      return value?.number.flatMap { $0 >= 0 ? nil : "noise is a number from 0 on" }
    case .schedule, .scheduleSetting:
      guard let spec = schedule(with: value, for: id) else { return nil }
      return settingFault { () throws(HyperparameterError) in
        _ = try spec.schedule(length: scene.asked.steps ?? 200)
      }
    case .seed: return nil
    case .startX, .startY:
      return surfaceFault { () throws(SurfaceValueError) in
        try Surface.validate(start: start(with: value, for: id), of: scene.function)
      }
    }
  }

  /// The runs that a dial turns.
  func runs(with id: Dial.ID) -> [Int] { dials.first { $0.id == id }?.runs ?? [] }

  func label(of id: Dial.ID) -> String { dials.first { $0.id == id }?.label ?? "" }

  func schedule(with value: Dial.Value?, for id: Dial.ID) -> ScheduleSpec? {
    switch id {
    case .schedule:
      guard case .word(let name)? = value, let kind = ScheduleKind.named(name), kind != .constant
      else { return nil }
      return ScheduleSpec(kind)
    case .scheduleSetting(let name):
      var spec = scene.asked.schedule
      spec?.values[name] = value?.scheduleValue
      return spec
    default: return scene.asked.schedule
    }
  }

  func start(with value: Dial.Value?, for id: Dial.ID) -> Point {
    let (present, standard) = (scene.start, scene.surface.start)
    return id == .startX
      ? Point(value?.number ?? standard.x, present.y)
      : Point(present.x, value?.number ?? standard.y)
  }

  private func surfaceFault(_ attempt: () throws(SurfaceValueError) -> Void) -> String? {
    do throws(SurfaceValueError) {
      try attempt()
      return nil
    } catch {
      return error.message
    }
  }

  private func settingFault(_ attempt: () throws(HyperparameterError) -> Void) -> String? {
    do throws(HyperparameterError) {
      try attempt()
      return nil
    } catch {
      return error.message
    }
  }
}

import Comparison
import Landscape
import Optimizers

/// The effect of dials on the race.
extension ExplorerState {
  /// Turns the dial under the cursor: learning rates each from their own value, any other number
  /// from the value of the first run.
  mutating func turn(by notches: Int) {
    let dial = currentDial
    let reading = dial.reading
    switch dial.scale {
    case .typed: notice = "press Enter to type \(dial.label)"
    case .choices:
      guard case .word(let word)? = reading.value else { return }
      set(dial.id, to: .word(dial.scale.moved(word, by: notches)))
    case .count:
      guard case .seed(let seed)? = reading.value else { return }
      let change = UInt64(notches.magnitude)
      let (moved, overflow) =
        notches > 0
        ? seed.addingReportingOverflow(change) : seed.subtractingReportingOverflow(change)
      set(dial.id, to: .seed(overflow ? (notches > 0 ? .max : 0) : moved))
    case .linear, .log, .stops:
      if dial.id == .learningRate, dial.isMixed {
        changeLearningRates(of: dial.id) { dial.scale.moved($0, by: notches) }
      } else if let number = reading.number {
        let moved = dial.scale.moved(number, by: notches)
        if moved != number { set(dial.id, to: .number(moved)) }
      }
    }
  }

  /// Sets a dial to the position where its slider was pressed.
  mutating func setDial(_ dial: Dial, at fraction: Double) {
    guard let value = dial.scale.value(at: fraction),
      dial.readings.contains(where: { $0.value != value })
    else { return }
    set(dial.id, to: value)
  }

  /// Returns the dial under the cursor to its default.
  mutating func resetDial() {
    let dial = currentDial
    contest.endTurning()
    if dial.isStandard {
      notice = "\(dial.label) is already at its default"
    } else {
      set(dial.id, to: nil)
    }
    contest.endTurning()
  }

  /// Sets a dial for all runs that have it; nil means the default of each. An invalid value changes
  /// only the notice.
  mutating func set(_ id: Dial.ID, to value: Dial.Value?) {
    let (runs, scene) = (runs(with: id), scene)
    func set(_ setup: inout Setup) throws(SetupError) {
      try setup.set(id, to: value, of: runs, in: scene)
    }
    switch id {
    case .learningRate where value?.number != nil:
      if let rate = value?.number { changeLearningRates(of: id) { _ in rate } }
    case .learningRate, .hyperparameter, .batch:
      if canChangeRuns() { change(of: id, leaving: .of(runs), set) }
    // Paths on another surface cannot be compared.
    case .parameter, .standardize: change(of: id, set)
    case .target: change(of: id, leaving: .of([]), set)
    case .noise, .schedule, .scheduleSetting:
      change(of: id, leaving: .only(Array(race.runs.indices)), set)
    case .seed:
      if case .seed(let seed)? = value { changeSeed(to: seed, dial: id) } else { changeSeed(to: 0) }
    case .startX, .startY: if change(of: id, set) == nil { reportStart() }
    }
    if isBranching, id != .learningRate, id != .target, notice == nil {
      notice = "\(label(of: id)) acts from the start; only learning rates branch"
    }
  }

  /// The reason why a dial cannot have a value, in a sentence; nil if it can.
  func fault(of value: Dial.Value?, for id: Dial.ID) -> String? {
    do throws(SetupError) {
      // Scene would measure the changed surface; while a number is being typed, checking its range
      // is enough.
      if case .parameter(let name) = id, let number = value?.number {
        do throws(SurfaceValueError) {
          try scene.surface.validate(overrides: [name: number])
        } catch {
          throw .value(error)
        }
      } else {
        var setup = scene.setup
        try setup.set(id, to: value, of: runs(with: id), in: scene)
        _ = try Scene(setup, after: scene)
      }
      return nil
    } catch {
      return error.message
    }
  }

  /// The runs that a dial turns.
  private func runs(with id: Dial.ID) -> [Int] { dials.first { $0.id == id }?.runs ?? [] }

  private func label(of id: Dial.ID) -> String { dials.first { $0.id == id }?.label ?? "" }
}

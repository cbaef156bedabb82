import Calculus
import Landscape
import Optimizers

/// What turning a dial does to the race.
extension ExplorerState {
  /// Turns the dial under the cursor; learning rates each from where it stands, all others to where
  /// the first of them is then.
  mutating func turn(by notches: Int) {
    let dial = currentDial
    let reading = dial.reading
    switch dial.scale {
    case .typed: notice = "Enter types \(dial.label)"
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

  /// Sets a dial where a slider was pressed.
  mutating func setDial(_ dial: Dial, at fraction: Double) {
    guard let value = dial.scale.value(at: fraction),
      dial.readings.contains(where: { $0.value != value })
    else { return }
    set(dial.id, to: value)
  }

  /// Brings the dial under the cursor back to what it was before anyone turned it.
  mutating func resetDial() {
    let dial = currentDial
    history.endTurning()
    if dial.isStandard {
      notice = "\(dial.label) has its default"
    } else {
      set(dial.id, to: nil)
    }
    history.endTurning()
  }

  /// Sets a dial for all whom it concerns; nil is each one's default. What cannot be changes nothing
  /// but the notice.
  mutating func set(_ id: Dial.ID, to value: Dial.Value?) {
    if let fault = fault(of: value, for: id) {
      notice = fault
      return
    }
    var request = scene.request
    switch id {
    case .parameter(let name):
      request.parameters[name] = value?.number
      resettle(request, dial: id, keepingPaths: false)
    case .learningRate:
      if let rate = value?.number {
        changeLearningRates(of: id) { _ in rate }
      } else {
        let settled = scene.settledRates
        for run in selectedRuns {
          changeSettings(of: [run], dial: id) { settings throws(HyperparameterError) in
            try settings.setLearningRate(settled[run])
          }
        }
      }
    case .hyperparameter, .batch:
      let asked = scene.asked
      changeSettings(of: runs(with: id), dial: id) { settings throws(HyperparameterError) in
        try settings.set(id, to: value, in: asked)
      }
    case .noise:
      request.noise = value?.number
      resettle(request, dial: id, keepingPaths: true)
    case .schedule, .scheduleSetting:
      request.schedule = schedule(with: value, for: id)
      resettle(request, dial: id, keepingPaths: true)
    case .seed:
      if case .seed(let seed)? = value { changeSeed(to: seed, dial: id) } else { changeSeed(to: 0) }
    case .startX, .startY:
      moveStart(to: start(with: value, for: id), dial: id)
    }
    if isBranching, id != .learningRate, notice == nil {
      notice = "\(label(of: id)) acts from the start on; only learning rates branch"
    }
  }
}

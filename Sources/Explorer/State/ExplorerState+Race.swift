import Calculus
import Landscape
import Optimizers
import RealModule

/// What changes the race: rates, starts, seeds, optimizers, surfaces.
extension ExplorerState {
  /// Multiplies the rates of the selected runs by 10^(tenths/10).
  mutating func scaleLearningRates(tenths: Int) {
    changeLearningRates { $0.movedOnScale(tenths: tenths) }
  }

  /// Gives the selected runs new rates, from the start or from the present step on, and shows in
  /// the same frame where that leads.
  mutating func changeLearningRates(of dial: Dial.ID? = nil, _ change: (Double) -> Double) {
    let step = playback.step
    let isBranching = isBranching
    changeSettings(of: selectedRuns, dial: dial) { settings throws(HyperparameterError) in
      let plan = settings.learningRate
      let rate = change(plan.rate(forStep: step + 1))
      try settings.setLearningRate(
        isBranching ? plan.branching(at: step, to: rate) : LearningRatePlan(rate))
    }
  }

  /// Changes the settings of some runs and runs them anew, with the replaced paths as ghosts.
  ///
  /// Where one of them cannot be, nothing changes but the notice.
  mutating func changeSettings(
    of runs: [Int], dial: Dial.ID? = nil,
    _ change: (inout RunSettings) throws(HyperparameterError) -> Void
  ) {
    let settings: [RunSettings]
    do throws(HyperparameterError) {
      settings = try changedSettings(of: runs, change)
    } catch {
      notice = "\(error.message)"
      return
    }
    adopt(settings, of: runs, dial: dial)
  }

  /// Runs the race anew with other settings of some runs, with the replaced paths as ghosts.
  mutating func adopt(_ settings: [RunSettings], of runs: [Int], dial: Dial.ID? = nil) {
    guard settings != scene.settings else { return }
    let former = ghosts(of: runs, afterTurning: dial)
    self.change(of: dial) { state in
      state.scene.settings = settings
      state.ghosts = former
      return state.replay()
    }
  }

  /// The settings of all runs after a change of some.
  func changedSettings(
    of runs: [Int], _ change: (inout RunSettings) throws(HyperparameterError) -> Void
  ) throws(HyperparameterError) -> [RunSettings] {
    var settings = scene.settings
    for run in runs { try change(&settings[run]) }
    return settings
  }

  /// How many steps a branch's ghost goes on, to show where the way not taken leads.
  private static let ghostLength = 200

  /// The paths that a change of some runs replaces; while a dial is being turned the ones from
  /// before the first turn stay, as they are what undo brings back.
  func ghosts(of runs: [Int], afterTurning dial: Dial.ID?) -> [Trajectory?] {
    var ghosts = ghosts
    for run in runs where !history.isTurning(dial) || ghosts[run] == nil {
      var former = race.runs[run]
      if isBranching {
        // A branch that was only just made has no path of its own to be compared with.
        let isNew = former.settings.learningRate.changes.last?.step == playback.step
        if isNew, ghosts[run] != nil { continue }
        former.advance(to: playback.step + Self.ghostLength)
      }
      ghosts[run] = former.trajectory
    }
    return ghosts
  }

  /// Moves the start; where the loss is undefined there, nothing changes but the notice.
  mutating func moveStart(to point: Point, dial: Dial.ID? = nil) {
    change(of: dial) { state in
      let former = state.scene.start
      state.scene.start = point
      if state.replay() {
        state.forgetGhosts()
        let start = state.scene.start
        state.notice = "start (\(start.x.readable(digits: 4)), \(start.y.readable(digits: 4)))"
        return true
      }
      state.scene.start = former
      return false
    }
  }

  mutating func changeSeed(to seed: UInt64, dial: Dial.ID? = nil) {
    // The paths of the former seed stay in sight, to be compared.
    let stochastic = race.runs.indices.filter { race.runs[$0].settings.isStochastic }
    let former = ghosts(of: stochastic, afterTurning: dial)
    change(of: dial) { state in
      state.scene.seed = seed
      state.notice = "seed \(seed)"
      state.forgetGhosts()
      for run in stochastic { state.ghosts[run] = former[run] }
      return state.replay()
    }
  }

  /// Runs everything anew as far as it had come; false (and nothing changed) where the start has no
  /// finite loss or gradient.
  @discardableResult
  mutating func replay() -> Bool {
    do {
      var race = try scene.race()
      race.advance(to: playback.step)
      self.race = race
      return true
    } catch {
      notice = "the loss or its gradient is undefined there"
      return false
    }
  }

  mutating func forgetGhosts() {
    ghosts = Array(repeating: nil, count: race.runs.count)
  }

  /// Shows another surface from its start, with the optimizers that were asked for.
  /// - Parameter file: where the surface was read from, if it was.
  mutating func show(_ surface: Surface, file: String? = nil) {
    openOrTell(scene.request.showing(surface, file: file))
  }

  /// Races other optimizers on the same surface; those that stay keep their rates and, as far as
  /// there are newcomers for the places of those that go, their places and so their colours.
  mutating func race(_ names: [String]) {
    var request = scene.request
    let present = Set(request.optimizers.map(\.kind.name))
    var newcomers = names.filter { !present.contains($0) }.compactMap(OptimizerKind.named)[...]
    var specs = request.optimizers.compactMap { spec in
      names.contains(spec.kind.name) ? spec : newcomers.popFirst().map { OptimizerSpec($0) }
    }
    specs += newcomers.map { OptimizerSpec($0) }
    guard !specs.isEmpty else { return }
    request.optimizers = specs
    let step = playback.step
    openOrTell(request, keepingView: true)
    show(step: step)
  }

  /// Settles the same race with something changed in what was asked for, and runs it as far as it
  /// had come; what is selected and seen stays. Where it cannot be, nothing changes but the notice.
  /// - Parameter keepingPaths: whether the replaced paths stay as ghosts: not on a changed surface.
  mutating func resettle(_ request: Setup, dial: Dial.ID? = nil, keepingPaths: Bool) {
    let scene: Scene
    do throws(SetupError) {
      scene = try Scene(request)
    } catch {
      notice = error.message
      return
    }
    let former = ghosts(of: Array(race.runs.indices), afterTurning: dial)
    change(of: dial) { state in
      let present = state.scene
      state.scene = scene
      guard state.replay() else {
        state.scene = present
        return false
      }
      if keepingPaths { state.ghosts = former } else { state.forgetGhosts() }
      return true
    }
  }

  /// Settles what was asked for and races it from the start; where it cannot be, nothing changes
  /// but the notice.
  private mutating func openOrTell(_ request: Setup, keepingView: Bool = false) {
    do throws(SetupError) {
      try open(request, keepingView: keepingView)
    } catch {
      notice = error.message
    }
  }

  /// Settles what was asked for and races it from the start; where it cannot be, nothing changes.
  mutating func open(_ request: Setup, keepingView: Bool = false) throws(SetupError) {
    let (scene, race) = try Scene.settled(request)
    change { state in
      state.race = race
      state.scene = scene
      state.forgetGhosts()
      state.selection = nil
      if !keepingView {
        state.viewport = scene.domain
        state.playback.step = 0
      }
      return true
    }
  }
}

extension Double {
  /// The number so many tenths of a decade further on: 0.1, 0.126, 0.159, 0.2, …
  ///
  /// Rounded to three digits, and so that ten tenths make a factor of ten however they are taken.
  func movedOnScale(tenths: Int) -> Double {
    guard self > 0, isFinite else { return self == 0 && tenths > 0 ? 1e-6 : self }
    let position = Double.log10(self) * 10
    let nearest = position.rounded()
    let isOnScale = abs(position - nearest) < 0.03
    let exponent = ((isOnScale ? nearest : position) + Double(tenths)) / 10
    guard exponent >= -320, exponent <= 308 else { return self }
    return Double.pow(10, exponent).rounded(toDigits: 3)
  }

  /// The number so many tenths of a decade above 1, as `movedOnScale` rounds it.
  static func onScale(tenths: Int) -> Double { 1.0.movedOnScale(tenths: tenths) }

  /// How many tenths of a decade a positive number lies above 1.
  var placeOnScale: Double { Double.log10(self) * 10 }

  /// The double nearest to the number written with so many significant digits.
  func rounded(toDigits digits: Int) -> Double {
    guard self != 0, isFinite else { return self }
    let shift = digits - 1 - Int(Double.log10(magnitude).rounded(.down))
    // So close to 0 there are no more digits to round.
    guard shift <= 308 else { return self }
    let figures = (self * .pow(10, shift)).rounded()
    // Read, the double nearest to the decimal number.
    return Double("\(figures)e\(-shift)") ?? self
  }
}

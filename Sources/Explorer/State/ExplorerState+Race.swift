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
  mutating func changeLearningRates(_ change: (Double) -> Double) {
    let step = playback.step
    for index in selectedRuns {
      var settings = scene.settings[index]
      let plan = settings.learningRate
      let rate = change(plan.rate(forStep: step + 1))
      let changed =
        isBranching ? plan.branching(at: step, to: rate) : LearningRatePlan(rate)
      do {
        try settings.setLearningRate(changed)
      } catch {
        notice = "\(error)"
        return
      }
      scene.settings[index] = settings
      ghosts[index] = race.runs[index].trajectory
    }
    replay()
  }

  /// Moves the start; where the loss is undefined there, nothing changes but the notice.
  mutating func moveStart(to point: Point) {
    let former = scene.start
    scene.start = scene.domain.contains(former) ? point : viewport.clamped(point)
    if replay() { forgetGhosts() } else { scene.start = former }
  }

  mutating func changeSeed() {
    scene.seed &+= 1
    notice = "seed \(scene.seed)"
    forgetGhosts()
    replay()
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
  mutating func show(_ surface: Surface) {
    var request = scene.request
    request.surface = surface
    request.parameters = [:]
    request.domain = nil
    request.start = nil
    request.noise = nil
    request.seed = scene.seed
    open(request)
  }

  /// Races other optimizers on the same surface; those that stay keep their rates.
  mutating func race(_ names: [String]) {
    var request = scene.request
    var specs: [OptimizerSpec] = []
    for name in names {
      let former = scene.settings.filter { $0.kind.name == name }
      if former.isEmpty, let kind = OptimizerKind.named(name) {
        specs.append(OptimizerSpec(kind))
      }
      for settings in former {
        specs.append(
          OptimizerSpec(
            settings.kind, hyperparameters: settings.hyperparameters,
            learningRate: settings.learningRate, batch: settings.batch))
      }
    }
    guard !specs.isEmpty else { return }
    request.optimizers = specs
    request.start = scene.start
    request.seed = scene.seed
    let step = playback.step
    open(request, keepingView: true)
    show(step: step)
  }

  private mutating func open(_ request: Setup, keepingView: Bool = false) {
    do {
      let scene = try Scene(request)
      race = try scene.race()
      self.scene = scene
    } catch {
      notice = "this surface cannot be shown: \(error)"
      return
    }
    forgetGhosts()
    selection = nil
    if !keepingView {
      viewport = scene.domain
      playback.step = 0
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
    guard exponent > -300, exponent < 300 else { return self }
    return Double.pow(10, exponent).rounded(toDigits: 3)
  }

  /// The double nearest to the number written with so many significant digits.
  func rounded(toDigits digits: Int) -> Double {
    guard self != 0, isFinite else { return self }
    let shift = digits - 1 - Int(Double.log10(magnitude).rounded(.down))
    let figures = (self * .pow(10, shift)).rounded()
    // Dividing by a whole power of ten gives the double nearest to the decimal number.
    return shift >= 0 ? figures / .pow(10, shift) : figures * .pow(10, -shift)
  }
}

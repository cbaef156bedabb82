import Comparison
import Landscape
import Optimizers

/// The pane of the law: steps to the target against a parameter of the surface.
extension ExplorerState {
  /// The parameter that was chosen for the law, else the surface's first; nil without any.
  var lawParameter: SurfaceParameter? {
    let parameters = scene.surface.parameters
    return parameters.first { $0.name == sight.lawParameter } ?? parameters.first
  }

  /// The value of that parameter.
  var lawValue: Double { lawParameter.flatMap { values[$0.name] } ?? 0 }

  private var values: [String: Double] { scene.surface.values(scene.parameters) }

  /// The law as far as it is known; nil before it was begun, or without a parameter.
  var law: ParameterSweep? {
    guard let key = lawKey, findings.law?.key == key else { return nil }
    return findings.law?.sweep
  }

  private var lawRange: ParameterRange? { lawParameter.flatMap { ParameterRange(over: $0) } }

  var hasLawWork: Bool { lawRange != nil && !(law?.isComplete ?? false) }

  mutating func workOnLaw(while shouldContinue: () -> Bool) {
    guard let range = lawRange else { return }
    if findings.ratios?.key != ratioKey {
      findings.ratios = (ratioKey, scene.rateRatios)
    }
    guard let key = lawKey else { return }
    if findings.law?.key != key {
      findings.law = LawWork(
        key: key,
        sweep: scene.parameterSweep(
          over: range, within: ParameterSweep.usualLimit(in: scene, on: clock),
          isTuned: key.isTuned))
    }
    findings.law?.sweep.advance(while: shouldContinue)
  }

  private var ratioKey: LawWork.RatioKey {
    LawWork.RatioKey(
      loss: LossKey(scene, isSampled: false), start: scene.start, settings: scene.settings)
  }

  /// Nil while the ratios of the rates are not known.
  private var lawKey: LawWork.Key? {
    guard let parameter = lawParameter, let ratios = findings.ratios, ratios.key == ratioKey else {
      return nil
    }
    let isStochastic = scene.settings.contains(where: \.isStochastic)
    return LawWork.Key(
      loss: LossKey(scene, isSampled: isStochastic).with(nil, for: parameter.name),
      parameter: parameter, start: scene.start,
      settings: scene.settings.map { (try? $0.starting(at: 1)) ?? $0 },
      ratios: sight.isLawTuned ? [] : ratios.ratios, target: scene.setup.target,
      excess: scene.target.excess, clock: clock, isTuned: sight.isLawTuned)
  }

  /// Shows the law with the best rates; then the next parameter, if there is one.
  mutating func switchLaw() {
    if sight.isLawTuned, let next = nextLawParameter {
      sight.lawParameter = next == scene.surface.parameters.first?.name ? nil : next
    }
    sight.isLawTuned.toggle()
  }

  /// What `switchLaw` leads to, in a few words.
  var nextLaw: String {
    guard let parameter = lawParameter, let next = nextLawParameter else { return "" }
    if !sight.isLawTuned { return "each at its best rate" }
    return next == parameter.name ? "rates in proportion" : next
  }

  /// The parameter after the present one, the first after the last; nil without any.
  private var nextLawParameter: String? {
    let names = scene.surface.parameters.map(\.name)
    return names.firstIndex { $0 == lawParameter?.name }.map { names[($0 + 1) % names.count] }
  }

  /// Gives the law's parameter a value, and each run the rate that the law has there. Undo takes back a
  /// whole drag at once.
  mutating func setLawValue(_ value: Double) {
    guard let name = lawParameter?.name, let law, value != lawValue, canChangeRuns() else { return }
    let rates = law.rates(at: value)
    let settings = scene.settings
    change(of: .parameter(name)) { setup in
      setup.parameters[name] = value
      for (run, rate) in (rates ?? []).enumerated() {
        guard let rate, rate != settings[run].learningRate.initial,
          let tuned = try? settings[run].starting(at: rate)
        else { continue }
        setup.optimizers[run].tune(to: tuned.learningRate)
      }
    }
  }
}

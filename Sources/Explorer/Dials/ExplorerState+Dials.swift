import Calculus
import Comparison
import Landscape
import Optimizers

/// Everything that can be changed during the race.
extension ExplorerState {
  /// The lines of the parameters pane, from the top.
  var dials: [Dial] { surfaceDials + optimizerDials + raceDials }

  private var surfaceDials: [Dial] { parameterDials + standardizeDial }

  private var standardizeDial: [Dial] {
    let surface = scene.surface
    let columns = surface.scalableColumns
    if columns.isEmpty { return [] }
    return [
      Dial(
        id: .standardize, section: .surface, label: "standardize",
        meaning: "\(columns.joined(separator: ", ")) of the data with mean 0 and deviation 1",
        scale: .flag,
        readings: [
          .init(
            value: .word("\(surface.isStandardized)"),
            standard: .word("\(surface.isStandardized != surface.isSwitched)"))
        ])
    ]
  }

  private var parameterDials: [Dial] {
    scene.surface.parameters.map { parameter in
      let value = scene.parameters[parameter.name] ?? parameter.value
      return Dial(
        id: .parameter(parameter.name), section: .surface, label: parameter.name,
        meaning: "parameter of the surface, \(parameter.range.lowerBound.plain)"
          + " to \(parameter.range.upperBound.plain)",
        scale: .suiting(parameter),
        readings: [.init(value: .number(value), standard: .number(parameter.value))])
    }
  }

  private var optimizerDials: [Dial] {
    // Without a selection, the hyperparameters of all optimizers.
    var names: [String] = []
    var groups: [String: [(run: Int, hyperparameter: Hyperparameter)]] = [:]
    for run in changeableRuns {
      for hyperparameter in race.runs[run].settings.kind.allHyperparameters {
        if groups[hyperparameter.name] == nil { names.append(hyperparameter.name) }
        groups[hyperparameter.name, default: []].append((run, hyperparameter))
      }
    }
    let isLookingAhead = changeableRuns.contains { race.runs[$0].settings.isLookingAhead }
    let idle = isLookingAhead ? [] : Hyperparameter.lookaheadDetails.map(\.name)
    names.removeAll { idle.contains($0) }
    // Hyperparameters of single optimizers come before shared ones.
    let shared = Hyperparameter.shared.map(\.name)
    let order =
      shared.prefix(1) + names.filter { !shared.contains($0) }
      + shared.dropFirst().filter(names.contains)
    return order.compactMap { name in groups[name].map { dial(name, of: $0) } }
  }

  private func dial(_ name: String, of group: [(run: Int, hyperparameter: Hyperparameter)]) -> Dial
  {
    let runs = group.map(\.run)
    switch name {
    case Hyperparameter.learningRate.name: return learningRateDial(of: runs)
    case Hyperparameter.batch.name: return batchDial(of: runs)
    default: break
    }
    let first = group[0].hyperparameter
    let readings = group.map { run, hyperparameter in
      func value(_ number: Double?) -> Dial.Value? {
        guard let number else { return nil }
        return first.kind == .boolean ? .word(first.text(of: number)) : .number(number)
      }
      return Dial.Reading(
        run: run, value: value(race.runs[run].settings[name]),
        standard: value(hyperparameter.defaultValue), substitute: substitute(name, of: run))
    }
    let isLimit = name == Hyperparameter.maxNorm.name
    return Dial(
      id: .hyperparameter(name), section: .optimizers, label: name, meaning: first.meaning,
      scale: .suiting(first, around: isLimit ? 1 : readings[0].substitute ?? 1),
      readings: readings, absence: isLimit ? "off" : "auto")
  }

  /// The value that represents a missing hyperparameter without a default.
  private func substitute(_ name: String, of run: Int) -> Double? {
    switch name {
    case Hyperparameter.maxNorm.name: 100
    case "f_min": scene.scales.lowestLoss
    case "beta3": race.runs[run].settings["beta2"]?.squareRoot()
    default: nil
    }
  }

  private func learningRateDial(of runs: [Int]) -> Dial {
    let readings = runs.map { run in
      let rate = race.runs[run].settings.learningRate.rate(
        forStep: contest.dueStep(of: run, at: playback.moment) + 1)
      let settled = scene.standardRates[run].initial
      return Dial.Reading(run: run, value: .number(rate), standard: .number(settled))
    }
    let settled = runs.map { scene.standardRates[$0].initial }
    return Dial(
      id: .learningRate, section: .optimizers, label: Hyperparameter.learningRate.name,
      meaning: Hyperparameter.learningRate.meaning, scale: .rates(around: settled),
      readings: readings)
  }

  private func batchDial(of runs: [Int]) -> Dial {
    func value(_ batch: Batch) -> Dial.Value {
      switch batch {
      case .full: .number(.infinity)
      case .samples(let count): .number(Double(count))
      }
    }
    let readings = runs.map { run in
      let spec = OptimizerSpec(race.runs[run].settings.kind)
      return Dial.Reading(
        run: run, value: value(race.runs[run].settings.batch),
        standard: value(spec.standardBatch(in: scene.setup)))
    }
    return Dial(
      id: .batch, section: .optimizers, label: Hyperparameter.batch.name,
      meaning: Hyperparameter.batch.meaning,
      scale: .batches(rows: scene.function.rowCount), readings: readings)
  }

  private var raceDials: [Dial] {
    func startDial(_ id: Dial.ID, _ name: String, _ present: Double, _ standard: Double) -> Dial {
      Dial(
        id: id, section: .race, label: "start \(name)",
        meaning: "where all optimizers start, along \(name)",
        scale: .linear(over: id == .startX ? scene.domain.x : scene.domain.y),
        readings: [.init(value: .number(present), standard: .number(standard))])
    }
    let (start, standard) = (scene.start, scene.surface.start)
    // Nothing else concerns recorded runs.
    if scene.settings.isEmpty { return [targetDial] }
    return noiseDial + scheduleDials
      + [
        targetDial,
        Dial(
          id: .seed, section: .race, label: "seed",
          meaning: "seed of the random numbers of stochastic optimizers", scale: .count,
          readings: [.init(value: .seed(scene.seed), standard: .seed(0))]),
        startDial(.startX, "x", start.x, standard.x), startDial(.startY, "y", start.y, standard.y),
      ]
  }

  private var targetDial: Dial {
    let standard = scene.automaticTarget
    let lowest = standard.loss - (standard.excess ?? 0)
    // A slider of losses above an offset would have no readable numbers.
    let hasDecades = lowest == 0 && standard.loss > 0
    return Dial(
      id: .target, section: .race, label: "target",
      meaning: "the loss that the runs race to",
      scale: hasDecades ? .log(standard.loss * 1e-6...standard.loss * 1e3, hasZero: false) : .typed,
      readings: [
        .init(value: .number(scene.target.loss), standard: .number(standard.loss))
      ])
  }

  private var noiseDial: [Dial] {
    guard scene.function.rowCount == nil else { return [] }
    let standard = scene.surface.noise(of: scene.function)
    let isSeen = race.runs.contains { $0.settings.isStochastic }
    return [
      Dial(
        id: .noise, section: .race, label: "noise",
        meaning: "standard deviation of one sample's gradient"
          + (isSeen ? "" : "; a full batch has none"),
        scale: .log(
          (standard > 0 ? standard : 1) / 100...(standard > 0 ? standard : 1) * 100, hasZero: true),
        readings: [.init(value: .number(scene.noise), standard: .number(standard))])
    ]
  }

  private var scheduleDials: [Dial] {
    let schedule = race.runs[0].settings.schedule
    let choice = Dial(
      id: .schedule, section: .race, label: "schedule", meaning: schedule.kind.rule,
      scale: .choices(ScheduleKind.all.map(\.name)),
      readings: [
        .init(
          value: .word(schedule.kind.name), standard: .word(ScheduleKind.constant.name))
      ])
    return [choice] + schedule.kind.settings.map { dial($0, of: schedule) }
  }

  private func dial(_ setting: ScheduleSetting, of schedule: Schedule) -> Dial {
    let standard = setting.defaultValue(forLength: schedule.length).map(Dial.Value.init)
    let value = schedule.values[setting.name].map(Dial.Value.init) ?? standard
    var substitute: Double?
    if case .partOfRate(let part) = setting.standard {
      substitute = part * race.runs[changeableRuns.first ?? 0].settings.learningRate.initial
    }
    let reading = Dial.Reading(value: value, standard: standard, substitute: substitute)
    let around = Dial.Reading(value: standard, substitute: substitute).number
    return Dial(
      id: .scheduleSetting(setting.name), section: .race, label: setting.name,
      meaning: setting.meaning, scale: .suiting(setting, around: around ?? 1),
      readings: [reading])
  }
}

import Calculus
import Optimizers

/// The name of a run in its race: that of its optimizer, and what tells it apart from the other runs
/// of that optimizer.
///
/// For gradient descent at three rates beside Adam:
///
///     scene.labels.map(\.text)  // ["GD 0.02", "GD 0.2", "GD 0.52", "Adam"]
///
/// The rates tell runs apart if they differ, else the hyperparameters that differ, else the numbers
/// of the runs.
public struct RunLabel: Hashable, Sendable {
  /// The title of the optimizer: "GD".
  public let title: String
  /// What tells the run apart from those of the same optimizer, from the longest form to the
  /// shortest: "0.1 → 0, cosine", "0.1 → 0", "0.1"; empty for the only run of its optimizer.
  public let distinctions: [String]
  /// The rates before and after their changes: "0.1", "0.1 → 0.01", "0.1 → 0, cosine".
  public let rate: String
  /// Whether the distinction begins with the learning rate.
  public let statesRate: Bool
  /// The place among the runs of the same optimizer by ascending rate, from 0.
  public let rank: Int
  /// The number of runs of the same optimizer.
  public let count: Int
  /// The index of the first run of the same optimizer.
  public let first: Int

  /// The whole label: "GD 0.02".
  public var text: String { forms[0] }

  /// The longest form of the label that fits into some columns; the distinction counts more than the
  /// title, because the run's sign and colour also say what it is.
  public func fitting(_ width: Int) -> String {
    let forms = forms + distinctions
    return forms.first { $0.count <= width } ?? String((forms.last ?? title).prefix(max(width, 0)))
  }

  /// The label with its title, from the longest form to the shortest.
  package var forms: [String] {
    distinctions.isEmpty ? [title] : distinctions.map { "\(title) \($0)" }
  }
}

extension RunLabel {
  /// The labels of the runs of a race, in their order.
  static func labels(of settings: [RunSettings]) -> [RunLabel] {
    let groups = Dictionary(grouping: settings.indices) { settings[$0].kind.title }
    var labels: [Int: RunLabel] = [:]
    for (title, runs) in groups {
      let distinctions = Distinctions(of: runs.map { settings[$0] }, numbers: runs.map { $0 + 1 })
      let ranked = runs.sorted {
        (settings[$0].learningRate.initial, $0) < (settings[$1].learningRate.initial, $1)
      }
      for (place, run) in runs.enumerated() {
        labels[run] = RunLabel(
          title: title, distinctions: distinctions.forms.map { $0[place] },
          rate: Distinctions.rates(of: [settings[run]])[0][0],
          statesRate: distinctions.stateRates, rank: ranked.firstIndex(of: run) ?? 0,
          count: runs.count, first: runs[0])
      }
    }
    return settings.indices.compactMap { labels[$0] }
  }
}

extension RunLabel {
  /// The labels of the runs of a race: of optimizers, and of recorded runs behind them.
  static func labels(of settings: [RunSettings], and recordings: [Recording]) -> [RunLabel] {
    let raced = labels(of: settings)
    let titles = recordings.map(title)
    return raced
      + recordings.indices.map { index in
        let namesakes = titles.indices.filter { titles[$0] == titles[index] }
        var forms: [String] = []
        if namesakes.count > 1 {
          let rates = namesakes.map { recordings[$0].rate(ofStep: 0)?.readable(digits: 3) ?? "" }
          let own = namesakes.firstIndex(of: index) ?? 0
          let areKnown = rates.areDistinct && !rates.contains("")
          forms = [areKnown ? rates[own] : "#\(recordings[index].name)"]
        }
        if raced.contains(where: { $0.title == titles[index] }) {
          forms = forms.isEmpty ? ["recorded", "rec."] : forms.map { "rec. \($0)" }
        }
        return RunLabel(
          title: titles[index], distinctions: forms,
          rate: recordings[index].rate(ofStep: 0)?.readable() ?? "", statesRate: false, rank: 0,
          count: 1, first: raced.count + index)
      }
  }

  /// The name of a recorded run if it says something, else that of its optimizer. A name that is that of
  /// an optimizer is written as everywhere.
  private static func title(of recording: Recording) -> String {
    let optimizer = recording.optimizer
    if Int(recording.name) == nil, recording.name != optimizer {
      return OptimizerKind.named(recording.name)?.title ?? recording.name
    }
    guard let optimizer else { return "run \(recording.name)" }
    return OptimizerKind.named(optimizer)?.title ?? optimizer
  }
}

/// What tells the runs of one optimizer apart.
private struct Distinctions {
  /// From the longest to the shortest, each with one text for each run; all texts of a form differ.
  var forms: [[String]] = []
  var stateRates = false

  /// - Parameter numbers: the numbers of the runs in the race.
  init(of runs: [RunSettings], numbers: [Int]) {
    guard runs.count > 1 else { return }
    let rates = Self.rates(of: runs)
    if let complete = rates.first(where: \.areDistinct) {
      stateRates = true
      // Shorter forms only as long as they still differ.
      forms = rates.filter { $0.areDistinct && $0 != complete }
      forms.insert(complete, at: 0)
      return
    }
    var candidates = Self.settings(of: runs)
    if let single = candidates.first(where: \.areDistinct) {
      forms = [single]
      return
    }
    if let plain = rates.last, Set(plain).count > 1 {
      stateRates = true
      candidates.insert(plain, at: 0)
    }
    var texts = runs.map { _ in "" }
    for candidate in candidates {
      texts = zip(texts, candidate).map { $0.isEmpty ? $1 : "\($0) \($1)" }
      if texts.areDistinct {
        forms = [texts]
        return
      }
    }
    forms = [zip(texts, numbers).map { $0.isEmpty ? "#\($1)" : "\($0) #\($1)" }]
  }

  /// The rates of the runs, with how they change, from the longest form to the shortest.
  static func rates(of runs: [RunSettings]) -> [[String]] {
    let plans = runs.map(\.learningRate)
    let texts = plans.flatMap(\.rates).distinctTexts
    func text(_ plan: LearningRatePlan) -> String {
      plan.rates.map { texts[$0] ?? $0.plain }.joined(separator: " → ")
    }
    let planned = plans.map(text)
    let first = plans.map { texts[$0.initial] ?? $0.initial.plain }
    let precise = planned.areDistinct ? planned : plans.map(\.text)
    let scheduled = zip(runs, precise).map { run, text in
      run.schedule == .constant
        ? text : (run.fadesTo.map { "\(text) → \($0)" } ?? text) + ", \(run.schedule.kind.name)"
    }
    let faded = zip(runs, precise).map { run, text in
      run.schedule == .constant ? text : run.fadesTo.map { "\(text) → \($0)" } ?? text
    }
    return [scheduled, faded, precise, first].reduce(into: []) { forms, form in
      if forms.last != form { forms.append(form) }
    }
  }

  /// The batches and hyperparameters that differ, each as texts of all runs.
  private static func settings(of runs: [RunSettings]) -> [[String]] {
    let batches = runs.map { run in
      switch run.batch {
      case .full: "full batch"
      case .samples(let count): "batch \(count)"
      }
    }
    let others = runs[0].kind.allHyperparameters
      .filter { $0 != .learningRate && $0 != .batch }
      .map { hyperparameter in
        runs.map { run in
          let value = run[hyperparameter.name]
          return value.map { "\(hyperparameter.name) \(hyperparameter.text(of: $0))" }
            ?? "no \(hyperparameter.name)"
        }
      }
    return ([batches] + others).filter { Set($0).count > 1 }
  }
}

extension RunSettings {
  /// The rate at the end of a schedule that only lowers the rate; nil for others.
  fileprivate var fadesTo: String? {
    guard !schedule.looksAtLosses else { return nil }
    // Of a long one some steps tell as much.
    let steps = stride(from: 0, to: schedule.length, by: schedule.length / 1000 | 1)
    let rates = (steps + [schedule.length]).map { learningRate(forStep: $0 + 1) }
    guard let first = rates.first, let last = rates.last, last < first,
      rates.allSatisfy({ $0 <= first && $0 >= last })
    else { return nil }
    return last < 1e-6 * first ? "0" : last.readable()
  }
}

extension [String] {
  fileprivate var areDistinct: Bool { Set(self).count == count }
}

extension [Double] {
  /// A text for each number, with enough digits to tell them apart.
  fileprivate var distinctTexts: [Double: String] {
    let numbers = Set(self)
    for digits in 3...17 {
      let texts = numbers.map { $0.readable(digits: digits) }
      if texts.areDistinct { return Dictionary(uniqueKeysWithValues: zip(numbers, texts)) }
    }
    return Dictionary(uniqueKeysWithValues: numbers.map { ($0, $0.plain) })
  }
}

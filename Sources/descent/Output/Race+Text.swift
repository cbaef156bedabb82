import Calculus
import Comparison
import Optimizers

extension Race {
  /// What is counted of each step if its cost is wanted.
  private var counts: [RaceClock] {
    runs.first?.rowCount == nil ? [.evaluations] : [.evaluations, .rows]
  }

  func writeCSV(to output: inout TextOutput, withCost: Bool = false) throws(Failure) {
    let counts = withCost ? counts : []
    var progress = WritingProgress(of: self)
    defer { progress.clear() }
    let columns = ["run,optimizer,step,x,y,loss,gradient_norm,lr"] + counts.map(\.rawValue)
    try output.write(columns.joined(separator: ",") + "\n")
    for (index, run) in runs.enumerated() {
      let name = run.settings.kind.name.csvField
      for (step, row) in run.trajectory.enumerated() {
        try output.write(
          "\(index + 1),\(name),\(step),\(row.point.x),\(row.point.y),\(row.loss),"
            + "\(row.gradientNorm),\(run.known(row.learningRate, atStep: step).map { "\($0)" } ?? "nan")"
            + counts.map { ",\(run.spent(on: $0, upTo: step))" }.joined() + "\n")
        progress.countRow()
      }
    }
  }

  /// One object, written row by row, as a trajectory may have a million rows.
  func writeJSON(to output: inout TextOutput, scene: Scene, withCost: Bool = false)
    throws(Failure)
  {
    let counts = withCost ? counts : []
    var progress = WritingProgress(of: self)
    defer { progress.clear() }
    try output.write(
      "{\"surface\":\(JSON.string(scene.surface.title).text),"
        + "\(scene.gradientText)\"runs\":[")
    for (index, run) in runs.enumerated() {
      let name = JSON.string(run.settings.kind.name).text
      let verdict = run.verdict(scales: scene.scales)
      try output.write(index == 0 ? "\n" : ",\n")
      let hyperparameters = run.isRecorded ? "{}" : run.settings.json.text
      try output.write(
        "{\"optimizer\":\(name),\(scene.labels[index].member)\"hyperparameters\":\(hyperparameters),"
          + run.settings.rateMembers + (run.isRecorded ? "\"recorded\":true," : "")
          + "\"verdict\":\(JSON.string(verdict.name).text),\"steps\":[")
      for (step, row) in run.trajectory.enumerated() {
        try output.write(
          (step == 0 ? "\n" : ",\n")
            + "{\"step\":\(step),\"x\":\(row.point.x),\"y\":\(row.point.y),\"loss\":\(row.loss),"
            + "\"gradient_norm\":\(row.gradientNorm),"
            + "\"lr\":\(run.known(row.learningRate, atStep: step).map { "\($0)" } ?? "null")"
            + counts.map { ",\"\($0.rawValue)\":\(run.spent(on: $0, upTo: step))" }.joined() + "}")
        progress.countRow()
      }
      try output.write("]}")
    }
    try output.write("]}\n")
  }

  /// All rows in aligned columns, and below them the verdict on each run.
  func table(of scene: Scene, withCost: Bool = false) -> String {
    let counts = withCost ? counts : []
    var rows = Table(
      [
        ("run", .right), ("optimizer", .left), ("step", .right), ("x", .right), ("y", .right),
        ("loss", .right), ("|gradient|", .right), ("lr", .right),
      ] + counts.map { ($0.rawValue, .right) })
    var verdicts = Table([("run", .right), ("optimizer", .left), ("verdict", .left)])
    for (index, run) in runs.enumerated() {
      let names = ["\(index + 1)", scene.labels[index].nameOrText(of: run.settings)]
      for (step, row) in run.trajectory.enumerated() {
        let numbers = [
          row.point.x, row.point.y, row.loss, row.gradientNorm,
          run.known(row.learningRate, atStep: step),
        ]
        rows.rows.append(
          names + ["\(step)"] + numbers.map { $0?.text(digits: 6) ?? "-" }
            + counts.map { "\(run.spent(on: $0, upTo: step))" })
      }
      let verdict = run.verdict(scales: scene.scales)
      verdicts.rows.append(names + ["\(verdict.name): \(verdict.sentence)"])
    }
    return rows.text + "\n" + verdicts.text
  }
}

extension Scene {
  /// The gradient that the optimizers are given as a member of an object, if it is not the exact one.
  var gradientMember: [(key: String, value: JSON)] {
    setup.givenGradient == .exact ? [] : [("gradient", .string(setup.givenGradient.text))]
  }

  fileprivate var gradientText: String {
    gradientMember.map { "\"\($0.key)\":\($0.value.text)," }.joined()
  }
}

extension RunLabel {
  /// The name of an optimizer as it is typed, or the label if other runs have that name.
  func nameOrText(of settings: RunSettings) -> String {
    distinctions.isEmpty ? settings.kind.name : text
  }

  /// The label as a member of a run's object, if it tells the run apart.
  fileprivate var member: String {
    distinctions.isEmpty ? "" : "\"label\":\(JSON.string(text).text),"
  }
}

extension String {
  /// The text as a field of a csv: in quotes if it must be.
  fileprivate var csvField: String {
    contains { ",\"\n\r".contains($0) } ? "\"" + replacing("\"", with: "\"\"") + "\"" : self
  }
}

extension Run {
  /// The rate of a step; nil where a recording does not state it.
  fileprivate func known(_ rate: Double, atStep step: Int) -> Double? {
    recording.map { $0.rate(ofStep: step) } ?? rate
  }
}

/// The progress in writing a race's rows; silent if the rows go to a terminal.
private struct WritingProgress {
  private var progress = Progress("writing", isAllowed: !TextOutput.isTerminal)
  private let total: Int
  private var written = 0

  init(of race: Race) {
    total = race.runs.reduce(0) { $0 + $1.trajectory.count }
  }

  mutating func countRow() {
    written += 1
    progress.update(written, of: total)
  }

  mutating func clear() { progress.clear() }
}

extension RunSettings {
  /// The hyperparameters in use: lr (the first rate), those of the rule, the batch, and of the ones
  /// that all optimizers share those that were given.
  var json: JSON {
    var members: [(key: String, value: JSON)] = [("lr", .number(learningRate.initial))]
    func add(_ hyperparameter: Hyperparameter, _ value: Double) {
      let isSwitch = hyperparameter.kind == .boolean
      members.append((hyperparameter.name, isSwitch ? .boolean(value != 0) : .number(value)))
    }
    for hyperparameter in kind.hyperparameters {
      if let value = self[hyperparameter.name] { add(hyperparameter, value) }
    }
    switch batch {
    case .full: members.append(("batch", .string("full")))
    case .samples(let count): members.append(("batch", .integer(count)))
    }
    let own = Set(kind.hyperparameters.map(\.name))
    let details = isLookingAhead ? Hyperparameter.lookaheadDetails : []
    for hyperparameter in kind.allHyperparameters where !own.contains(hyperparameter.name) {
      let standard = details.contains(hyperparameter) ? hyperparameter.defaultValue : nil
      if let value = hyperparameters[hyperparameter.name] ?? standard { add(hyperparameter, value) }
    }
    return .members(members)
  }

  /// How the learning rate changes, as members of a run with a comma after each: the schedule unless
  /// it is constant, and the changes of the plan if there are any.
  var rateMembers: String {
    var text = ""
    if schedule != .constant { text += "\"schedule\":\(JSON.string(schedule.completeSpec).text)," }
    let changes = learningRate.changes.map { change in
      JSON.object(["step": .integer(change.step), "lr": .number(change.rate)])
    }
    if !changes.isEmpty { text += "\"lr_changes\":\(JSON.array(changes).text)," }
    return text
  }
}

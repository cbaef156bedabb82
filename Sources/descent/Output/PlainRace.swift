import Calculus
import Comparison
import Landscape
import Optimizers

/// A race as lines of plain text, each of which makes sense when it is read aloud.
struct PlainRace {
  private let scene: Scene
  private var race: Race
  private let steps: Int
  private let wanted: Int?

  /// - Parameters:
  ///   - steps: the number of steps.
  ///   - wanted: a step to report in any case.
  init(_ scene: Scene, steps: Int, wanted: Int? = nil) {
    self.scene = scene
    self.steps = steps
    self.wanted = wanted
    race = scene.race
  }

  /// Runs the race and reports it.
  mutating func write(to output: inout TextOutput) throws(Failure) {
    try output.write(introduction)
    var previous: Int?
    for step in Self.milestones(upTo: steps, with: wanted) {
      let running = race.runs.indices.filter { race.runs[$0].end == nil }
      race.advance(to: step)
      for run in running {
        try output.write(line(of: run, at: step, since: previous) + "\n")
      }
      previous = step
      // What takes long is told as it comes.
      if scene.function.source != nil { try output.finish() }
    }
    try output.write(conclusion)
  }

  /// The steps to report: 0, 1, 2, 5, 10, 20, 50 and so on, the wanted one, and the last.
  static func milestones(upTo last: Int, with wanted: Int? = nil) -> [Int] {
    var steps: Set = [0, wanted ?? 0, last]
    var power = 1
    while power <= last {
      steps.formUnion([power, 2 * power, 5 * power].filter { $0 <= last })
      power *= 10
    }
    return steps.sorted()
  }

  // MARK: - Introduction

  var introduction: String {
    let surface = scene.surface
    let start = race.runs.first?.trajectory[0]
    let title = surface.name == surface.lossText ? "A typed formula" : surface.name.printable
    var text = "\(title). The loss is \(surface.lossText.printable)\(parameters)."
    if let caution = surface.loss.caution { text += " \(caution)" }
    text += " All start at x \(number(scene.start.x)), y \(number(scene.start.y))"
    text += start.map { ", where the loss is \(number($0.loss)).\n" } ?? ".\n"
    if let label = scene.setup.givenGradient.label {
      text += "The optimizers are given \(label): \(scene.setup.givenGradient.text.printable).\n"
    }
    if let source = scene.function.source {
      text += "The program has computed \(source.answerCount) losses to measure the surface."
      text += source.note.map { " Derivatives are \($0).\n" } ?? " It gives the gradients.\n"
    }
    text += "Running \(steps) \(steps == 1 ? "step" : "steps"): "
    return text + Self.list(race.runs.indices.map(introduction)) + ".\n"
  }

  private var parameters: String {
    let values = scene.surface.parameters.map { parameter in
      "\(parameter.name) \(number(scene.parameters[parameter.name] ?? parameter.value))"
    }
    return values.isEmpty ? "" : ", with \(Self.list(values))"
  }

  /// A run with its rate, which its name may state already.
  private func introduction(of run: Int) -> String {
    let label = scene.labels[run]
    if race.runs[run].isRecorded { return label.text + " as recorded" }
    return (label.statesRate ? label.title : label.text) + " " + rate(of: run)
  }

  private func rate(of run: Int) -> String {
    let settings = race.runs[run].settings
    var text = "at learning rate \(number(settings.learningRate.initial))"
    for change in settings.learningRate.changes {
      text += " (\(number(change.rate)) from step \(change.step) on)"
    }
    let schedule = settings.schedule.kind.name
    return schedule == Schedule.constant.kind.name ? text : text + " with schedule \(schedule)"
  }

  /// The name of a run, as it is read aloud.
  private func name(of run: Int) -> String {
    scene.labels[run].text.replacing("#", with: "number ")
  }

  // MARK: - Report

  private func line(of run: Int, at step: Int, since previous: Int?) -> String {
    let trajectory = race.runs[run].trajectory
    let row = trajectory[min(step, trajectory.lastStep)]
    var text =
      "step \(step): \(name(of: run)) at x \(number(row.point.x)), y \(number(row.point.y)),"
      + " loss \(number(row.loss))"
    if let previous {
      let before = trajectory[min(previous, trajectory.lastStep)].loss
      text += ", " + (row.loss < before ? "falling" : row.loss > before ? "rising" : "unchanged")
    }
    if race.runs[run].end != nil { text += ", stopped at step \(trajectory.lastStep)" }
    return text
  }

  private var conclusion: String {
    let verdicts = race.runs.indices.map { run in
      let account = race.runs[run].account(scales: scene.scales)
      // The sentence on a recorded run is all that can be said.
      let words = race.runs[run].isRecorded ? "" : ", \(account.text)"
      return "\(name(of: run))\(words): \(account.sentence).\n"
    }
    let calls = (scene.function.source?.answerCount).map { "The program computed \($0) losses.\n" }
    return verdicts.joined() + lowest + (calls ?? "")
  }

  /// Which run is lowest; empty if there is only one.
  private var lowest: String {
    let losses = race.runs.map { $0.trajectory.loss($0.step) }
    guard let least = losses.min(), race.runs.count > 1 else { return "" }
    let lowest = race.runs.indices.filter { losses[$0] == least }
    let names = Self.list(lowest.map(name(of:)))
    return "\(names) \(lowest.count == 1 ? "is" : "are") lowest, with loss \(number(least)).\n"
  }

  private func number(_ value: Double) -> String { value.text(digits: 4) }

  /// "a", "a and b", "a, b and c".
  private static func list(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }
}

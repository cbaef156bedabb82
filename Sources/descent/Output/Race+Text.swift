import Explorer
import Optimizers

extension Race {
  func writeCSV(to output: inout TextOutput) throws(Failure) {
    var progress = WritingProgress(of: self)
    defer { progress.clear() }
    try output.write("run,optimizer,step,x,y,loss,gradient_norm,lr\n")
    for (index, run) in runs.enumerated() {
      let name = run.settings.kind.name
      for (step, row) in run.trajectory.enumerated() {
        try output.write(
          "\(index + 1),\(name),\(step),\(row.point.x),\(row.point.y),\(row.loss),"
            + "\(row.gradientNorm),\(row.learningRate)\n")
        progress.countRow()
      }
    }
  }

  /// One object, written row by row: a trajectory may have a million.
  func writeJSON(to output: inout TextOutput, scene: Scene) throws(Failure) {
    var progress = WritingProgress(of: self)
    defer { progress.clear() }
    try output.write("{\"surface\":\(JSON.string(scene.surface.title).text),\"runs\":[")
    for (index, run) in runs.enumerated() {
      let name = JSON.string(run.settings.kind.name).text
      let verdict = run.verdict(scales: scene.scales)
      try output.write(index == 0 ? "\n" : ",\n")
      try output.write(
        "{\"optimizer\":\(name),\"hyperparameters\":\(run.settings.json.text),"
          + run.settings.rateMembers
          + "\"verdict\":\(JSON.string(verdict.name).text),\"steps\":[")
      for (step, row) in run.trajectory.enumerated() {
        try output.write(
          (step == 0 ? "\n" : ",\n")
            + "{\"step\":\(step),\"x\":\(row.point.x),\"y\":\(row.point.y),\"loss\":\(row.loss),"
            + "\"gradient_norm\":\(row.gradientNorm),\"lr\":\(row.learningRate)}")
        progress.countRow()
      }
      try output.write("]}")
    }
    try output.write("]}\n")
  }

  /// All rows in aligned columns, and below them what became of each run.
  func table(scales: SurfaceScales) -> String {
    var rows = Table([
      ("run", .right), ("optimizer", .left), ("step", .right), ("x", .right), ("y", .right),
      ("loss", .right), ("|gradient|", .right), ("lr", .right),
    ])
    var verdicts = Table([("run", .right), ("optimizer", .left), ("verdict", .left)])
    for (index, run) in runs.enumerated() {
      let names = ["\(index + 1)", run.settings.kind.name]
      for (step, row) in run.trajectory.enumerated() {
        let numbers = [row.point.x, row.point.y, row.loss, row.gradientNorm, row.learningRate]
        rows.rows.append(names + ["\(step)"] + numbers.map { $0.text(digits: 6) })
      }
      let verdict = run.verdict(scales: scales)
      verdicts.rows.append(names + ["\(verdict.name): \(verdict.sentence)"])
    }
    return rows.text + "\n" + verdicts.text
  }
}

/// How many of a race's rows are written; silent where these go to a terminal themselves.
private struct WritingProgress {
  private var progress = Progress("writing", isWelcome: !TextOutput.isTerminal)
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

import Explorer
import Optimizers

extension ExplorerState {
  /// How every run stands at the step shown, as aligned text.
  var finalTable: String {
    let heading = ["optimizer", "step", "x", "y", "loss", "|gradient|", "lr", "verdict"]
    var table = Table(heading.map { ($0, .left) })
    table.rows = race.runs.indices.map { index in
      let run = race.runs[index]
      let row = present(of: index)
      return [
        run.settings.kind.name, "\(min(playback.step, run.step))", "\(row.point.x)",
        "\(row.point.y)", "\(row.loss)", "\(row.gradientNorm)", "\(row.learningRate)",
        verdict(of: index).name,
      ]
    }
    return table.text
  }
}

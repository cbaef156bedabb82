import Explorer
import Optimizers

extension ExplorerState {
  /// How every run stands at the step shown, as aligned text.
  var finalTable: String {
    let heading = ["optimizer", "step", "x", "y", "loss", "|gradient|", "lr", "verdict"]
    let rows = race.runs.indices.map { index in
      let run = race.runs[index]
      let row = present(of: index)
      return [
        run.settings.kind.name, "\(min(playback.step, run.step))", "\(row.point.x)",
        "\(row.point.y)", "\(row.loss)", "\(row.gradientNorm)", "\(row.learningRate)",
        verdict(of: index).name,
      ]
    }
    let table = [heading] + rows
    let widths = heading.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    return table.map { row in
      let cells = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      var line = Substring(cells.joined(separator: "  "))
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}

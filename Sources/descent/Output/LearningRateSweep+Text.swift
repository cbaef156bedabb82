import Comparison
import Experiments

extension LearningRateSweep {
  /// One row per run, optimizer by optimizer, rates ascending.
  var csv: String {
    var text = "run,optimizer,lr,steps,final_loss,best_loss,best_step,verdict\n"
    for (index, curve) in curves.enumerated() {
      for case let point? in curve.points {
        text +=
          "\(index + 1),\(curve.settings.kind.name),\(point.learningRate.field),\(point.steps),"
          + "\(point.finalLoss.field),\(point.bestLoss.field),\(point.bestStep),"
          + "\(point.verdict.name)\n"
      }
    }
    return text
  }

  func json(of scene: Scene) -> JSON {
    .object([
      "surface": .string(scene.surface.title),
      "start": .array([.number(scene.start.x), .number(scene.start.y)]),
      "steps": .integer(steps),
      "runs": .array(curves.map(\.json)),
    ])
  }

  /// A row per rate with every optimizer's final loss, and what follows from it.
  var table: String {
    var losses = Table(
      [("lr", .right)] + curves.flatMap { [($0.settings.kind.name, .right), ("", .left)] })
    for (index, rate) in rates.enumerated() {
      losses.rows.append(
        [rate.text(digits: 4)]
          + curves.flatMap { curve in
            guard let point = curve.points[index] else { return ["", ""] }
            return [
              point.finalLoss.text(digits: 5), point == curve.best ? "best" : point.mark,
            ]
          })
    }
    var summary = Table([
      ("optimizer", .left), ("best lr", .right), ("final loss", .right), ("best loss", .right),
      ("good up to", .right), ("diverges from", .right),
    ])
    for curve in curves {
      let best = curve.best
      summary.rows.append([
        curve.settings.kind.name, best?.learningRate.text(digits: 4) ?? "-",
        best?.finalLoss.text(digits: 5) ?? "-", best?.bestLoss.text(digits: 5) ?? "-",
        curve.edge.map { $0.lastGood?.text(digits: 4) ?? "-" } ?? "all",
        curve.edge?.firstDiverged.text(digits: 4) ?? "-",
      ])
    }
    return losses.text + "\n" + summary.text
  }
}

extension SweepCurve {
  fileprivate var json: JSON {
    let edge: JSON =
      edge.map { edge in
        .object([
          "last_good": .number(edge.lastGood ?? .nan),
          "first_diverged": .number(edge.firstDiverged),
        ])
      } ?? .number(.nan)
    return .object([
      "optimizer": .string(settings.kind.name),
      "hyperparameters": settings.json,
      "best_lr": .number(best?.learningRate ?? .nan),
      "edge": edge,
      "points": .array(points.compactMap { $0?.json }),
    ])
  }
}

extension SweepPoint {
  /// What is remarkable about it, in a word.
  fileprivate var mark: String { isGood ? "" : verdict.name }

  fileprivate var json: JSON {
    .object([
      "lr": .number(learningRate), "steps": .integer(steps), "final_loss": .number(finalLoss),
      "best_loss": .number(bestLoss), "best_step": .integer(bestStep),
      "verdict": .string(verdict.name),
    ])
  }
}

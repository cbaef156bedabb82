import Calculus
import Comparison
import Optimizers

/// A sweep over a parameter as csv, json and a table.
extension ParameterSweep {
  /// One row per run, optimizer by optimizer, values ascending.
  var csv: String {
    var text = "run,optimizer,parameter,value,lr,arrival,steps,verdict\n"
    for (index, curve) in curves.enumerated() {
      for point in curve.known {
        text +=
          "\(index + 1),\(curve.settings.kind.name),\(range.name),\(point.value),"
          + "\(point.learningRate.field),\(point.arrival.map(String.init) ?? ""),\(point.steps),"
          + "\(point.verdict.name)\n"
      }
    }
    return text
  }

  /// - Parameter value: the parameter's value in the scene.
  func json(of scene: Scene, around value: Double) -> JSON {
    .object([
      "surface": .string(scene.surface.title),
      "start": .array([.number(scene.start.x), .number(scene.start.y)]),
      "parameter": .string(range.name),
      "target": .number(target.loss),
      "rates": .string(isTuned ? "best" : "in proportion"),
      limit.clock.rawValue: .integer(limit.amount),
      "runs": .array(curves.map { $0.json(around: value) }),
    ]).adding(scene.gradientMember)
  }

  /// A row per value with every optimizer's arrival and rate, and a law per optimizer.
  /// - Parameter value: the parameter's value in the scene.
  func table(of scene: Scene, around value: Double) -> String {
    let names = zip(scene.labels, curves).map { $0.nameOrText(of: $1.settings) }
    var arrivals = Table(
      [(range.name, .right)] + names.flatMap { [($0, .right), ("lr", .right)] })
    for (index, value) in range.values.enumerated() {
      arrivals.rows.append(
        [value.text(digits: 6)]
          + curves.flatMap { curve -> [String] in
            guard let point = curve.points[index] else { return ["undefined", ""] }
            return [text(of: point), point.learningRate.text(digits: 4)]
          })
    }
    var laws = Table([
      ("optimizer", .left), ("\(limit.clock.rawValue) to \(target.loss.text(digits: 4))", .left),
    ])
    for (name, curve) in zip(names, curves) {
      laws.rows.append([name, curve.law(over: range, around: value) ?? "-"])
    }
    return arrivals.text + "\n" + laws.text
  }

  /// The arrival, or why there is none.
  private func text(of point: ParameterPoint) -> String {
    if let arrival = point.arrival { return "\(arrival)" }
    return point.verdict.tone == .bad ? point.verdict.name : "> \(limit.amount)"
  }
}

extension ParameterCurve {
  fileprivate func json(around value: Double) -> JSON {
    .object([
      "optimizer": .string(settings.kind.name),
      "hyperparameters": settings.json,
      "exponent": .number(exponent(around: value) ?? .nan),
      "points": .array(
        known.map { point in
          .object([
            "value": .number(point.value), "lr": .number(point.learningRate),
            "arrival": point.arrival.map(JSON.integer) ?? .number(.nan),
            "steps": .integer(point.steps), "verdict": .string(point.verdict.name),
          ])
        }),
    ])
  }
}

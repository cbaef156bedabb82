import Calculus

extension OptimizerKind {
  /// Nelder and Mead's simplex: a triangle that walks and shrinks downhill by losses alone.
  ///
  ///     middle = of the two better corners;  at(c) = middle + c·(worst − middle)
  ///     try at(−alpha); if the best so far, also at(−alpha·gamma), and take the better of the two
  ///     else take it if better than the second best; else try at(±alpha·rho or rho)
  ///     if that is no better, draw both other corners to the best by sigma
  ///
  /// Nelder and Mead, "A Simplex Method for Function Minimization" (1965). Rule, tests and
  /// coefficients (1, 2, ½, ½) are those of SciPy's `minimize(method="Nelder-Mead")`. SciPy's first
  /// triangle depends on the position of the origin; here it is the start and a step of the learning
  /// rate along each axis, and the rate has no effect later. A row is the best corner, so the loss never rises; it
  /// stays the same while the others move. A loss that is not finite counts as infinitely high.
  public static let nelderMead = OptimizerKind(
    name: "nelder_mead", title: "NelderMead",
    rule: "reflect, expand, contract or shrink a triangle by its losses; p = its best corner",
    family: .adaptive,
    hyperparameters: [
      Hyperparameter("alpha", default: 1, allowed: .above(0), meaning: "factor of a reflection"),
      Hyperparameter("gamma", default: 2, allowed: .above(1), meaning: "factor of an expansion"),
      Hyperparameter(
        "rho", default: 0.5, allowed: .insideOf(0, 1), meaning: "factor of a contraction"),
      Hyperparameter(
        "sigma", default: 0.5, allowed: .insideOf(0, 1), meaning: "factor of a shrinkage"),
    ],
    traits: [.comparesLosses, .fixesRate],
    make: { NelderMead($0) })
}

struct NelderMead: Optimizer {
  let reflection: Double
  let expansion: Double
  let contraction: Double
  let shrinking: Double
  /// Best first; empty before the first step.
  private var corners: [Corner] = []
  private var lastMove = Move.reflection

  private enum Move: String {
    case reflection, expansion, shrinkage
    case outerContraction = "outer contraction"
    case innerContraction = "inner contraction"
  }

  private struct Corner {
    var point: Point
    var loss: Double
  }

  init(_ values: Hyperparameters) {
    reflection = values["alpha"]
    expansion = values["gamma"]
    contraction = values["rho"]
    shrinking = values["sigma"]
  }

  static var usesOneGradient: Bool { false }

  mutating func proposal(
    for step: StepContext, using objective: inout CountedObjective
  ) -> Point {
    if corners.isEmpty {
      let length = step.learningRate
      corners = [.zero, Point(length, 0), Point(0, length)].map {
        corner(step.point + $0, on: &objective)
      }
      sortCorners()
    }
    move(on: &objective)
    sortCorners()
    return corners[0].point
  }

  private mutating func move(on objective: inout CountedObjective) {
    let reflected = moved(-reflection, on: &objective)
    if reflected.loss < corners[0].loss {
      let expanded = moved(-reflection * expansion, on: &objective)
      if expanded.loss < reflected.loss {
        replaceWorst(expanded, .expansion)
      } else {
        replaceWorst(reflected, .reflection)
      }
    } else if reflected.loss < corners[1].loss {
      replaceWorst(reflected, .reflection)
    } else if reflected.loss < corners[2].loss {
      let outside = moved(-reflection * contraction, on: &objective)
      if outside.loss <= reflected.loss {
        replaceWorst(outside, .outerContraction)
      } else {
        shrink(on: &objective)
      }
    } else {
      let inside = moved(contraction, on: &objective)
      if inside.loss < corners[2].loss {
        replaceWorst(inside, .innerContraction)
      } else {
        shrink(on: &objective)
      }
    }
  }

  private mutating func replaceWorst(_ corner: Corner, _ move: Move) {
    corners[2] = corner
    lastMove = move
  }

  /// The worst corner, moved along the line through the middle of the others.
  private func moved(_ factor: Double, on objective: inout CountedObjective) -> Corner {
    let middle = (corners[0].point + corners[1].point) / 2
    return corner((1 - factor) * middle + factor * corners[2].point, on: &objective)
  }

  private mutating func shrink(on objective: inout CountedObjective) {
    lastMove = .shrinkage
    let best = corners[0].point
    for index in 1...2 {
      corners[index] = corner(
        best + shrinking * (corners[index].point - best), on: &objective)
    }
  }

  private func corner(_ point: Point, on objective: inout CountedObjective) -> Corner {
    let loss = objective.loss(at: point)
    return Corner(point: point, loss: point.isFinite && loss.isFinite ? loss : .infinity)
  }

  private mutating func sortCorners() { corners.sort { $0.loss < $1.loss } }

  func explanation(of step: StepContext) -> StepExplanation {
    let names = [("A", "best corner"), ("B", "second corner"), ("C", "worst corner")]
    return StepExplanation(
      [Quantity("move", "by the losses of the corners", .word(lastMove.rawValue))]
        + zip(names, corners).map { .vector($0.0, $0.1, $1.point) },
      move: "A − p", usesGradient: false)
  }
}

import Calculus

extension Surface {
  /// The surface of a typed formula, about which nothing else is known.
  ///
  /// - Precondition: the formula has no parameters.
  public static func typed(formula: Formula, domain: Domain = .standard) -> Surface {
    Surface(
      id: "", name: formula.text, loss: .formula(formula), domain: domain,
      start: defaultStart(of: formula.compiled(), in: domain))
  }

  /// A high start from which a run can move: of the four points at 15 % and 85 % of the domain, the
  /// one with the largest finite loss among those that are not on flat ground.
  ///
  /// Where there is none, it is the point of a coarse grid from which a step of a twentieth of the
  /// domain's shorter side straight downhill, within the domain, lowers the loss most. On a surface
  /// without any slope it is the highest of the four points or of the grid, and where the loss is
  /// nowhere finite the centre of the domain.
  public static func defaultStart(of function: any LossFunction, in domain: Domain) -> Point {
    let fractions = [(0.15, 0.85), (0.85, 0.85), (0.15, 0.15), (0.85, 0.15)]
    let corners = fractions.map { domain.point($0.0, $0.1) }
    let grid = Grid(function, domain: domain, width: 33, height: 33)
    let lowest = grid.finiteRange?.lowerBound ?? 0
    // On flat ground even a step across the whole map would hardly descend. Halves never overflow.
    let sloping = corners.filter { corner in
      let here = function.evaluate(at: corner)
      let descent = here.gradient.norm / 2 * domain.shorterSide
      return here.gradient.isFinite && descent > 0
        && descent > 1e-5 * (here.loss / 2 - lowest / 2)
    }
    return highest(of: sloping, function)
      ?? steepest(of: grid.points, function, in: domain)
      ?? highest(of: corners, function) ?? highest(of: grid.points, function) ?? domain.center
  }

  /// The first of the points with the largest finite loss, or nil if no loss is finite.
  private static func highest(of points: [Point], _ function: any LossFunction) -> Point? {
    first(of: points) { point in
      let loss = function.value(at: point)
      return loss.isFinite ? loss : nil
    }
  }

  /// The first of the points from which a short step straight downhill descends most.
  private static func steepest(
    of points: [Point], _ function: any LossFunction, in domain: Domain
  ) -> Point? {
    first(of: points) { point in
      let here = function.evaluate(at: point)
      guard here.isFinite, here.gradient.norm > 0 else { return nil }
      let target = point - here.gradient * (domain.shorterSide / 20 / here.gradient.norm)
      guard domain.contains(target) else { return nil }
      let drop = here.loss / 2 - function.value(at: target) / 2
      return drop.isFinite && drop > 0 ? drop : nil
    }
  }

  /// The first of the points with the largest measure; nil if none has one.
  private static func first(of points: [Point], largest measure: (Point) -> Double?) -> Point? {
    var best: (point: Point, measure: Double)?
    for point in points {
      if let value = measure(point), value > best?.measure ?? -.infinity { best = (point, value) }
    }
    return best?.point
  }
}

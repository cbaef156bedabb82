import Calculus

extension Surface {
  /// The surface of a formula that someone typed, with nothing known about it.
  ///
  /// - Precondition: the formula has no parameters.
  public static func typed(formula: Formula, domain: Domain = .standard) -> Surface {
    Surface(
      id: "", name: formula.text, formula: formula, domain: domain,
      start: defaultStart(of: formula.compiled(), in: domain))
  }

  /// A start high up: of the four points at 15 % and 85 % of the domain, the one with the largest
  /// finite loss.
  ///
  /// Where all four are undefined it is the highest defined point of a coarse grid, and where there
  /// is none either, the centre of the domain.
  public static func defaultStart(of function: CompiledFormula, in domain: Domain) -> Point {
    let fractions = [(0.15, 0.85), (0.85, 0.85), (0.15, 0.15), (0.85, 0.15)]
    let candidates = fractions.map { domain.point($0.0, $0.1) }
    return highest(of: candidates, function)
      ?? highest(of: Grid(function, domain: domain, width: 33, height: 33).points, function)
      ?? domain.center
  }

  /// The first of the points with the largest finite loss, or nil where no loss is finite.
  private static func highest(of points: [Point], _ function: CompiledFormula) -> Point? {
    var best: (point: Point, loss: Double)?
    for point in points {
      let loss = function.value(at: point)
      if loss.isFinite, loss > best?.loss ?? -.infinity { best = (point, loss) }
    }
    return best?.point
  }
}

import Calculus
import Landscape

func contourMap() throws {
  let text = """
    name: Bowl
    formula: x^2 + a*y^2
    parameters:
      a: {value: 4, range: [1, 100], scale: log}
    domain: {x: [-2, 2], y: [-1.5, 1.5]}
    start: [1.5, 1]
    minima: [[0, 0]]
    """
  let bowl = try Surface(yaml: text.utf8, file: "bowl.yaml")
  precondition(bowl.id == "bowl" && bowl.start == Point(1.5, 1))

  // The lines of a dozen round levels.
  let loss = bowl.function()
  let grid = Grid(loss, domain: bowl.domain, width: 80, height: 60)
  let levels = ContourLevels(for: grid, mode: bowl.levels)
  for (level, lines) in zip(levels.thresholds, levels.lines(of: grid)) {
    for point in lines.flatMap({ grid.points(of: $0) }) {
      precondition(abs(loss.value(at: point) - level) < 0.01)
    }
  }

  // The line x² + 4y² = 1 is an ellipse within the map.
  let ellipse = grid.contourLines(at: 1)
  precondition(ellipse.count == 1 && ellipse[0].isClosed)

  // With another value of the parameter it is a circle.
  let round = Grid(bowl.function(["a": 1]), domain: bowl.domain, width: 80, height: 60)
  for point in round.points(of: round.contourLines(at: 1)[0]) {
    precondition(abs(point.norm - 1) < 0.001)
  }

  // The bowl has one critical point.
  precondition(loss.criticalPoints(in: bowl.domain).map(\.kind) == [.minimum])
}

import Calculus
import Canvas
import Comparison
import Experiments
import Landscape
import Optimizers
import Testing

@testable import Explorer

/// A line through noisy points: 24 rows, two parameters.
func line(slope: Double = 0.8) throws -> Surface {
  let rows = (0..<24).map { row in
    let u = Double((row * 13) % 24) / 8 - 1.5
    return "\(u),\(slope * u - 0.5 + Double((row * 7) % 5 - 2) / 5)"
  }
  let table = Array((["u,v"] + rows).joined(separator: "\n").utf8)
  let yaml = """
    name: Line
    data: {file: line.csv, columns: {u: u, v: v}}
    sample: (x*u + y - v)^2 / 2
    domain: {x: [-2, 3], y: [-3, 2]}
    start: [-1.5, 1.5]
    """
  return try Surface(yaml: Array(yaml.utf8), file: "line.yaml") { _, _ in table }
}

/// A pane of the explorer, drawn alone into a frame of its size.
struct Pane: Sendable {
  var name = ""
  var optimizer = "gd"
  /// Whether it shows the line through points instead of the bowl.
  var isOfData = false
  var step = 3
  var size = Size(width: 48, height: 26)
  var depth = ColorDepth.none
  var isUTF8 = true

  var theme: Theme { Theme(depth: depth, runs: 1) }
  var glyphs: GlyphSet { isUTF8 ? .quadrant : .ascii }
  var chartGlyphs: GlyphSet { isUTF8 ? .braille : .ascii }
  var borders: BorderSet { isUTF8 ? .light : .ascii }

  func state() throws -> ExplorerState {
    try ExplorerState.paused(step: step, depth: depth, isUTF8: isUTF8) {
      $0 = Setup(surface: isOfData ? try line() : try bowl())
      $0.optimizers = [try OptimizerSpec(optimizer)]
    }
  }

  private func finished(_ frame: Frame) -> Frame { isUTF8 ? frame : frame.inASCII() }

  func inspector() throws -> Frame { inspector(of: try state()) }

  func inspector(of state: ExplorerState) -> Frame {
    var frame = Frame(size: size)
    frame.drawInspector(
      state, inspection: Inspection(of: state.race.runs[0], at: step), run: 0, in: frame.bounds,
      theme: theme, borders: borders)
    return finished(frame)
  }

  func check(of formula: String, at point: Point) throws -> Frame {
    let objective = FormulaObjective(try Formula(formula).compiled())
    var frame = Frame(size: size)
    frame.drawCheck(
      CheckContent(check: GradientCheck(of: objective, at: point)), in: frame.bounds, theme: theme,
      borders: borders,
      glyphs: chartGlyphs)
    return finished(frame)
  }

  /// The vectors alone, on an empty map.
  func vectors() throws -> Frame {
    let state = try state()
    var frame = Frame(size: size)
    let projection = Projection(domain: state.viewport, cells: frame.bounds, glyphs: glyphs)
    let vectors = MapVectors(
      of: Inspection(of: state.race.runs[0], at: step), in: projection,
      lossRange: state.scene.scales.lossRange)
    let inks = VectorInks(run: 0, theme: theme)
    frame.drawVectors(
      vectors, in: frame.bounds, inks: inks, glyphs: chartGlyphs, depth: depth)
    return finished(frame)
  }
}

extension Pane: CustomTestStringConvertible {
  var testDescription: String { name.isEmpty ? optimizer : name }
}

import Calculus
import Canvas
import Comparison
import Experiments
import Input
import Landscape
import Optimizers
import Testing

@testable import Explorer

/// A surface for tests that do not depend on the surface.
func bowl(id: String = "bowl") throws -> Surface {
  Surface(
    id: id, name: "Bowl", loss: .formula(try Formula("x^2 + 2y^2")),
    domain: Domain(x: -6...6, y: -4...4), start: Point(5, 3), minima: [Point(0, 0)],
    learningRates: ["gd": 0.1, "sgd": 0.1, "momentum": 0.02, "adam": 0.2], levels: .log,
    noise: 0.5, lesson: "Every step of gradient descent shortens both coordinates.")
}

func wells() throws -> Surface {
  Surface(
    id: "wells", name: "Wells", loss: .formula(try Formula("(x^2 - 1)^2 + y^2")),
    domain: Domain(x: -2...2, y: -2...2), start: Point(0.1, 1.5),
    minima: [Point(-1, 0), Point(1, 0)])
}

extension ExplorerState {
  /// A paused explorer of the bowl, or of another setup.
  static func paused(
    size: Size = Size(width: 120, height: 40), step: Int = 0, depth: ColorDepth = .trueColor,
    glyphs: GlyphSet = .quadrant, isUTF8: Bool = true,
    change: (inout Setup) throws -> Void = { _ in }
  ) throws -> ExplorerState {
    var setup = Setup(surface: try bowl())
    try change(&setup)
    let surfaces = ["bowl": try bowl(), "wells": try wells()]
    var state = try ExplorerState(
      scene: Scene(setup), playback: Playback(position: step, isPlaying: false),
      appearance: Appearance(
        glyphs: glyphs, depth: depth, glyphSets: isUTF8 ? GlyphSet.allCases : [.ascii]), size: size,
      catalog: Catalog(names: ["bowl", "wells"]) { surfaces[$0] })
    state.look()
    return state
  }

  /// Shows another surface.
  mutating func show(_ surface: Surface, file: String? = nil) {
    change(startsOver: true) { $0 = $0.showing(surface, file: file) }
  }

  /// Records the layout of its picture without painting it.
  mutating func look() {
    let layout = Layout(of: self)
    var shown = Shown(layout, of: self)
    if tool == .parameters, let area = layout.tool {
      shown.firstDialLine = ParametersPane(self, in: area).firstLine
    }
    see(shown)
  }

  /// The basins of a run on the last visible maps, as far as they are known.
  func basins(of run: Int) -> BasinMap? {
    sight.shown.mapCells.flatMap { basinWork(of: run, on: $0)?.map }
  }

  /// Types keys: letters stand for themselves, `.` for one tick of a thirtieth of a second,
  /// `<Name>` for other keys.
  mutating func type(_ script: String) throws {
    var rest = Substring(script)
    while let character = rest.popFirst() {
      if character == "." {
        _ = advance(seconds: 1.0 / 30 + 1e-9)
      } else if character == "<", let end = rest.firstIndex(of: ">") {
        let name = String(rest[..<end])
        rest = rest[rest.index(after: end)...]
        let key = try #require(ExplorerState.named[name], "no key <\(name)>")
        _ = handle(.key(key))
      } else {
        _ = handle(.key(.character(character)))
      }
      look()
    }
  }

  private static let named: [String: Key] = [
    "Up": .up, "Down": .down, "Left": .left, "Right": .right, "Home": .home, "End": .end,
    "PgUp": .pageUp, "PgDn": .pageDown, "Enter": .enter, "Esc": .escape, "Tab": .tab,
    "BTab": .backTab, "BS": .backspace, "Del": .delete, "C-a": .control("a"), "C-u": .control("u"),
    "C-r": .control("r"), "C-w": .control("w"),
    "less": .character("<"), "more": .character(">"), "dot": .character("."),
  ]

  var rates: [Double] {
    race.runs.map { $0.settings.learningRate.rate(forStep: playback.position + 1) }
  }

  var text: String {
    var painter = Painter()
    return text(by: &painter)
  }

  /// The text of the screen, drawn by a painter that has drawn earlier states.
  func text(by painter: inout Painter) -> String { painter.drawing(of: self).frame.plainText }
}

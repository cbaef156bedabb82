import Canvas
import Input
import Testing

@testable import Explorer

/// An explorer on a screen: each event acts on the picture drawn before it.
struct Session {
  var state: ExplorerState
  private(set) var drawing: Drawing
  private var painter = Painter()
  private var pointer = Pointer()

  init(_ state: ExplorerState) {
    self.state = state
    drawing = painter.drawing(of: state)
    draw()
  }

  mutating func draw() {
    drawing = painter.drawing(of: state)
    pointer.targets = drawing.targets
    state.see(drawing.shown)
  }

  mutating func type(_ script: String) throws {
    try state.type(script)
    draw()
  }

  @discardableResult
  mutating func mouse(_ action: Mouse.Action, _ column: Int, _ row: Int) -> ExplorerState.Effect? {
    defer { draw() }
    let meanings = pointer.meanings(of: Mouse(action, column: column, row: row))
    return meanings.compactMap { state.handle($0) }.first
  }

  @discardableResult
  mutating func click(_ column: Int, _ row: Int) -> ExplorerState.Effect? {
    let effect = mouse(.press, column, row)
    mouse(.release, column, row)
    return effect
  }

  mutating func drag(from start: (column: Int, row: Int), to end: (column: Int, row: Int)) {
    mouse(.press, start.column, start.row)
    let step = end.column < start.column ? -1 : 1
    for column in stride(from: start.column, through: end.column, by: step) {
      mouse(.drag, column, end.row)
    }
    mouse(.release, end.column, end.row)
  }

  /// The meaning of a press at a cell, besides the press itself.
  func meaning(_ column: Int, _ row: Int) -> Meaning? {
    var pointer = pointer
    return pointer.meanings(of: Mouse(.press, column: column, row: row)).last { $0 != .press }
  }

  /// The cells in which a press has a meaning.
  func area(of meaning: Meaning) throws -> Rectangle {
    let found = drawing.targets.all.last { self.meaning($0.area.column, $0.area.row) == meaning }
    return try #require(found, "nothing on the screen means \(meaning)").area
  }

  /// The maps, from left to right and top to bottom.
  var maps: [MapPlace] {
    drawing.targets.all.compactMap { if case .map(let place) = $0.target { place } else { nil } }
  }

  /// The line of steps.
  func timeline() throws -> Timeline {
    try #require(
      drawing.targets.all.lazy.compactMap { target -> Timeline? in
        if case .moments(let timeline) = target.target { timeline } else { nil }
      }.first)
  }

  /// The curves of the sweep.
  func sweepChart() throws -> SweepChart {
    try #require(
      drawing.targets.all.lazy.compactMap { target -> SweepChart? in
        if case .rates(let chart) = target.target { chart } else { nil }
      }.first)
  }
}

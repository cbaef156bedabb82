import Calculus
import Comparison
import Landscape
import Testing

@testable import Explorer

/// A surface with a parameter that sets its steepness along y.
func valley() throws -> Surface {
  Surface(
    id: "valley", name: "Valley",
    loss: .formula(try Formula("(x^2 + kappa*y^2)/2 + 0*angle", parameters: ["kappa", "angle"])),
    domain: Domain(x: -5...5, y: -5...5), start: Point(-4, 2), minima: [Point(0, 0)],
    learningRates: ["gd": 0.018, "sgd": 0.01, "momentum": 0.003, "adam": 0.1], noise: 4,
    parameters: [
      SurfaceParameter(name: "kappa", value: 100, range: 1...10000, scale: .log),
      SurfaceParameter(name: "angle", value: 45, range: 0...90, scale: .linear),
    ])
}

extension ExplorerState {
  /// The parameters pane over the valley.
  static func tuning(
    step: Int = 0, change: (inout Setup) throws -> Void = { _ in }
  ) throws -> ExplorerState {
    var state = try ExplorerState.paused(step: step) { setup in
      setup.surface = try valley()
      try change(&setup)
    }
    try state.type("p")
    return state
  }

  /// Moves the cursor to a dial by keys, as a user would.
  mutating func choose(_ id: Dial.ID) throws {
    let place = try #require(dials.firstIndex { $0.id == id }, "no dial \(id)")
    try #require(panel == nil && tool == .parameters)
    while currentDialPlace != place {
      try type(currentDialPlace < place ? "<Down>" : "<Up>")
    }
  }

  func dial(_ id: Dial.ID) throws -> Dial {
    try #require(dials.first { $0.id == id }, "no dial \(id)")
  }

  /// The displayed value of a dial.
  func reading(_ id: Dial.ID) throws -> String {
    let dial = try dial(id)
    return dial.isMixed ? "mixed" : dial.text(of: dial.reading.value, digits: 4)
  }

  /// Presses a key until a dial has a value, wherever that is in its list.
  mutating func turn(_ id: Dial.ID, pressing key: String, to value: String) throws {
    try choose(id)
    for _ in 1...100 where try reading(id) != value { try type(key) }
    try #require(try reading(id) == value)
  }

  /// The values of a dial after each of several presses of a key.
  mutating func readings(_ id: Dial.ID, pressing key: String, times: Int) throws -> [String] {
    try choose(id)
    return try (0..<times).map { _ in
      try type(key)
      return try reading(id)
    }
  }
}

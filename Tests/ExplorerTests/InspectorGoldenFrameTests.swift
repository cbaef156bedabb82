import Calculus
import Canvas
import TestSupport
import Testing

@testable import Explorer

/// Inspector, vectors and gradient check, compared with inspected frames; recorded as in
/// `GoldenFrameTests`.
struct InspectorGoldenFrameTests {
  private static let small = Size(width: 34, height: 8)
  private static let middle = Size(width: 40, height: 16)

  static let inspectors = [
    Pane(name: "inspector-gd-34x8", size: small),
    Pane(name: "inspector-gd-48x26-256", depth: .indexed256),
    Pane(name: "inspector-adam-34x8-256", optimizer: "adam", size: small, depth: .indexed256),
    Pane(name: "inspector-adam-40x16", optimizer: "adam", size: middle),
    Pane(name: "inspector-adam-48x26", optimizer: "adam"),
    Pane(
      name: "inspector-momentum-40x16-256", optimizer: "nesterov:lr=0.31", size: middle,
      depth: .indexed256),
    Pane(name: "inspector-bfgs-48x26", optimizer: "bfgs"),
    Pane(
      name: "inspector-minibatch-34x8", optimizer: "minibatch:batch=5", isOfData: true, size: small),
    Pane(
      name: "inspector-minibatch-48x26-256", optimizer: "minibatch:batch=5", isOfData: true,
      step: 9,
      depth: .indexed256),
    Pane(
      name: "inspector-minibatch-48x26-ascii", optimizer: "minibatch:batch=5", isOfData: true,
      step: 9, isUTF8: false),
    Pane(name: "inspector-adam-48x26-ascii", optimizer: "adam", isUTF8: false),
    Pane(name: "inspector-refused-40x16", optimizer: "gd:lr=1e300", step: 1, size: middle),
  ]

  @Test(.slow, arguments: inspectors) func anInspectorLooksAsRecorded(_ pane: Pane) throws {
    try expectGolden(try pane.inspector(), pane.name)
  }

  static let maps = [
    Pane(
      name: "inspector-vectors-40x16-256", optimizer: "sgd:batch=2", isOfData: true, step: 6,
      size: middle, depth: .indexed256),
    Pane(name: "inspector-vectors-40x16", optimizer: "nesterov", step: 6, size: middle),
    Pane(
      name: "inspector-vectors-40x16-ascii", optimizer: "sgd:batch=2", isOfData: true, step: 6,
      size: middle, isUTF8: false),
  ]

  @Test(.slow, arguments: maps) func vectorsLookAsRecorded(_ pane: Pane) throws {
    try expectGolden(try pane.vectors(), pane.name)
  }

  static let checks = [
    Pane(name: "check-34x10", size: Size(width: 34, height: 10)),
    Pane(name: "check-40x16-256", size: middle, depth: .indexed256),
    Pane(name: "check-60x24", size: Size(width: 60, height: 24)),
    Pane(name: "check-60x24-ascii", size: Size(width: 60, height: 24), isUTF8: false),
  ]

  @Test(arguments: checks) func aCheckLooksAsRecorded(_ pane: Pane) throws {
    let frame = try pane.check(of: "(1 - x)^2 + 100*(y - x^2)^2", at: Point(-1.2, 1))
    try expectGolden(frame, pane.name)
  }

  @Test func aCheckAtAKinkLooksAsRecorded() throws {
    let pane = Pane(size: Size(width: 48, height: 18), depth: .indexed256)
    try expectGolden(
      try pane.check(of: "abs(x) + y^2", at: Point(0, 1)), "check-kink-48x18-256")
  }
}

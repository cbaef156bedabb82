import Canvas
import Comparison
import Testing

@testable import Explorer

/// The line above each optimizer's own map.
@Suite struct MapHeadingTests {
  private func heading(
    _ spec: String, width: Int, step: Int, formula: (inout Setup) throws -> Void = { _ in }
  ) throws -> String {
    let state = try ExplorerState.paused(step: step) {
      $0.optimizers = [try OptimizerSpec(spec)]
      try formula(&$0)
    }
    let theme = Theme(depth: .trueColor, runs: 1)
    return RunHeading(0, of: state, theme: theme).fitting(width).map(\.text).joined()
  }

  /// However small the loss is, the rate is named.
  @Test func aLongLossLeavesTheRateItsName() throws {
    let spec = "momentum:lr=0.05"
    #expect(try heading(spec, width: 60, step: 0).hasPrefix("● Momentum  lr 0.05  loss 43"))
    let late = try heading(spec, width: 60, step: 1500)
    let digits = try #require(late.split(separator: " ").last)
    #expect(digits.contains("e-"), "\(late)")
    let narrow = try heading(spec, width: late.count - 2, step: 1500)
    #expect(narrow == "● Momentum lr 0.05 loss \(digits)")
    let shorter = try heading(spec, width: narrow.count - 1, step: 1500)
    #expect(shorter.hasPrefix("● Momentum lr 0.05 loss ") && shorter.contains("e-"), "\(shorter)")
    for width in 1...60 {
      let text = try heading(spec, width: width, step: 1500)
      #expect(text.count <= max(width, 3), "\(width): \(text)")
    }
  }
}

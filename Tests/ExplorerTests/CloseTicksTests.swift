import Calculus
import Canvas
import Comparison
import Landscape
import Optimizers
import RealModule
import TestSupport
import Testing

@testable import Explorer

/// The axis of values within little more than a decade.
struct CloseTicksTests {
  private func axis(_ least: Double, _ largest: Double, floor: Double = 0, rows: Int = 12)
    -> ChartAxis
  {
    ChartAxis(floor: floor, largest: floor + largest, smallestGap: least).fitted(toRows: rows)
  }

  private func labels(_ least: Double, _ largest: Double, rows: Int = 12) -> [String] {
    axis(least, largest, rows: rows).ticks.map(\.label)
  }

  @Test func ticksAreRoundNumbers() {
    #expect(labels(1, 10) == ["10", "5", "2", "1"])
    #expect(labels(0.03, 0.7) == ["0.5", "0.2", "0.1", "0.05"])
    #expect(labels(0.83, 0.9) == ["0.9", "0.88", "0.86", "0.84"])
    #expect(labels(4.9998, 5) == ["5", "4.99995", "4.9999", "4.99985", "4.9998"])
    #expect(labels(20, 40, rows: 3).count >= 1)
  }

  @Test(.slow, arguments: [-300, -7, 0, 300])
  func valuesUseMostOfTheHeightAndTicksAreDistinct(_ power: Int) {
    let scale = Double.pow(10, power)
    for rows in [3, 6, 9, 31] {
      for ratio in [1.00001, 1.0003, 1.004, 1.09, 1.5, 2, 3.3, 7, 12, 31] {
        for least in [1, 1.37, 2.5, 7.99] {
          let (least, largest) = (least * scale, least * ratio * scale)
          let axis = axis(least, largest, rows: rows)
          let (low, high) = (axis.height(of: least), axis.height(of: largest))
          #expect(high - low > 0.75, "\(least) to \(largest): from \(low) to \(high)")
          #expect(axis.side(of: least) == 0 && axis.side(of: largest) == 0)
          let ticks = axis.ticks
          #expect(
            ticks.count >= (rows < 6 ? 1 : 2) && ticks.count <= (rows < 8 ? rows : rows / 2 + 1))
          #expect(Set(ticks.map(\.label)).count == ticks.count)
          for tick in ticks {
            #expect((0...1).contains(tick.height))
            guard let value = Double(tick.label) else {
              Issue.record("\(tick.label)")
              continue
            }
            #expect(abs(axis.height(of: value) - tick.height) < 1e-6, "\(tick.label) is its place")
            #expect(tick.label.count < axis.gutter - 1)
          }
          for (tick, next) in zip(ticks, ticks.dropFirst()) {
            #expect((tick.height - next.height) * Double(rows - 1) > 1 - 1e-6)
          }
        }
      }
    }
  }

  @Test func valuesOfSeveralDecadesKeepWholeDecades() {
    let axis = axis(0.5, 20)
    #expect(
      axis.top == 2 && axis.ticks.allSatisfy { ["100", "10", "1", "0.1"].contains($0.label) })
    // Values that reach the floor go through all decades.
    let open = ChartAxis(floor: 0, largest: 20, smallestGap: 10, isOpen: true).fitted(toRows: 12)
    #expect(open.top == 2)
  }

  @Test func oneValueHasOneTick() {
    for value in [1e-300, 8.765, 1e300] {
      for axis in [axis(value, value), ChartAxis(floor: 0, constant: value).fitted(toRows: 12)] {
        #expect(axis.ticks.map(\.label) == [value.readable()])
        #expect(axis.ticks.allSatisfy { abs($0.height - 0.5) < 1e-9 })
        #expect(abs(axis.height(of: value) - 0.5) < 1e-9)
      }
    }
    for floor in [-1e300, -3, 0, 5, 1e300] {
      let axis = ChartAxis(floor: floor, constant: floor)
      #expect(axis.ticks.map(\.label) == ["0"])
      #expect(abs(axis.height(of: floor) - 0.5) < 1e-9 && axis.side(of: floor) == 0)
    }
  }

  private func chart(_ text: String, optimizer: String = "gd", step: Int = 100) throws
    -> (axis: ChartAxis, run: Run)
  {
    let state = try ExplorerState.paused(size: Size(width: 120, height: 40), step: step) {
      $0 = Setup(surface: .typed(formula: try Formula(text)))
      $0.optimizers = [try OptimizerSpec(optimizer)]
    }
    let area = try #require(Layout(of: state).chart)
    return (Chart.plot(of: state, in: area).1, state.race.runs[0])
  }

  @Test func aShortWayDownUsesTheHeight() throws {
    let text = "-(1+cos(12sqrt(x^2+y^2)))/(0.5(x^2+y^2)+2)"
    let (axis, run) = try chart(text)
    let losses = run.trajectory.map(\.loss)
    let (low, high) = (try #require(losses.min()), try #require(losses.max()))
    #expect(axis.height(of: high) - axis.height(of: low) > 0.75)
    #expect(axis.ticks.count >= 2)
  }

  @Test func aConstantLossSaysSo() throws {
    #expect(try chart("3").axis.ticks.map(\.label) == ["0"])
    let still = try chart("x^2+y^2", optimizer: "gd:lr=1e-30")
    #expect(still.axis.ticks.map(\.label) == ["24.5"])
    #expect(try chart("x^2+y^2", step: 0).axis.ticks.count > 1, "more is to come")
  }
}

import Calculus
import Landscape
import RealModule
import TestSupport
import Testing

@testable import Explorer

/// Every text reads as the number it shows, and neighbours are distinct.
struct NumbersTests {
  /// Numbers of all sizes, with no, few or many digits.
  private static let samples: [Double] = {
    var generator = SplitMix(seed: 7)
    return (0..<400).map { index in
      let size = Double.pow(10, Int.random(in: -320...308, using: &generator))
      let value = size * Double.random(in: 1...1.7, using: &generator)
      let rounded = index % 3 == 0 ? value.rounded(toDigits: 1 + index % 4) : value
      return (index % 2 == 0 ? 1 : -1) * (rounded.isFinite ? rounded : 1)
    } + (0..<200).map { _ in .random(in: -2e6...2e6, using: &generator) }
  }()

  @Test(.slow) func everyWidthShowsTheNumberOrNothing() throws {
    for value in Self.samples {
      for width in 1...26 {
        let text = value.readable(digits: 17, fitting: width)
        #expect(text.count <= width)
        guard !text.isEmpty else { continue }
        let shown = try #require(Double(text), "\(text)")
        // Half of the last digit shown, or a whole one if rounding up gives no number.
        let figures = text.split(separator: "e")[0].filter(\.isNumber).drop { $0 == "0" }.count
        let power = Int(Double.log10(value.magnitude).rounded(.down))
        let unit = Double.pow(10, power - max(figures, 1) + 1)
        let part = value.magnitude > 9e307 ? 1.01 : 0.51
        #expect((shown - value).magnitude <= part * unit + value.ulp, "\(value) \(text)")
      }
      #expect(Double(value.plain) == value)
      #expect(value.readable(digits: 17) == value.plain)
    }
  }

  @Test func roomIsUsed() {
    #expect(959.64123456.readable(digits: 17, fitting: 9) == "959.64123")
    #expect((-1234567.8).readable(digits: 17, fitting: 9) == "-1234568")
    #expect((-1234567.8).readable(digits: 17, fitting: 7) == "-1.23e6")
    #expect(123456.0.readable(fitting: 5) == "1.2e5")
    #expect(0.000123456.readable(fitting: 7) == "1.23e-4")
    #expect(1e300.readable(fitting: 4) == "")
  }

  @Test func neighboursInAnyOrderAreDistinct() {
    #expect(
      [1000.02, 1000, 1000.02, 5].readable(fitting: 9) == ["1000.02", "1000", "1000.02", "5"])
    // There is no room for a difference, so they are the same.
    #expect([1.23456789123, 1.23456789124].readable(fitting: 9) == ["1.23", "1.23"])
    #expect([.nan, 2.004, 2.001].readable(fitting: 9) == ["undefined", "2.004", "2.001"])
  }

  @Test func neighboursInAListAreDistinct() {
    #expect(NumberList([0.5, 0.9991, 0.9999]).texts == ["0.5", "0.9991", "0.9999"])
    #expect(NumberList([1, 1]).texts == ["1", "1"])
    let close = NumberList((1...12).map { 959.64 + 1e-9 * Double($0) })
    #expect(close.heading == "959.64 + …")
    #expect(close.texts.prefix(3) == ["+1e-9", "+2e-9", "+3e-9"])
  }

  /// A list with its offset reads back to the numbers, each nearest to its own.
  @Test(.slow) func listsOfAnyScaleAndOffsetReadBack() throws {
    var generator = SplitMix(seed: 11)
    for _ in 0..<600 {
      let scale = Double.pow(10, Int.random(in: -290...290, using: &generator))
      let closeness = Double.pow(10, Int.random(in: -13...3, using: &generator))
      let base = Double.random(in: -2...2, using: &generator)
      var numbers = (0..<12).map { _ in
        scale * (base + closeness * .random(in: 0...1, using: &generator))
      }
      numbers = Array(Set(numbers)).sorted()
      let list = NumberList(numbers)
      let offset = try #require(Double(list.offset ?? "0"))
      let shown = try list.texts.map { try #require(Double($0)) + offset }
      #expect(Set(list.texts).count == numbers.count, "\(list)")
      for (index, value) in shown.enumerated() {
        let nearest = numbers.indices.min { abs(numbers[$0] - value) < abs(numbers[$1] - value) }
        #expect(nearest == index, "\(list) \(numbers)")
      }
      if list.offset != nil { #expect(list.texts.allSatisfy { $0.count <= 10 + 6 }) }
    }
  }

  @Test(arguments: [
    (-5.0, 5.0, "[-5, 5]"), (0.9999, 1, "[0.9999, 1]"), (0.99991, 1.00012, "[0.99991, 1.00012]"),
    (1e10, 1e10 + 1, "1e10 + [0, 1]"), (-1e-10, 1e-10, "[-1e-10, 1e-10]"),
    (959.64, 959.64 + 1e-9, "959.64 + [0, 1e-9]"),
  ])
  func endsOfADomainAreDistinct(_ lower: Double, _ upper: Double, text: String) {
    let domain = Domain(x: lower...upper, y: -1...1)
    #expect(domain.ranges(fitting: 200) == "x \(text)  y [-1, 1]")
    for width in 0..<60 {
      let shown = domain.ranges(fitting: width)
      #expect(shown.count <= width)
    }
  }

  /// The ends of a domain as far from zero and as narrow as possible.
  @Test func endsOfTheNarrowestDomainsAreDistinct() {
    for size in [1e-280, 1e-10, 1, 1e10, 1e300] {
      for lower in [size, -size, 0.3 * size] {
        let domain = Domain(x: lower...(lower + 4 * lower.ulp), y: -1...1)
        let list = NumberList([domain.x.lowerBound, domain.x.upperBound], within: 0.01)
        #expect(list.texts[0] != list.texts[1], "\(list)")
      }
    }
  }
}

import ArgumentParser
import Experiments
import Landscape

extension Values {
  /// `LOW:HIGH`, both positive; how many rates there are between them is another option.
  static func rateRange(_ text: String) throws -> RateRange {
    let expectation =
      "'\(text)' is not a range of learning rates: write LOW:HIGH with 0 < LOW < HIGH, as in 1e-4:1"
    guard
      let (low, high) = try pair(
        text[...].withoutBrackets, in: text, separator: ":", or: expectation),
      let range = RateRange(from: low, to: high, points: RateRange.standard.points)
    else {
      throw ValidationError(expectation)
    }
    return range
  }

  /// How many learning rates to try.
  static func points(_ text: String) throws -> Int {
    guard let points = WrittenNumber.whole(text, in: 2...10_000) else {
      throw ValidationError("'\(text)' is not a number of points: write one from 2 to 10000")
    }
    return points
  }
}

import ArgumentParser
import Experiments

extension Values {
  /// `LOW:HIGH`, both positive; how many rates there are between them is another option.
  static func rateRange(_ text: String) throws -> RateRange {
    guard let (low, high) = try pair(text, separator: ":"),
      let range = RateRange(from: low, to: high, points: RateRange.standard.points)
    else {
      throw ValidationError(
        "'\(text)' is not a range of learning rates: write LOW:HIGH with 0 < LOW < HIGH, as in"
          + " 1e-4:1")
    }
    return range
  }

  /// How many learning rates to try.
  static func points(_ text: String) throws -> Int {
    guard let points = Int(text), (2...10_000).contains(points) else {
      throw ValidationError("'\(text)' is not a number of points: write one from 2 to 10000")
    }
    return points
  }
}

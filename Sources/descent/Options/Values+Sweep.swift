import ArgumentParser
import Experiments

extension Values {
  /// `LOW:HIGH`, both positive.
  static func rateRange(_ text: String) throws -> RateRange {
    let ends = try text.split(separator: ":", omittingEmptySubsequences: false).compactMap {
      try finite($0)
    }
    guard ends.count == 2, let range = RateRange(from: ends[0], to: ends[1], points: 2) else {
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

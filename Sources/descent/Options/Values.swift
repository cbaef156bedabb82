import ArgumentParser
import Calculus
import Canvas
import Comparison
import Experiments
import Explorer
import Figure
import Landscape
import Optimizers

/// How the values of options are read.
enum Values {
  struct Setting: Hashable, Sendable {
    let name: String
    let value: Double
  }

  /// `X,Y`, both finite; also in parentheses, or with a blank or a `;` between them.
  static func point(_ text: String) throws -> Point {
    let expectation = "'\(text)' is not a point: write two numbers X,Y, as in -1.2,1"
    let inner = text[...].withoutBrackets
    for separator in [",", ";", " "] as [Character] {
      if let (x, y) = try pair(inner, in: text, separator: separator, or: expectation) {
        return Point(x, y)
      }
    }
    throw ValidationError(expectation)
  }

  /// `X0:X1,Y0:Y1`, each range ascending; one range is that of both axes.
  static func domain(_ text: String) throws -> Domain {
    let expectation = "'\(text)' is not a domain: write X0:X1,Y0:Y1, as in -2:2,-1:3"
    var ranges = text.pieces(separatedBy: ",")
    if ranges.count == 1, ranges[0].contains(":") {
      ranges = text[...].withoutBrackets.pieces(separatedBy: ",")
    }
    guard ranges.count == 1 || ranges.count == 2,
      let x = try range(ranges[0], in: text, or: expectation),
      let y = ranges.count == 1 ? x : try range(ranges[1], in: text, or: expectation)
    else { throw ValidationError(expectation) }
    guard let domain = Domain.valid(x: x, y: y) else {
      throw ValidationError(
        "'\(text)' is not a domain: each range must go from low to high, over a finite distance of at least 1e-300"
      )
    }
    return domain
  }

  /// `X0:X1` or `[X0, X1]`.
  private static func range(_ text: Substring, in whole: String, or expectation: String) throws
    -> (Double, Double)?
  {
    let inner = text.withoutBrackets
    let separator: Character = inner.pieces(separatedBy: ":").count > 1 ? ":" : ","
    return try pair(inner, in: whole, separator: separator, or: expectation)
  }

  /// `AZIMUTH,ELEVATION`, in degrees.
  static func camera(_ text: String) throws -> Camera {
    let expectation = "'\(text)' is not a camera position: write two angles, for example 30,40"
    guard
      let (azimuth, elevation) = try pair(
        text[...].withoutBrackets, in: text, separator: ",", or: expectation)
    else { throw ValidationError(expectation) }
    return Camera(azimuth: azimuth, elevation: elevation)
  }

  static func optimizer(_ text: String) throws -> OptimizerSpec {
    do {
      return try OptimizerSpec(text)
    } catch {
      throw ValidationError("\(error)")
    }
  }

  static func schedule(_ text: String) throws -> ScheduleSpec {
    do {
      return try ScheduleSpec(text)
    } catch {
      throw ValidationError("\(error)")
    }
  }

  static func learningRate(_ text: String) throws -> Double {
    try notNegative(text, "learning rate")
  }

  /// A finite loss.
  static func loss(_ text: String) throws -> Double {
    guard let loss = WrittenNumber(text)?.value, loss.isFinite else {
      throw ValidationError("'\(text)' is not a loss: write a number, as in 0.01")
    }
    return loss
  }

  static func noise(_ text: String) throws -> Double {
    try notNegative(text, "standard deviation")
  }

  /// A time in seconds.
  static func timeout(_ text: String) throws -> Double {
    let seconds = try notNegative(text, "time in seconds")
    guard seconds > 0 else { throw ValidationError("'\(text)' seconds are no time to answer in") }
    return seconds
  }

  /// The distance of central differences.
  static func differenceDistance(_ text: String) throws -> Double {
    let distance = try notNegative(text, "distance")
    guard distance > 0 else {
      throw ValidationError("'\(text)' is no distance for differences: write one such as 1e-4")
    }
    return distance
  }

  /// A number of samples, or `full`.
  static func batch(_ text: String) throws -> Batch {
    if text.lowercased() == "full" { return .full }
    guard let count = WrittenNumber.whole(text, in: 1...1_000_000_000) else {
      throw ValidationError("'\(text)' is not a batch: write a number of at least 1, or full")
    }
    return .samples(count)
  }

  /// The seed of the random numbers.
  static func seed(_ text: String) throws -> UInt64 {
    let written = WrittenNumber.whole(text, in: 0...Int.max).map(UInt64.init)
    guard let seed = UInt64(text) ?? written else {
      throw ValidationError("'\(text)' is not a seed: write a whole number from 0 to \(UInt64.max)")
    }
    return seed
  }

  /// The place of an optimizer, from 1; the number of optimizers is not known yet.
  static func selection(_ text: String) throws -> Int {
    guard let place = WrittenNumber.whole(text, in: Int.min...Int.max) else {
      throw ValidationError("'\(text)' is not the number of an optimizer: write one of at least 1")
    }
    return place
  }

  static func chapter(_ text: String) throws -> Int {
    guard let place = WrittenNumber.whole(text, in: 1...1000) else {
      throw ValidationError("'\(text)' is not the number of a chapter: write one of at least 1")
    }
    return place
  }

  /// `NAME=VALUE`.
  static func setting(_ text: String) throws -> Setting {
    let parts = text.split(separator: "=", maxSplits: 1)
    let expectation = "'\(text)' is not a setting: write NAME=VALUE, as in kappa=50"
    guard parts.count == 2 else { throw ValidationError(expectation) }
    return Setting(
      name: String(parts[0].trimmed), value: try number(parts[1], in: text, or: expectation))
  }

  /// A number of steps, at most as many as are stored.
  static func steps(_ text: String) throws -> Int {
    guard let steps = WrittenNumber.whole(text, in: 0...Trajectory.stepLimit) else {
      throw ValidationError(
        "'\(text)' is not a number of steps: write one from 0 to \(Trajectory.stepLimit)")
    }
    return steps
  }

  /// What a run may spend: rows or evaluations.
  static func amount(_ text: String) throws -> Int {
    guard let amount = WrittenNumber.whole(text, in: 0...1_000_000_000_000) else {
      throw ValidationError(
        "'\(text)' is not a number of rows or evaluations: write one such as 6000")
    }
    return amount
  }

  /// A moment of the race: steps, rows or evaluations, as the axis says.
  static func moment(_ text: String) throws -> Int {
    guard let moment = WrittenNumber.whole(text, in: 0...1_000_000_000_000) else {
      throw ValidationError("'\(text)' is not a step: write a whole number such as 100")
    }
    return moment
  }

  /// `COLUMNSxROWS`.
  static func size(_ text: String) throws -> Size {
    let parts = text.lowercased().split(separator: "x").map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1],
      (40...1000).contains(width), (12...500).contains(height)
    else {
      throw ValidationError(
        "'\(text)' is not a size: write COLUMNSxROWS, from 40x12 to 1000x500, as in 120x40")
    }
    return Size(width: width, height: height)
  }
}

extension Values {
  /// `WIDTHxHEIGHT`, in pixels or with `mm` behind it.
  static func figureSize(_ text: String) throws -> FigureSize {
    let lower = text.lowercased()
    let unit = FigureSize.Unit.allCases.first { lower.hasSuffix($0.rawValue) }
    let parts = lower.dropLast(unit?.rawValue.count ?? 0).split(separator: "x")
    guard parts.count == 2, let width = WrittenNumber(String(parts[0]))?.value,
      let height = WrittenNumber(String(parts[1]))?.value,
      let size = FigureSize(width: width, height: height, unit: unit ?? .px)
    else {
      throw ValidationError(
        "'\(text)' is not a size: write WIDTHxHEIGHT in px or mm, from 200x200 to 20000x20000 px,"
          + " as in 800x600 or 160x120mm")
    }
    return size
  }

  /// A number of seeds to follow at once.
  static func seeds(_ text: String) throws -> Int {
    guard let seeds = WrittenNumber.whole(text, in: 2...1000) else {
      throw ValidationError("'\(text)' is not a number of seeds: write one from 2 to 1000")
    }
    return seeds
  }

  /// A number of frames.
  static func frames(_ text: String) throws -> Int {
    guard let frames = WrittenNumber.whole(text, in: 1...9999) else {
      throw ValidationError("'\(text)' is not a number of frames: write one from 1 to 9999")
    }
    return frames
  }

  /// `LOW:HIGH`, both positive; the number of rates between them is another option.
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

  /// The number of learning rates to try.
  static func points(_ text: String) throws -> Int {
    guard let points = WrittenNumber.whole(text, in: 2...10_000) else {
      throw ValidationError("'\(text)' is not a number of points: write one from 2 to 10000")
    }
    return points
  }
}

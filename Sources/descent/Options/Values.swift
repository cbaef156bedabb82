import ArgumentParser
import Calculus
import Canvas
import Explorer
import Landscape
import Optimizers

/// How the values of options are read.
enum Values {
  struct Setting: Hashable, Sendable {
    let name: String
    let value: Double
  }

  /// `X,Y`, both finite.
  static func point(_ text: String) throws -> Point {
    guard let (x, y) = try pair(text, separator: ",") else {
      throw ValidationError("'\(text)' is not a point: write two numbers X,Y, as in -1.2,1")
    }
    return Point(x, y)
  }

  /// `X0:X1,Y0:Y1`, each range ascending.
  static func domain(_ text: String) throws -> Domain {
    let ranges = text.split(separator: ",", omittingEmptySubsequences: false)
    guard ranges.count == 2, let x = try pair(ranges[0], separator: ":"),
      let y = try pair(ranges[1], separator: ":")
    else {
      throw ValidationError("'\(text)' is not a domain: write X0:X1,Y0:Y1, as in -2:2,-1:3")
    }
    guard let domain = Domain.valid(x: x, y: y) else {
      throw ValidationError("'\(text)' is not a domain: each range must go from less to more")
    }
    return domain
  }

  /// `AZIMUTH,ELEVATION`, in degrees.
  static func camera(_ text: String) throws -> Camera {
    guard let (azimuth, elevation) = try pair(text, separator: ",") else {
      throw ValidationError("'\(text)' is no place to look from: write two angles, as in 30,40")
    }
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
    guard let rate = try finite(text), rate >= 0 else {
      throw ValidationError("'\(text)' is not a learning rate: write a number from 0 on")
    }
    return rate
  }

  static func noise(_ text: String) throws -> Double {
    guard let sigma = try finite(text), sigma >= 0 else {
      throw ValidationError("'\(text)' is not a standard deviation: write a number from 0 on")
    }
    return sigma
  }

  /// A number of samples, or `full`.
  static func batch(_ text: String) throws -> Batch {
    if text.lowercased() == "full" { return .full }
    guard let count = Int(text), (1...1_000_000_000).contains(count) else {
      throw ValidationError("'\(text)' is not a batch: write a number from 1 on, or full")
    }
    return .samples(count)
  }

  /// What random numbers follow from.
  static func seed(_ text: String) throws -> UInt64 {
    guard let seed = UInt64(text) else {
      throw ValidationError("'\(text)' is not a seed: write a whole number from 0 to \(UInt64.max)")
    }
    return seed
  }

  /// An optimizer by its place from 1; how many there are is known later.
  static func selection(_ text: String) throws -> Int {
    guard let place = Int(text) else {
      throw ValidationError("'\(text)' is not an optimizer's number: write one from 1 on")
    }
    return place
  }

  /// `NAME=VALUE`.
  static func setting(_ text: String) throws -> Setting {
    let parts = text.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let value = try finite(parts[1]) else {
      throw ValidationError("'\(text)' is not a setting: write NAME=VALUE, as in kappa=50")
    }
    return Setting(name: String(parts[0]), value: value)
  }

  /// How far runs go: 0 to as many as are stored.
  static func steps(_ text: String) throws -> Int {
    guard let steps = Int(text), (0...Trajectory.stepLimit).contains(steps) else {
      throw ValidationError(
        "'\(text)' is not a number of steps: write one from 0 to \(Trajectory.stepLimit)")
    }
    return steps
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

  /// Two finite numbers, nil for other text.
  static func pair(_ text: some StringProtocol, separator: Character) throws -> (Double, Double)? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count == 2, let first = try finite(parts[0]), let second = try finite(parts[1])
    else { return nil }
    return (first, second)
  }

  /// A number in decimal, nil for other text.
  /// - Throws: for one that is beyond the largest there is.
  static func finite(_ text: some StringProtocol) throws -> Double? {
    guard let number = DecimalNumber(text)?.value else { return nil }
    guard number.isFinite else {
      throw ValidationError("'\(text)' is too large: numbers end at 1.8e308")
    }
    return number
  }
}

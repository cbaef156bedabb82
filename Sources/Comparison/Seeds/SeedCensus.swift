import Calculus
import Optimizers

/// Where the seeds of a run are at a moment, in numbers and in words.
package struct SeedCensus: Hashable, Sendable {
  /// The basin of a minimum with the seeds in it.
  package struct Basin: Hashable, Sendable {
    package let minimum: KnownMinimum
    package let count: Int
    /// The median of the positions since which they are there.
    package let median: Int
    /// The last of these positions.
    package let last: Int
    /// Whether the start is in it.
    package let isHome: Bool
  }

  /// The moment, by the clock.
  package let position: Int
  /// What the seeds are measured by.
  package let clock: RaceClock
  /// The number of seeds.
  package let count: Int
  /// The number of seeds that are under the target.
  package let under: Int
  /// The positions at which seeds first were under the target, ascending.
  package let arrivals: [Int]
  /// The basins with seeds in them: the lowest first, then those with the most seeds.
  package let basins: [Basin]
  /// The minima whose basins are told apart, with or without seeds in them.
  package let minima: [KnownMinimum]
  /// The seeds that went downhill off the map.
  package let offMap: Int
  /// The seeds that diverged, or stopped where the loss is undefined.
  package let failed: Int

  init(
    position: Int, clock: RaceClock = .steps, count: Int, under: Int, arrivals: [Int],
    places: [SeedPlace: [Int]], minima: [KnownMinimum], home: SeedPlace?
  ) {
    self.position = position
    self.clock = clock
    self.count = count
    self.under = under
    self.arrivals = arrivals.sorted()
    self.minima = minima
    offMap = places[.offMap]?.count ?? 0
    failed = places[.failed]?.count ?? 0
    basins = minima.enumerated()
      .compactMap { index, minimum in
        places[.basin(index)].map { positions in
          Basin(
            minimum: minimum, count: positions.count, median: positions.median,
            last: positions.max() ?? 0, isHome: home == .basin(index))
        }
      }
      .sorted {
        ($0.minimum.isLowest ? 0 : 1, -$0.count) < ($1.minimum.isLowest ? 0 : 1, -$1.count)
      }
  }

  /// The median of the positions at which seeds first were under the target; nil if none was.
  package var medianArrival: Int? { arrivals.isEmpty ? nil : arrivals.median }
}

extension SeedCensus {
  /// Where the seeds are, in words: the longest form first.
  ///
  ///     "17 of 20 seeds in the deep basin, median step 229; 3 in the shallow one"
  package var forms: [String] {
    guard minima.count > 1, let first = basins.first else { return complete(targetForms) }
    if basins.count == 1, first.isHome, first.count == count {
      // Nothing has happened yet, or nothing will.
      let nobody = "0 of \(count) seeds left the \(name(of: first))"
      return complete(
        arrivals.isEmpty ? [nobody] : targetForms.map { "\(nobody); \($0)" } + [nobody])
    }
    let main = "\(first.count) of \(count) seeds in the \(name(of: first))"
    let timed = first.isHome ? main : main + median(first.median)
    let others = basins.dropFirst()
    guard let other = others.first else { return complete([timed, main]) }
    let rest = others.reduce(0) { $0 + $1.count }
    let elsewhere =
      others.count > 1
      ? "\(others.count) others" : isPair ? "the shallow one" : "the \(name(of: other))"
    return complete(["\(timed); \(rest) in \(elsewhere)", timed, main])
  }

  /// What a line of a table has room for, the longest form first: "17 of 20 in the deep basin".
  package var shortForms: [String] {
    if failed == count { return ["all \(count) diverged", "diverged"] }
    if isPair {
      let low = basins.first { $0.minimum.isLowest }?.count ?? 0
      return [
        "\(low) of \(count) in the deep basin", "\(low) of \(count) deep", "\(low)/\(count)",
      ]
    }
    if minima.count > 1, !basins.isEmpty {
      let counts = basins.map { "\($0.count)" }.joined(separator: " + ")
      let place = basins.count == 1 ? "in one basin" : "in \(basins.count) basins"
      return ["\(counts) of \(count) \(place)", "\(counts) of \(count)", place]
    }
    return [
      "\(under) of \(count) seeds under it", "\(under) of \(count) under", "\(under)/\(count)",
    ]
  }

  /// ", median step 229", or by another clock ", median 512 rows".
  private func median(_ position: Int) -> String {
    switch clock {
    case .steps: ", median step \(position)"
    case .evaluations: ", median \(position) evaluations"
    case .rows: ", median \(position) rows"
    }
  }

  /// How many have arrived, and when.
  private var targetForms: [String] {
    let median = medianArrival.map(median) ?? ""
    guard arrivals.count > under else {
      let all = "\(under) of \(count) seeds under the target"
      return [all + median, all]
    }
    // Noise carries a run above the target again.
    let all = "\(arrivals.count) of \(count) seeds have been under the target"
    return ["\(all)\(median); \(under) are", all + median, all]
  }

  /// Each form with the seeds that are nowhere on the map.
  private func complete(_ forms: [String]) -> [String] {
    let ending = [
      failed > 0 ? "; \(failed) diverged" : "", offMap > 0 ? "; \(offMap) off the map" : "",
    ].joined()
    return forms.map { $0 + ending } + (ending.isEmpty ? [] : forms.suffix(1))
  }

  package var text: String { forms[0] }

  /// Whether there is more to say than who is under the target.
  package var hasPlaces: Bool { minima.count > 1 || failed + offMap > 0 }

  /// Whether there are two minima, one lower than the other.
  private var isPair: Bool { minima.count == 2 && minima.count(where: \.isLowest) == 1 }

  private func name(of basin: Basin) -> String {
    if isPair { return basin.minimum.isLowest ? "deep basin" : "shallow basin" }
    if basin.minimum.isLowest, minima.count(where: \.isLowest) == 1 { return "deepest basin" }
    let point = basin.minimum.point
    return "basin of (\(point.x.readable(digits: 2)), \(point.y.readable(digits: 2)))"
  }
}

extension [Int] {
  /// The lower of the two middle ones, where their number is even.
  var median: Int { isEmpty ? 0 : sorted()[(count - 1) / 2] }
}

import Calculus
import Canvas
import Experiments

/// The visible basins, with one numbering of the minima for all of their maps.
struct BasinAtlas: Sendable {
  /// One run's map.
  struct Chart: Sendable {
    let run: Int
    let map: BasinMap
    /// The atlas' numbers of the map's minima.
    fileprivate(set) var numbers: [Int] = []

    func region(of outcome: BasinOutcome) -> BasinRegion {
      switch outcome {
      case .minimum(let index): .minimum(numbers[index])
      case .elsewhere: .undecided
      case .leftMap: .leftMap
      case .diverged: .diverged
      case .undefined: .undefined
      }
    }
  }

  /// Everything the atlas depends on: the runs, and how much of each run's basins is known.
  struct Key: Equatable {
    struct Part: Equatable {
      let run: Int
      let work: BasinWork.Key
      let completed: Int
    }

    let parts: [Part]

    /// Nil while the pane of the basins is closed, or before the first result.
    init?(_ state: ExplorerState, cells: Size) {
      guard state.tool == .basins else { return nil }
      parts = state.basinRuns.compactMap { run in
        state.basinWork(of: run, on: cells).map {
          Part(run: run, work: $0.key, completed: $0.map.completed)
        }
      }
      if parts.isEmpty { return nil }
    }
  }

  let key: Key
  private(set) var charts: [Chart] = []
  /// One for each chart.
  private(set) var tallies: [BasinTally] = []
  /// The stated minima, followed by the ones that were found, lowest first: there are more of them
  /// than colours and letters.
  private(set) var minima: [Point] = []

  /// Nil while the pane of the basins is closed, or before the first result.
  /// - Parameter cells: the size of each map.
  init?(_ state: ExplorerState, cells: Size) {
    guard let key = Key(state, cells: cells) else { return nil }
    self.key = key
    for part in key.parts {
      guard let map = state.basinWork(of: part.run, on: cells)?.map else { continue }
      var chart = Chart(run: part.run, map: map)
      // The same minimum is found at slightly different places.
      let reach = 1e-3 * state.scene.scales.shorterSide
      for (index, point) in map.minima.enumerated() {
        let known = minima.firstIndex { ($0 - point).norm < reach }
        let isStated = index < map.statedCount
        chart.numbers.append(isStated ? index : known ?? minima.count)
        if isStated ? index == minima.count : known == nil { minima.append(point) }
      }
      charts.append(chart)
    }
    sortFound(by: state.scene.function.value, reach: 1e-6 * state.scene.scales.lossRange)
    tallies = charts.map(BasinTally.init)
  }

  /// - Parameter reach: losses that differ by less keep the order in which they were found.
  private mutating func sortFound(by loss: (Point) -> Double, reach: Double) {
    let stated = charts[0].map.statedCount
    let heights = minima.map { (loss($0) / reach).rounded() }
    let order = minima.indices.sorted {
      let (first, second) = (
        $0 < stated ? -.infinity : heights[$0], $1 < stated ? -.infinity : heights[$1]
      )
      return first == second ? $0 < $1 : first < second
    }
    var places = Array(repeating: 0, count: order.count)
    for (place, index) in order.enumerated() { places[index] = place }
    minima = order.map { minima[$0] }
    for index in charts.indices { charts[index].numbers = charts[index].numbers.map { places[$0] } }
  }

  func chart(of run: Int) -> Chart? { charts.first { $0.run == run } }
}

/// The outcome of a start, with the atlas' numbering of minima.
enum BasinRegion: Hashable, Sendable {
  case minimum(Int)
  case leftMap, undecided, diverged, undefined

  /// The regions without a minimum, in the order of the list.
  static let others: [BasinRegion] = [.undecided, .leftMap, .diverged, .undefined]

  var meaning: String {
    switch self {
    case .minimum: "reaches a minimum"
    case .leftMap: "left the map"
    case .undecided: "undecided"
    case .diverged: "diverged"
    case .undefined: "undefined"
    }
  }

  /// The letters of the minima, without those that are map signs in ASCII.
  private static let letters = Array(
    "abcdefghijklmnpqrstuvwyzDEFGHIJKLMNOPQRSTUVWXYZ".unicodeScalars)

  /// The sign that identifies a region without colours.
  var letter: Unicode.Scalar {
    switch self {
    case .minimum(let number):
      number < BasinRegion.letters.count ? BasinRegion.letters[number] : "+"
    case .leftMap: ">"
    case .undecided: "?"
    case .diverged: "!"
    case .undefined: " "
    }
  }

  /// The sign of a minimum if there are colours: a minimum without a colour of its own needs no
  /// letter.
  func sign(depth: ColorDepth) -> Unicode.Scalar {
    guard case .minimum(let number) = self, depth >= .indexed256 else { return letter }
    return number < Palette.regionCount ? letter : "+"
  }

  /// The colour of its area; nil with few colours, and for areas left empty.
  /// - Parameter shade: 0 is the strongest.
  func color(shade: Int, depth: ColorDepth, on ground: Background) -> Color? {
    switch self {
    case .minimum(let number):
      number < Palette.regionCount
        ? Palette.region(number, shade: shade, depth: depth, on: ground)
        : Palette.otherRegion(shade: shade, depth: depth, on: ground)
    case .leftMap: Palette.void(1, depth: depth, on: ground)
    case .undecided: Palette.void(2, depth: depth, on: ground)
    case .diverged: Palette.void(0, depth: depth, on: ground)
    case .undefined: nil
    }
  }
}

/// A map of basins in numbers.
struct BasinTally: Sendable {
  private(set) var counts: [BasinRegion: Int] = [:]
  private(set) var known = 0
  /// The median number of steps until a run stays near its minimum; nil if less than half of the
  /// runs reach one.
  private(set) var medianSteps: Int?

  init(_ chart: BasinAtlas.Chart) {
    var steps: [Int] = []
    for row in 0..<chart.map.height {
      for column in 0..<chart.map.width {
        guard let cell = chart.map[column, row] else { continue }
        known += 1
        counts[chart.region(of: cell.outcome), default: 0] += 1
        if case .minimum = cell.outcome { steps.append(cell.steps) }
      }
    }
    steps.sort()
    if !steps.isEmpty, 2 * steps.count >= known { medianSteps = steps[steps.count / 2] }
  }

  /// The combined share of some regions among the starts known so far: "31 %", "<1 %"; empty for
  /// none.
  func share(of regions: [BasinRegion]) -> String {
    let count = regions.reduce(0) { $0 + (counts[$1] ?? 0) }
    guard count > 0, known > 0 else { return "" }
    let percent = 100 * Double(count) / Double(known)
    if percent < 1 { return "<1 %" }
    return percent > 99 && count < known ? ">99 %" : "\(Int(percent.rounded())) %"
  }
}

import Calculus
import Comparison
import Optimizers

/// The ends of all runs of a race with many seeds.
struct SeedSummary {
  private let scene: Scene
  private let budget: Budget
  private let entries: [Entry]

  /// One optimizer.
  fileprivate struct Entry {
    let settings: RunSettings
    let name: String
    let cloud: SeedCloud
    let census: SeedCensus
    /// The losses at the end, ascending.
    let losses: [Double]
  }

  /// Runs them, with a line of progress.
  init(of scene: Scene, seeds: Int, within budget: Budget) throws(Failure) {
    self.scene = scene
    self.budget = budget
    var entries: [Entry] = []
    for (run, settings) in scene.settings.enumerated() {
      let count = settings.isStochastic ? seeds : 1
      guard var cloud = scene.seedCloud(of: run, count: count, on: budget.clock) else { continue }
      guard budget.amount <= cloud.lastPosition else {
        let most = cloud.lastPosition
        throw Failure(
          .usage,
          budget.clock == .steps
            ? "--seeds follows runs for at most \(most) steps, not \(budget.amount)"
            : "--seeds follows runs for at most \(SeedCloud.longest) steps: those of"
              + " \(settings.kind.name) are \(most) \(budget.clock.rawValue)")
      }
      cloud.follow(to: budget.amount)
      cloud.complete(title: "trace")
      guard let census = cloud.census(at: budget.amount) else { continue }
      let losses = (0..<cloud.count).map { cloud.row(of: $0, at: budget.amount).loss }
      entries.append(
        Entry(
          settings: settings, name: scene.labels[run].nameOrText(of: settings), cloud: cloud,
          census: census, losses: losses.sorted()))
    }
    self.entries = entries
  }

  func text(as format: OutputFormat) -> String {
    switch format {
    case .csv: csv
    case .json: json.text + "\n"
    case .table: table
    }
  }

  /// One row for each seed.
  private var csv: String {
    var text = "run,optimizer,seed,steps,x,y,loss,arrival,minimum_x,minimum_y\n"
    for (index, entry) in entries.enumerated() {
      for (seed, run) in entry.cloud.trials.runs.enumerated() {
        let steps = entry.cloud.step(of: seed, at: budget.amount)
        let row = entry.cloud.row(of: seed, at: budget.amount)
        let minimum = entry.cloud.minimum(of: seed, at: budget.amount)
        let arrival = entry.cloud.arrival(of: seed, by: budget.amount)
        text +=
          "\(index + 1),\(entry.settings.kind.name),\(run.settings.seed),\(steps),\(row.point.x),"
          + "\(row.point.y),\(row.loss),\(arrival.map(String.init) ?? ""),"
          + "\(minimum?.x.field ?? ""),\(minimum?.y.field ?? "")\n"
      }
    }
    return text
  }

  private var json: JSON {
    .object([
      "surface": .string(scene.surface.title),
      "start": .array([.number(scene.start.x), .number(scene.start.y)]),
      budget.clock.rawValue: .integer(budget.amount),
      "target": .number(scene.target.loss),
      "runs": .array(entries.map(\.json)),
    ]).adding(scene.gradientMember)
  }

  private var table: String {
    let target = scene.target.loss.text(digits: 4)
    var table = Table([
      ("optimizer", .left), ("seeds", .right), ("median loss", .right), ("quartiles", .right),
      ("under \(target)", .right), ("first (median)", .right), ("basins", .left),
    ])
    for entry in entries {
      let (census, losses) = (entry.census, entry.losses)
      table.rows.append([
        entry.name, "\(census.count)", losses.quantile(0.5).text(digits: 4),
        "\(losses.quantile(0.25).text(digits: 4)) to \(losses.quantile(0.75).text(digits: 4))",
        "\(census.under)", census.medianArrival.map(String.init) ?? "-",
        entry.settings.isStochastic && census.hasPlaces ? census.text : "",
      ])
    }
    return table.text
  }
}

extension SeedSummary.Entry {
  fileprivate var json: JSON {
    .object([
      "optimizer": .string(settings.kind.name),
      "hyperparameters": settings.json,
      "seeds": .array(cloud.trials.runs.map { .string("\($0.settings.seed)") }),
      "final_loss": .object([
        "median": .number(losses.quantile(0.5)), "lower_quartile": .number(losses.quantile(0.25)),
        "upper_quartile": .number(losses.quantile(0.75)), "least": .number(losses.first ?? .nan),
        "greatest": .number(losses.last ?? .nan),
      ]),
      "under_target": .object([
        "now": .integer(census.under), "ever": .integer(census.arrivals.count),
        "median": census.medianArrival.map(JSON.integer) ?? .number(.nan),
        "last": census.arrivals.last.map(JSON.integer) ?? .number(.nan),
      ]),
      "minima": .array(
        census.basins.map { basin in
          .object([
            "at": .array([.number(basin.minimum.point.x), .number(basin.minimum.point.y)]),
            "lowest": .boolean(basin.minimum.isLowest), "count": .integer(basin.count),
            "median": .integer(basin.median), "last": .integer(basin.last),
          ])
        }),
      "off_map": .integer(census.offMap),
      "diverged": .integer(census.failed),
    ])
  }
}

extension [Double] {
  /// A quantile of ascending numbers, linear between two of them.
  fileprivate func quantile(_ share: Double) -> Double {
    guard let last = indices.last else { return .nan }
    let place = share * Double(last)
    let below = Int(place)
    let above = Swift.min(below + 1, last)
    return self[below] + (place - Double(below)) * (self[above] - self[below])
  }
}

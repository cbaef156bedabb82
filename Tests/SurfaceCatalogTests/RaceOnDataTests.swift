import Landscape
import Optimizers
import SurfaceCatalog
import Testing

@testable import Comparison

/// All rows, one row or 32 of them in a gradient: the order by steps is the reverse of the one by
/// rows.
struct RaceOnDataTests {
  private func board(_ surface: String, upTo spending: Int, on clock: RaceClock) throws -> RaceBoard
  {
    let scene = try Scene(Setup(surface: #require(SurfaceCatalog.surface(named: surface))))
    #expect(scene.settings.map(\.kind.name) == ["gd", "minibatch", "sgd"])
    var race = scene.race
    race.advance(to: spending, on: clock)
    var record = TargetRecord(scene)
    record.follow(race)
    return RaceBoard(scene, race, record: record, at: spending, on: clock)
  }

  /// The runs by name, in the order of the board, with the step and the rows of their arrival.
  private func arrivals(_ board: RaceBoard) -> [String] {
    board.entries.map { entry in
      let name = ["gd", "minibatch", "sgd"][entry.run]
      guard case .under(let since, .rows(let rows)?) = entry.standing else {
        return "\(name) \(entry.standing)"
      }
      return "\(name) \(since) \(rows)"
    }
  }

  @Test func theOrderTurnsRound() throws {
    #expect(
      arrivals(try board("logistic-regression", upTo: 100, on: .steps)) == [
        "gd 9 5400", "minibatch 16 512", "sgd 92 92",
      ])
    #expect(
      arrivals(try board("logistic-regression", upTo: 6000, on: .rows)) == [
        "sgd 92 92", "minibatch 16 512", "gd 9 5400",
      ])
  }

  @Test func onALineTheOrderTurnsRoundToo() throws {
    #expect(
      arrivals(try board("linear-regression", upTo: 200, on: .steps)).first == "minibatch 43 1232")
    // The last of the seven batches of a pass has 8 rows.
    let rows = arrivals(try board("linear-regression", upTo: 9000, on: .rows))
    #expect(rows == ["sgd 137 137", "minibatch 43 1232", "gd 44 8800"])
  }

  @Test func onlyWhatThePriceHasBoughtCounts() throws {
    for (rows, arrived) in [(91, 0), (92, 1), (511, 1), (512, 2), (5399, 2), (5400, 3)] {
      let board = try board("logistic-regression", upTo: rows, on: .rows)
      let under = board.entries.count { if case .under = $0.standing { true } else { false } }
      #expect(under == arrived, "\(rows)")
    }
  }

  @Test func aClockIsOfferedWhereItMakesADifference() throws {
    let data = try #require(SurfaceCatalog.surface(named: "logistic-regression"))
    let bowl = try #require(SurfaceCatalog.surface(named: "quadratic"))
    func scene(_ surface: Surface, _ specs: String...) throws -> Scene {
      try Scene(Setup(surface: surface, optimizers: specs.map { try OptimizerSpec($0) }))
    }
    #expect(try scene(data).clocks == [.steps, .rows])
    #expect(try scene(data).standardClock == .rows)
    #expect(try scene(data).isLogarithmic(.rows))
    #expect(try scene(data, "gd", "momentum").clocks == [.steps])
    #expect(try scene(data, "gd", "linesearch").clocks == [.steps, .evaluations, .rows])
    #expect(try !scene(data, "gd", "linesearch").isLogarithmic(.rows))
    #expect(try scene(bowl).clocks == [.steps])
    #expect(try scene(bowl).standardClock == .steps)
    #expect(try scene(bowl, "gd", "newton").clocks == [.steps, .evaluations])
    #expect(try scene(bowl).clock(choosing: .rows) == .steps)
    #expect(try scene(bowl).clock(choosing: .evaluations) == .evaluations)
    #expect(try scene(data, "gd").clock(choosing: .rows) == .rows)
  }

  @Test func theDefaultRaceFollowsTheSurface() throws {
    let data = try #require(SurfaceCatalog.surface(named: "linear-regression"))
    let bowl = try #require(SurfaceCatalog.surface(named: "quadratic"))
    let onBowl = try Scene(Setup(surface: bowl)).setup
    let onData = try Scene(onBowl.showing(data)).setup
    #expect(onData.optimizers.map(\.kind.name) == ["gd", "minibatch", "sgd"])
    #expect(onData.arguments == ["linear-regression"])
    let back = try Scene(onData.showing(bowl)).setup
    #expect(back.optimizers.map(\.kind.name) == ["gd", "sgd", "momentum", "adam"])
    // A race that was chosen stays.
    let chosen = try Scene(Setup(surface: bowl, optimizers: [OptimizerSpec("adam")])).setup
    #expect(try Scene(chosen.showing(data)).settings.map(\.kind.name) == ["adam"])
  }
}

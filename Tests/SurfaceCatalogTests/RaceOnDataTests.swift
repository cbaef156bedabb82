import Landscape
import Optimizers
import SurfaceCatalog
import Testing

@testable import Comparison

/// All rows, one row or 32 of them in a gradient: the order by steps is the reverse of the one by
/// rows.
struct RaceOnDataTests {
  /// The default race on a data surface, of which every run has made some steps.
  private struct Played {
    let scene: Scene
    let race: Race
    let record: TargetRecord

    init(_ surface: String, steps: Int) throws {
      scene = try Scene(Setup(surface: #require(SurfaceCatalog.surface(named: surface))))
      #expect(scene.settings.map(\.kind.name) == ["gd", "minibatch", "sgd"])
      var race = scene.race
      race.advance(to: steps)
      var record = TargetRecord(scene)
      record.follow(race)
      (self.race, self.record) = (race, record)
    }

    func board(at spending: Int, on clock: RaceClock) -> RaceBoard {
      RaceBoard(scene, race, record: record, at: spending, on: clock)
    }
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
    let played = try Played("logistic-regression", steps: 92)
    #expect(
      arrivals(played.board(at: 92, on: .steps)) == [
        "gd 9 5400", "minibatch 16 512", "sgd 92 92",
      ])
    #expect(
      arrivals(played.board(at: 5400, on: .rows)) == [
        "sgd 92 92", "minibatch 16 512", "gd 9 5400",
      ])
    // Only what has been paid for counts.
    for (rows, arrived) in [(91, 0), (92, 1), (511, 1), (512, 2), (5399, 2), (5400, 3)] {
      let entries = played.board(at: rows, on: .rows).entries
      let under = entries.count { if case .under = $0.standing { true } else { false } }
      #expect(under == arrived, "\(rows)")
    }
  }

  @Test func onALineTheOrderTurnsRoundToo() throws {
    let played = try Played("linear-regression", steps: 137)
    #expect(arrivals(played.board(at: 137, on: .steps)).first == "minibatch 43 1232")
    // The last of the seven batches of a pass has 8 rows.
    #expect(
      arrivals(played.board(at: 8800, on: .rows)) == [
        "sgd 137 137", "minibatch 43 1232", "gd 44 8800",
      ])
  }

  @Test func aClockIsOfferedWhereItMakesADifference() throws {
    let data = try #require(SurfaceCatalog.surface(named: "linear-regression"))
    let bowl = try #require(SurfaceCatalog.surface(named: "quadratic"))
    func scene(_ surface: Surface, _ specs: String...) throws -> Scene {
      try Scene(Setup(surface: surface, optimizers: specs.map { try OptimizerSpec($0) }))
    }
    let standard = try scene(data)
    #expect(standard.clocks == [.steps, .rows] && standard.standardClock == .rows)
    #expect(standard.isLogarithmic(.rows))
    #expect(try scene(data, "gd", "momentum").clocks == [.steps])
    let searching = try scene(data, "gd", "linesearch")
    #expect(searching.clocks == [.steps, .evaluations, .rows] && !searching.isLogarithmic(.rows))
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

import Calculus
import Landscape
import Optimizers
import TestSupport
import Testing

@testable import Comparison

/// Who is under the target since when, at each step.
struct RaceBoardTests {
  private func bowl(_ specs: String..., target: Double? = nil) throws -> Scene {
    var setup = Setup(
      surface: Surface(
        id: "bowl", name: "Bowl", loss: .formula(try Formula("x^2 + 2y^2")),
        domain: Domain(x: -6...6, y: -6...6), start: Point(5, 3), minima: [Point(0, 0)], noise: 2),
      optimizers: try specs.map { try OptimizerSpec($0) })
    setup.target = target
    return try Scene(setup)
  }

  private func board(_ scene: Scene, at step: Int, of last: Int? = nil) -> RaceBoard {
    var race = scene.race
    race.advance(to: last ?? step)
    var record = TargetRecord(scene)
    record.follow(race)
    return RaceBoard(scene, race, record: record, at: step)
  }

  @Test func theTargetIsAThousandthOfTheWayDown() throws {
    #expect(try bowl("gd").target.loss == 0.01)
    #expect(try bowl("gd", target: -3).target == LossTarget(-3))
    #expect(LossTarget(start: 1000, lowest: 0, range: 1).loss == 1)
    #expect(LossTarget(start: 7, lowest: -3, range: 1).loss == -2.99)
    // A start at the bottom has the range of the losses to come down.
    #expect(LossTarget(start: 0, lowest: 0, range: 5).loss == 0.001)
    #expect(LossTarget(start: 2, lowest: 2, range: 0).loss == 2)
  }

  @Test func onlyTheStepsUpToThePresentOneCount() throws {
    let scene = try bowl("gd:lr=0.1")
    #expect(board(scene, at: 17, of: 100).entries[0].standing == .onItsWay(left: nil, price: nil))
    #expect(
      board(scene, at: 18, of: 100).entries[0].standing == .under(since: 18, price: nil))
    #expect(board(scene, at: 18) == board(scene, at: 18, of: 100))
  }

  @Test func theEarliestIsFirstAndTheFailedAreLast() throws {
    let scene = try bowl("gd:lr=0.6", "gd:lr=0.02", "gd:lr=0.1", "gd:lr=0.3")
    let entries = board(scene, at: 60).entries
    #expect(entries.map(\.run) == [3, 2, 1, 0])
    guard case .failed(let verdict) = entries[3].standing else {
      Issue.record("\(entries[3])")
      return
    }
    #expect(verdict.name == "diverged")
  }

  @Test(.slow) func aRunThatSwingsOutAgainIsNotUnder() throws {
    let scene = try bowl("momentum:lr=0.02")
    let standings = (0...200).map { board(scene, at: $0, of: 200).entries[0].standing }
    let losses = scene.race
    var race = losses
    race.advance(to: 200)
    for (step, standing) in standings.enumerated() {
      let isUnder = race.runs[0].trajectory.loss(step) <= 0.01
      if case .under(let since, _) = standing {
        #expect(isUnder)
        #expect((since...step).allSatisfy { race.runs[0].trajectory.loss($0) <= 0.01 })
      } else {
        #expect(!isUnder)
      }
    }
  }

  @Test(.slow) func oneUnluckySampleIsNoWayOut() throws {
    // The mean of the losses is well below the target, single ones are above it.
    let scene = try bowl("sgd:lr=0.1", target: 1)
    var race = scene.race
    race.advance(to: 400)
    let path = race.runs[0].trajectory
    #expect((100...400).contains { path.loss($0) > 1 })
    let standings = (100...400).map { board(scene, at: $0, of: 400).entries[0].standing }
    let changes = zip(standings, standings.dropFirst()).count { $0 != $1 }
    #expect(changes <= 10, "\(changes)")
  }

  @Test func aHessianIsPaidInEvaluations() throws {
    let scene = try bowl("newton:lr=0.5", "gd:lr=0.1")
    let entries = board(scene, at: 60).entries
    let newton = try #require(entries.first { $0.run == 0 })
    guard case .under(let since, .evaluations(let count)?) = newton.standing else {
      Issue.record("\(newton)")
      return
    }
    #expect(count > since)
    #expect(entries.first { $0.run == 1 }?.standing == .under(since: 18, price: nil))
  }
}

import Calculus
import Comparison
import Landscape
import Optimizers
import Testing

/// The names of runs, which tell them apart.
@Suite struct RunLabelTests {
  private func scene(_ specs: String..., change: (inout Setup) throws -> Void = { _ in }) throws
    -> Scene
  {
    var setup = Setup(
      surface: .typed(formula: try Formula("x^2 + 2y^2")),
      optimizers: try specs.map { try OptimizerSpec($0) })
    try change(&setup)
    return try Scene(setup)
  }

  private func texts(_ specs: String..., schedule: ScheduleKind? = nil) throws -> [String] {
    var setup = Setup(
      surface: .typed(formula: try Formula("x^2 + 2y^2")),
      optimizers: try specs.map { try OptimizerSpec($0) })
    setup.schedule = schedule.map { ScheduleSpec($0) }
    setup.steps = 100
    return try Scene(setup).labels.map(\.text)
  }

  @Test func theOnlyRunOfAnOptimizerHasItsTitle() throws {
    #expect(try texts("gd", "adam:lr=0.1", "adamw") == ["GD", "Adam", "AdamW"])
  }

  @Test func ratesTellRunsApart() throws {
    #expect(
      try texts("gd:lr=0.02", "adam", "gd:lr=0.2", "gd:lr=0.52")
        == ["GD 0.02", "Adam", "GD 0.2", "GD 0.52"])
    #expect(try texts("gd:lr=0.10001", "gd:lr=0.10002") == ["GD 0.10001", "GD 0.10002"])
    #expect(
      try texts("gd:lr=0.1", "gd:lr=0.1/0.01@40") == ["GD 0.1", "GD 0.1 → 0.01"])
    #expect(
      try texts("gd:lr=0.1/0.01@40", "gd:lr=0.1/0.01@80")
        == ["GD 0.1/0.01@40", "GD 0.1/0.01@80"])
  }

  @Test func aScheduleIsNamedWithWhereItLeads() throws {
    #expect(
      try texts("gd:lr=0.1", "gd:lr=0.3", schedule: .cosine)
        == ["GD 0.1 → 0, cosine", "GD 0.3 → 0, cosine"])
    #expect(
      try texts("gd:lr=0.1", "gd:lr=0.3", schedule: .onecycle)
        == ["GD 0.1, onecycle", "GD 0.3, onecycle"])
    let scene = try scene("gd:lr=0.1", "gd:lr=0.3") {
      $0.schedule = ScheduleSpec(.cosine)
      $0.steps = 100
    }
    let label = scene.labels[0]
    #expect(label.rate == "0.1 → 0, cosine")
    #expect(label.fitting(18) == "GD 0.1 → 0, cosine" && label.fitting(17) == "GD 0.1 → 0")
    #expect(label.fitting(6) == "GD 0.1" && label.fitting(4) == "0.1" && label.fitting(2) == "0.")
  }

  @Test func otherSettingsTellRunsOfOneRateApart() throws {
    #expect(
      try texts("adam:lr=0.1,beta1=0.8", "adam:lr=0.1") == ["Adam beta1 0.8", "Adam beta1 0.9"])
    #expect(
      try texts("minibatch:lr=0.1,batch=8", "minibatch:lr=0.1,batch=64").map { $0.suffix(8) }
        == [" batch 8", "batch 64"])
    // The rate and another setting together.
    #expect(
      try texts("adam:lr=0.1,beta1=0.8", "adam:lr=0.1", "adam:lr=0.2")
        == ["Adam 0.1 beta1 0.8", "Adam 0.1 beta1 0.9", "Adam 0.2 beta1 0.9"])
    #expect(
      try texts("gd:lr=0.1,max_norm=1", "gd:lr=0.1") == ["GD max_norm 1", "GD no max_norm"])
  }

  @Test func equalRunsAreNumbered() throws {
    #expect(
      try texts("adam", "gd:lr=0.1", "gd:lr=0.1") == ["Adam", "GD #2", "GD #3"])
    #expect(
      try texts("gd:lr=0.1", "gd:lr=0.1", "gd:lr=0.2") == ["GD 0.1 #1", "GD 0.1 #2", "GD 0.2 #3"])
  }

  @Test func runsAreRankedByTheirRates() throws {
    let labels = try scene("adam", "gd:lr=0.2", "gd:lr=0.02", "gd:lr=0.5").labels
    #expect(labels.map(\.rank) == [0, 1, 0, 2] && labels.map(\.count) == [1, 3, 3, 3])
    #expect(labels.map(\.first) == [0, 1, 1, 1])
    #expect(labels.map(\.statesRate) == [false, true, true, true])
  }

  @Test func runsThatDifferInTheirRatesShareACurveOfTheSweep() throws {
    let scene = try scene("gd:lr=0.2", "adam", "gd:lr=0.02", "gd:lr=0.1,weight_decay=0.1")
    #expect(scene.sweptRuns == [[0, 2], [1], [3]])
    var sweep = try scene.sharedSweep(rates: [0.1, 0.2], within: Budget(10, of: .steps))
    sweep.complete()
    #expect(sweep.curves.count == 3 && sweep.total == 6)
  }
}

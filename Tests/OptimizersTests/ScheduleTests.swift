import Calculus
import Optimizers
import Testing

@Suite struct ScheduleTests {
  /// See `Golden/make_schedules.py`.
  @Test func ratesAgreeWithPyTorch() throws {
    var schedule = Schedule.constant
    var cases = Set<ScheduleKind>()
    for line in try lines(ofGolden: "schedules.txt") {
      if line.hasPrefix("case ") {
        let words = line.split(separator: " ")
        let kind = try #require(ScheduleKind.named(String(words[1])))
        schedule = try Schedule(kind, values: values(words.count > 2 ? words[2] : ""))
        cases.insert(kind)
      } else {
        let row = numbers(line)
        let rate = schedule.rate(base: 0.1, stepsDone: Int(row[0]))
        #expect(abs(rate - row[1]) <= 1e-12 * max(row[1], 1e-3), "\(schedule.kind) \(line)")
      }
    }
    #expect(cases == Set(ScheduleKind.all).subtracting([.plateau]))
  }

  /// The rates of `plateau` after the losses that `Golden/make_schedules.py` made.
  @Test func dropsOnAPlateauAgreeWithPyTorch() throws {
    var schedule = Schedule.constant
    var step = 0
    for line in try lines(ofGolden: "plateau.txt") {
      if line.hasPrefix("case") {
        schedule = try Schedule(.plateau, values: values(line.dropFirst(5)))
        step = 0
      } else {
        let row = numbers(line)
        schedule.see(loss: row[0], base: 0.1)
        step += 1
        let rate = schedule.rate(base: 0.1, stepsDone: step)
        #expect(rate == row[1], "\(schedule.values) after \(step) losses")
      }
    }
    #expect(step == 200)
  }

  private func values(_ text: Substring) -> [String: ScheduleValue] {
    var values: [String: ScheduleValue] = [:]
    for pair in text.split(separator: ",") {
      let parts = pair.split(separator: "=")
      let list = parts[1].split(separator: "/").compactMap { Double($0) }
      let number = Double(parts[1])
      values[String(parts[0])] =
        if let number { .number(number) } else if list.isEmpty {
          .word(String(parts[1]))
        } else { .list(list) }
    }
    return values
  }

  @Test(arguments: ScheduleKind.all)
  func ratesAreNeverNegativeNorNotFinite(kind: ScheduleKind) throws {
    for length in [1, 2, 3, 7, 200] {
      let schedule = try Schedule(kind, length: length)
      for done in 0..<(3 * length) {
        let rate = schedule.rate(base: 0.1, stepsDone: done)
        #expect(rate.isFinite && rate >= 0)
      }
      #expect(schedule.rate(base: 0, stepsDone: length / 2) == 0)
    }
  }

  /// A factor of 2 per step is beyond the doubles at step 1,024.
  @Test func noRateStaysNone() throws {
    let schedule = try Schedule(.named("exponential")!, values: ["gamma": .number(2)])
    #expect(schedule.rate(base: 0, stepsDone: 2000) == 0)
    #expect(schedule.rate(base: 0.1, stepsDone: 2000) == .greatestFiniteMagnitude)
  }

  @Test func lengthsFollowFromTheRun() throws {
    let cosine = try Schedule(.cosine, length: 50)
    #expect(cosine.rate(base: 1, stepsDone: 50) == 0)
    let steps = try Schedule(.step, length: 80)
    #expect(steps.rate(base: 1, stepsDone: 19) == 1 && steps.rate(base: 1, stepsDone: 20) == 0.1)
    let multistep = try Schedule(.multistep, length: 40)
    #expect(multistep.rate(base: 1, stepsDone: 19) == 1)
    #expect(multistep.rate(base: 1, stepsDone: 20) == 0.1)
  }

  @Test func afterOneCycleTheRateStaysLow() throws {
    let schedule = try Schedule(.onecycle, length: 100)
    #expect(schedule.rate(base: 1, stepsDone: 5000) == schedule.rate(base: 1, stepsDone: 99))
  }

  @Test func aRunFollowsItsSchedule() throws {
    let schedule = try Schedule(.exponential, values: ["gamma": .number(0.5)])
    let settings = try RunSettings(
      .gd, learningRate: LearningRatePlan(0.1, changes: [.init(step: 2, rate: 0.4)]),
      schedule: schedule)
    var run = try Run(objective: TestObjective.bowl, start: Point(5, 3), settings: settings)
    run.advance(to: 4)
    #expect(run.trajectory.map(\.learningRate) == [0.1, 0.1, 0.05, 0.1, 0.05])
    #expect((run.trajectory[1].point - Point(4, 1.8)).norm < 1e-15)
  }

  /// A schedule that must be refused, with its message.
  struct Refusal: Sendable {
    let kind: ScheduleKind
    let name: String
    let value: ScheduleValue
    let message: String
  }

  static let refusals = [
    Refusal(
      kind: .cosine, name: "t_max", value: .number(0),
      message: "cosine: t_max = 0 is out of range; allowed is 1 <= t_max <= 1e9"),
    Refusal(
      kind: .cosine, name: "t_max", value: .number(2.5),
      message: "cosine: t_max = 2.5 is not a whole number"),
    Refusal(
      kind: .cosine, name: "t_max", value: .word("x"),
      message: "cosine: t_max must be a whole number"),
    Refusal(
      kind: .cosine, name: "eta_min", value: .list([1, 2]),
      message: "cosine: eta_min must be one number"),
    Refusal(
      kind: .multistep, name: "milestones", value: .list([30, -1]),
      message: "multistep: milestones = -1 is out of range; "
        + "allowed is 0 <= milestones <= 1e9"),
    Refusal(
      kind: .cyclic, name: "mode", value: .word("square"),
      message: "cyclic: mode must be one of triangular, triangular2, exp_range"),
    Refusal(
      kind: .plateau, name: "threshold_mode", value: .word("relative"),
      message: "plateau: threshold_mode must be one of rel, abs"),
    Refusal(
      kind: .plateau, name: "factor", value: .number(1),
      message: "plateau: factor = 1 is out of range; allowed is 0 <= factor < 1"),
    Refusal(
      kind: .step, name: "gama", value: .number(1), message: "step has no setting 'gama'"),
    Refusal(
      kind: .step, name: "gamma", value: .number(.nan),
      message: "step: gamma = nan is not a finite number"),
  ]

  @Test(arguments: refusals)
  func impossibleSettingsAreRefusedByName(_ refusal: Refusal) {
    let error = #expect(throws: HyperparameterError.self) {
      try Schedule(refusal.kind, values: [refusal.name: refusal.value])
    }
    #expect(error?.message == refusal.message)
  }
}

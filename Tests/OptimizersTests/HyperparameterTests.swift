import Calculus
import Optimizers
import Testing

@Suite struct HyperparameterTests {
  /// A setting that must be refused, with its message.
  struct Refusal: Sendable {
    let optimizer: String
    let name: String
    let value: Double
    let message: String

    init(_ optimizer: String, _ name: String, _ value: Double, _ message: String) {
      self.optimizer = optimizer
      self.name = name
      self.value = value
      self.message = message
    }
  }

  static let refusals = [
    Refusal("adam", "beta1", 1.5, "beta1 = 1.5 is out of range; allowed is 0 <= beta1 < 1"),
    Refusal("adam", "beta2", 1, "beta2 = 1 is out of range; allowed is 0 <= beta2 < 1"),
    Refusal("adam", "eps", -1e-8, "eps = -1e-8 is out of range; allowed is eps >= 0"),
    Refusal("gd", "batch", 0, "batch = 0 is out of range; allowed is 1 <= batch <= 1e9"),
    Refusal("gd", "batch", 2.5, "batch = 2.5 is not a whole number"),
    Refusal("gd", "lr", -0.1, "lr = -0.1 is out of range; allowed is lr >= 0"),
    Refusal("gd", "lr", .nan, "lr = nan is not a finite number"),
    Refusal("gd", "max_norm", 0, "max_norm = 0 is out of range; allowed is max_norm > 0"),
    Refusal("momentum", "momentum", -.infinity, "momentum = -inf is not a finite number"),
    Refusal("momentum", "nesterov", 2, "nesterov = 2 is neither true nor false"),
    Refusal("gd", "nesterov", 1, "nesterov = true needs momentum > 0"),
    Refusal("nesterov", "dampening", 0.5, "nesterov = true needs dampening = 0, not 0.5"),
  ]

  @Test(arguments: refusals)
  func impossibleSettingsAreRefusedByName(_ refusal: Refusal) throws {
    let kind = try kind(refusal.optimizer)
    let error = #expect(throws: HyperparameterError.self) {
      try RunSettings(
        kind, learningRate: 0.1, hyperparameters: [refusal.name: refusal.value])
    }
    #expect(error?.message == "\(refusal.optimizer): \(refusal.message)")
    #expect(error?.subject == refusal.optimizer)
  }

  @Test func anUnknownNameIsAnsweredWithTheNearestOne() throws {
    let error = #expect(throws: HyperparameterError.self) {
      try OptimizerKind.adam.validate(["bta1": 0.9])
    }
    #expect(error?.message == "adam has no setting 'bta1'")
    #expect(error?.hint == "did you mean 'beta1'?")
  }

  @Test(arguments: [-0.1, .nan, .infinity])
  func aLearningRateThatIsNegativeOrNotFiniteIsRefused(rate: Double) throws {
    #expect(throws: HyperparameterError.self) {
      try RunSettings(.gd, learningRate: LearningRatePlan(rate))
    }
    var settings = try RunSettings(.gd, learningRate: 0.1)
    #expect(throws: HyperparameterError.self) {
      try settings.setLearningRate(LearningRatePlan(0.1).branching(at: 5, to: rate))
    }
    #expect(settings.learningRate == 0.1)
  }

  @Test func settingsNameTheirDefaults() throws {
    var settings = try RunSettings(
      .adam, learningRate: 0.1, hyperparameters: ["batch": 32, "beta1": 0.8])
    #expect(settings.batch == .samples(32))
    #expect(settings["beta1"] == 0.8 && settings["beta2"] == 0.999)
    #expect(settings["max_norm"] == nil && settings["weight_decay"] == 0)
    #expect(settings.hyperparameters == ["beta1": 0.8])
    try settings.set("beta2", to: 0.5)
    #expect(settings["beta2"] == 0.5 && settings.batch == .samples(32))
    #expect(throws: HyperparameterError.self) { try settings.set("beta2", to: 7) }
    #expect(settings["beta2"] == 0.5)
  }

  /// In a debug build an optimizer that reads a name that its kind does not list stops the test.
  @Test(arguments: OptimizerKind.all)
  func everyNameThatARuleReadsIsListed(kind: OptimizerKind) throws {
    let flags = kind.allHyperparameters.filter { $0.kind == .boolean }
    let choices =
      [[:]] + flags.map { [$0.name: 1.0] } + flags.map { [$0.name: 1, "momentum": 0.9] }
    for values in choices where (try? kind.validate(values)) != nil {
      let settings = try RunSettings(kind, learningRate: 0.01, hyperparameters: values)
      var run = try Run(
        objective: TestObjective.quadratic(2, 4), start: Point(3, 2), settings: settings)
      run.advance(to: 3)
      #expect(run.step == 3)
      let inspection = Inspection(of: run, at: 1)
      #expect(inspection.move != "p′ − p" && inspection.kind == kind)
      #expect(settings.stableLearningRate(curvature: 1).map { $0 > 0 } ?? true)
      #expect(settings.family == kind.family(values))
    }
  }

  @Test func onlySomeHaveANaturalBatch() {
    #expect(OptimizerKind.gd.naturalBatch == .full)
    #expect(OptimizerKind.sgd.naturalBatch == .samples(1))
    #expect(OptimizerKind.minibatch.naturalBatch == .samples(32))
    for kind in [OptimizerKind.momentum, .nesterov, .adam, .polyak, .sophia] {
      #expect(kind.naturalBatch == nil && kind.defaultBatch == .full)
    }
    #expect(OptimizerKind.all.allSatisfy { $0.takesBatches || $0.naturalBatch == .full })
  }

  @Test func theNaturalBatchOfAnOptimizerIsUsed() throws {
    #expect(try RunSettings(.sgd, learningRate: 0.1).batch == .samples(1))
    #expect(try RunSettings(.minibatch, learningRate: 0.1).batch == .samples(32))
    #expect(try RunSettings(.sgd, learningRate: 0.1, batch: .full).batch == .full)
    #expect(try !RunSettings(.adam, learningRate: 0.1).isStochastic)
  }
}

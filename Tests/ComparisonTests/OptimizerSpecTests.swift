import Comparison
import Optimizers
import Testing

struct OptimizerSpecTests {
  @Test func readsANameAlone() throws {
    let spec = try OptimizerSpec("adam")
    #expect(spec.kind == .named("adam"))
    #expect(spec.hyperparameters.isEmpty && spec.learningRate == nil && spec.batch == nil)
  }

  @Test func readsSettings() throws {
    let spec = try OptimizerSpec("Adam:lr=0.01,beta1=0.8,batch=32,weight_decay=1e-3")
    #expect(spec.kind.name == "adam")
    #expect(spec.learningRate == LearningRatePlan(0.01))
    #expect(spec.hyperparameters == ["beta1": 0.8, "weight_decay": 1e-3])
    #expect(spec.batch == .samples(32))
  }

  @Test func numbersAreConstantFormulas() throws {
    let spec = try OptimizerSpec("adam:lr=1/3,beta1=1-0.1,beta2=max(0.5,0.99),batch=2^5")
    #expect(spec.learningRate == LearningRatePlan(1.0 / 3))
    #expect(spec.hyperparameters == ["beta1": 0.9, "beta2": 0.99])
    #expect(spec.batch == .samples(32))
    let plan = try #require(LearningRatePlan("1/8/0.01@40"))
    #expect(plan.rate(forStep: 40) == 0.125 && plan.rate(forStep: 41) == 0.01)
    #expect(LearningRatePlan("0.1/0.01@40/0.5") == nil)
    let schedule = try ScheduleSpec("cosine:t_max=10^2,eta_min=1/1000")
    #expect(schedule.values == ["t_max": .number(100), "eta_min": .number(0.001)])
    let steps = try ScheduleSpec("multistep:milestones=30/90")
    #expect(steps.values == ["milestones": .list([30, 90])])
  }

  @Test func blanksAreIgnored() throws {
    #expect(
      try OptimizerSpec("adam : lr = 0.01, beta1=0.8") == OptimizerSpec("adam:lr=0.01,beta1=0.8"))
    #expect(throws: SpecError.self) { try OptimizerSpec("adam: lr = ") }
  }

  @Test func readsSwitchesFullBatchesAndPlans() throws {
    let spec = try OptimizerSpec("momentum:nesterov=true,batch=full,lr=0.1/0.01@40/0.001@80")
    #expect(spec.hyperparameters == ["nesterov": 1])
    #expect(spec.batch == .full)
    #expect(spec.learningRate?.rate(forStep: 40) == 0.1)
    #expect(spec.learningRate?.rate(forStep: 41) == 0.01)
    #expect(spec.learningRate?.rate(forStep: 81) == 0.001)
  }

  @Test(arguments: [
    "adam", "gd:lr=0.1", "momentum:lr=0.1/1e-7@40,batch=3,nesterov=true,max_norm=0.125",
    "sgd:batch=full", "adam:lr=0.01,beta1=0.8",
  ])
  func isWrittenAsItIsRead(_ text: String) throws {
    #expect(try OptimizerSpec(text).description == text)
  }

  @Test func namesAnOptimizerOfOnesOwn() throws {
    let gd = try OptimizerKind.gd.makeOptimizer()
    let still = OptimizerKind(name: "still", family: .gradient) { _ in gd }
    let kinds = OptimizerKind.all + [still]
    #expect(try OptimizerSpec("Still:lr=0.1,max_norm=1", among: kinds).kind == still)
    let error = #expect(throws: SpecError.self) { try OptimizerSpec("stil", among: kinds) }
    #expect(error?.reason == .unknownOptimizer(suggestion: "still"))
    #expect(throws: SpecError.self) { try OptimizerSpec("still") }
  }

  @Test func leavesOutDefaults() throws {
    #expect(try OptimizerSpec("adam: beta1=0.9, lr=1/4").description == "adam:lr=0.25")
  }

  @Test(arguments: ["cosine:t_max=30,eta_min=0.001", "multistep:milestones=3/9", "constant"])
  func schedulesAreWrittenAsTheyAreRead(_ text: String) throws {
    #expect(try ScheduleSpec(text).description == text)
  }

  @Test(arguments: [
    ("adma", "adma", "there is no optimizer 'adma'"),
    ("adam:lr", "lr", "'lr' is not of the form key=value"),
    ("adam:", "", "'' is not of the form key=value"),
    ("adam:beta1=x", "x", "'x' is not a number"),
    ("momentum:nesterov=yes", "yes", "'yes' is neither true nor false"),
    ("sgd:batch=half", "half", "'half' is neither a number of samples nor 'full'"),
    ("gd:lr=fast", "fast", "'fast' is not a learning rate"),
    ("gd:lr=nan", "nan", "'nan' is not a learning rate"),
    ("gd:lr=0x10", "0x10", "'0x10' is not a learning rate"),
    ("gd:lr=1e400", "1e400", "'1e400' is too large: numbers end at 1.8e308"),
    ("gd:lr=1/1e400@5", "1/1e400@5", "'1/1e400@5' is too large: numbers end at 1.8e308"),
    ("gd:lr=0.1,lr=0.2", "lr=0.2", "'lr=0.2' repeats a setting"),
  ])
  func refuses(_ text: String, part: String, message: String) throws {
    let error = try #require(throws: SpecError.self) { try OptimizerSpec(text) }
    #expect(error.part == part)
    #expect(error.message == message)
  }

  @Test(arguments: ["adam:beta1=1.5", "gd:lr=-1", "sgd:batch=0", "adam:betta1=0.9"])
  func namesTheInvalidHyperparameter(_ text: String) throws {
    let error = try #require(throws: SpecError.self) { try OptimizerSpec(text) }
    guard case .hyperparameter(let inner) = error.reason else {
      Issue.record("\(error.reason)")
      return
    }
    #expect(text.contains(inner.name))
  }

  @Test func pointsAtTheFault() throws {
    let error = try #require(throws: SpecError.self) { try OptimizerSpec("adam:lr=0.1,beta1=2") }
    #expect(error.excerpt == "adam:lr=0.1,beta1=2\n                  ^")
  }
}

import Comparison
import Optimizers

extension RunSettings {
  /// Every hyperparameter that plays a part, by name: lr (the first one), those of the rule, and of
  /// those that any optimizer takes the batch and what was given.
  var json: JSON {
    var members: [(key: String, value: JSON)] = [("lr", .number(learningRate.initial))]
    func add(_ hyperparameter: Hyperparameter, _ value: Double) {
      let isSwitch = hyperparameter.kind == .boolean
      members.append((hyperparameter.name, isSwitch ? .boolean(value != 0) : .number(value)))
    }
    for hyperparameter in kind.hyperparameters {
      if let value = self[hyperparameter.name] { add(hyperparameter, value) }
    }
    switch batch {
    case .full: members.append(("batch", .string("full")))
    case .samples(let count): members.append(("batch", .integer(count)))
    }
    let own = Set(kind.hyperparameters.map(\.name))
    let details = isLookingAhead ? Hyperparameter.lookaheadDetails : []
    for hyperparameter in kind.allHyperparameters where !own.contains(hyperparameter.name) {
      let standard = details.contains(hyperparameter) ? hyperparameter.defaultValue : nil
      if let value = hyperparameters[hyperparameter.name] ?? standard { add(hyperparameter, value) }
    }
    return .members(members)
  }

  /// How the learning rate changes, as members of a run, each with a comma behind it: the schedule
  /// where it is not constant, and the plan's changes where there are any.
  var rateMembers: String {
    var text = ""
    if schedule != .constant { text += "\"schedule\":\(JSON.string(schedule.completeSpec).text)," }
    let changes = learningRate.changes.map { change in
      JSON.object(["step": .integer(change.step), "lr": .number(change.rate)])
    }
    if !changes.isEmpty { text += "\"lr_changes\":\(JSON.array(changes).text)," }
    return text
  }
}

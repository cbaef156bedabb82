import Explorer
import Optimizers

extension RunSettings {
  /// Every hyperparameter that plays a part, by name: lr (the first one), those of the rule, and of
  /// those that any optimizer takes the batch and what was given.
  var json: JSON {
    var members: [(key: String, value: JSON)] = [("lr", .number(learningRate.initial))]
    for hyperparameter in kind.hyperparameters {
      guard let value = self[hyperparameter.name] else { continue }
      let isSwitch = hyperparameter.kind == .boolean
      members.append((hyperparameter.name, isSwitch ? .boolean(value != 0) : .number(value)))
    }
    switch batch {
    case .full: members.append(("batch", .string("full")))
    case .samples(let count): members.append(("batch", .integer(count)))
    }
    let own = Set(kind.hyperparameters.map(\.name))
    for (name, value) in hyperparameters.sorted(by: { $0.key < $1.key }) where !own.contains(name) {
      members.append((name, .number(value)))
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

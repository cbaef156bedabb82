extension OptimizerKind {
  /// Every optimizer, in the order in which lists show them.
  public static let all: [OptimizerKind] = [
    .gd, .sgd, .minibatch, .momentum, .nesterov, .qhm, .asgd, .schedulefree, .polyak,
    .sam, .adagrad, .fullAdagrad, .shampoo, .rmsprop, .adadelta,
    .adam, .adamw, .amsgrad, .adamax, .nadam, .radam, .adabelief, .yogi, .adan, .adabound, .qhadam,
    .ademamix, .adopt, .schedulefreeAdamW, .prodigy, .sophia,
    .signsgd, .signum, .lion, .rprop,
    .linesearch, .cg, .newton, .bfgs, .lbfgs, .nelderMead,
  ]

  /// The optimizer of a name, in whatever case, with `-` or `_`; nil if there is none.
  public static func named(_ name: String) -> OptimizerKind? {
    byName[name.lowercased().underscored]
  }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}

extension String {
  /// `full-adagrad` as `full_adagrad`.
  var underscored: String { String(map { $0 == "-" ? "_" : $0 }) }
}

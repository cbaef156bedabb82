/// The same rate for ever.
struct Constant: ScheduleRule {
  func rate(base: Double, stepsDone: Int) -> Double { base }
}

extension ScheduleKind {
  public static let constant = ScheduleKind(
    name: "constant", title: "Constant", rule: "lr", settings: [], make: { _ in Constant() })
}

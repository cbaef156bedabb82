/// How tightly an operator holds the operands to its left and right.
///
/// An operand between two operators belongs to the one that pulls harder. A left power below the
/// right one groups from the left, as in `a-b-c`; the other way round, from the right, as in
/// `a^b^c`.
struct BindingPower {
  let left: Int
  let right: Int

  static func infix(_ symbol: Symbol) -> BindingPower? {
    switch symbol {
    case .plus, .minus: BindingPower(left: 10, right: 11)
    case .times, .divide: BindingPower(left: 20, right: 21)
    case .power: BindingPower(left: 41, right: 40)
    case .openParenthesis, .closeParenthesis, .bar, .comma: nil
    }
  }

  /// The product in `2x`: an ordinary one.
  static let implicitProduct = BindingPower(left: 20, right: 21)
  /// A sign stands below the power: `-x^2` is −(x²).
  static let sign = 30
  static let weakest = 0
}

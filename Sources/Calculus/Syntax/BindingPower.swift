/// How tightly an operator holds the operands to its left and right.
///
/// An operand between two operators belongs to the one that pulls harder. A left power below the
/// right one groups from the left, as in `a-b-c`; the other way round, from the right, as in
/// `a^b^c`.
struct BindingPower {
  let left: Int
  let right: Int

  static func infix(_ infix: SyntaxTree.Infix) -> BindingPower {
    switch infix {
    case .or: BindingPower(left: 2, right: 3)
    case .and: BindingPower(left: 4, right: 5)
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
      BindingPower(left: 8, right: 9)
    case .add, .subtract: BindingPower(left: 10, right: 11)
    case .multiply, .divide: BindingPower(left: 20, right: 21)
    case .power: BindingPower(left: 41, right: 40)
    }
  }

  /// The product in `2x`: an ordinary one.
  static let implicitProduct = BindingPower.infix(.multiply)
  /// `not x > 0` is not (x > 0).
  static let not = 6
  /// A sign stands below the power: `-x^2` is −(x²).
  static let sign = 30
  static let weakest = 0
}

import CVectorMath

/// A rule's loops over blocks of numbers in the widest vectors of the processor, which Swift cannot
/// choose at run time. Their results have the bits of the rule's `value` and `first`.
struct BlockFunctions {
  typealias Source = UnsafePointer<Double>
  typealias Target = UnsafeMutablePointer<Double>

  /// The values of a block: target, operands, and the number of lanes.
  let values: @convention(c) (Target?, Source?, Source?, Int) -> Void
  /// The same with derivatives, which are at a distance from the values, and four bits that tell
  /// which coordinates the operands depend on.
  let duals: @convention(c) (Target?, Source?, Source?, Int, Int, Int32) -> Void
}

extension Addition {
  static var block: BlockFunctions? {
    BlockFunctions(values: block_add, duals: block_add_duals)
  }
}

extension Subtraction {
  static var block: BlockFunctions? {
    BlockFunctions(values: block_subtract, duals: block_subtract_duals)
  }
}

extension Multiplication {
  static var block: BlockFunctions? {
    BlockFunctions(values: block_multiply, duals: block_multiply_duals)
  }
}

extension Division {
  static var block: BlockFunctions? {
    BlockFunctions(values: block_divide, duals: block_divide_duals)
  }
}

extension Negation {
  static var block: BlockFunctions? {
    BlockFunctions(values: block_negate, duals: block_negate_duals)
  }
}

extension Square {
  static var block: BlockFunctions? {
    BlockFunctions(values: block_square, duals: block_square_duals)
  }
}

extension SquareRoot {
  static var block: BlockFunctions? {
    BlockFunctions(values: block_square_root, duals: block_square_root_duals)
  }
}

extension Instruction {
  /// The second of two operations, as the functions of pairs know it.
  var secondBlockRule: block_rule {
    isReversed && next == .subtract ? BLOCK_SUBTRACT_FROM : (next ?? operation).blockRule
  }
}

extension Operation {
  /// An operation of a pair, as the functions of pairs know it.
  var blockRule: block_rule {
    switch self {
    case .add: BLOCK_ADD
    case .subtract: BLOCK_SUBTRACT
    case .multiply: BLOCK_MULTIPLY
    case .square: BLOCK_SQUARE
    default: preconditionFailure("no pair has the operation \(self)")
    }
  }
}

import Calculus
import Optimizers

extension Inspection {
  /// The last quantity of a name.
  func quantity(_ symbol: String) -> Quantity.Value? {
    quantities.last { $0.symbol == symbol }?.value
  }

  func vector(_ symbol: String) -> Point? {
    if case .vector(let value)? = quantity(symbol) { value } else { nil }
  }

  func number(_ symbol: String) -> Double? {
    if case .number(let value)? = quantity(symbol) { value } else { nil }
  }

  /// The point that `move` leads to with the numbers of the quantities; nil if it cannot be parsed.
  var moved: Point? {
    switch move {
    case "0 at the first step": return point
    case "A − p": return vector("A")
    case "slow − p": return vector("slow")
    case "z + β₁·(x − z) − p":
      guard let z = vector("z"), let x = vector("x") else { return nil }
      return z + 0.9 * (x - z)
    default: break
    }
    let isBackwards = move.hasPrefix("−")
    var product: Point?
    for name in move.drop(while: { $0 == "−" }).split(separator: "·").map(String.init) {
      let factor: Point
      if let vector = vector(name) {
        factor = vector
      } else if let number = name == "lr" ? learningRate : number(name) {
        factor = Point(repeating: number)
      } else {
        return nil
      }
      product = product.map { $0 * factor } ?? factor
    }
    return product.map { isBackwards ? point - $0 : point + $0 }
  }
}

import Calculus
import Optimizers

/// The reason for the direction of a step, as far as its numbers show it.
struct StepStory {
  let sentence: String

  /// Steps within this angle of −∇f count as straight, in degrees.
  private static let straight = 3.0
  /// Axes with rates that differ by less than this factor count as equal.
  private static let alike = 1.2

  /// Nil if the step has no direction.
  init?(_ inspection: Inspection) {
    guard let angle = inspection.angle else { return nil }
    // A sum of gradients remembers their directions; a sum of squares only their lengths.
    let memory = inspection.quantities.first { quantity in
      guard case .vector = quantity.value else { return false }
      return quantity.isRecursive && !quantity.formula.contains("²")
    }
    let turned = "\(Int(angle.rounded()))°"
    if angle > 90, let memory {
      let (ahead, downhill) = (
        Self.direction(inspection.step), Self.direction(-inspection.gradient.full)
      )
      sentence =
        "it continues \(ahead) although downhill is \(downhill): \(memory.symbol) remembers earlier slopes"
    } else if let batchAngle = inspection.gradient.batchAngle, batchAngle > Self.straight,
      angle > Self.straight
    {
      sentence =
        "the gradient of its samples points \(Int(batchAngle.rounded()))° off the full one"
    } else if let off = inspection.gradient.substituteAngle, off > Self.straight,
      angle > Self.straight
    {
      sentence = "the gradient that it is given points \(Int(off.rounded()))° off the exact one"
    } else if angle <= Self.straight {
      sentence =
        if inspection.targetLoss <= inspection.loss {
          "it goes straight downhill"
        } else if inspection.targetLoss.isFinite {
          "it points straight downhill but overshoots: the loss rises to "
            + [inspection.targetLoss, inspection.loss].readable(fitting: 24)[0]
        } else {
          "it points straight downhill but overshoots: the loss is undefined there"
        }
    } else if let axes = Self.unequalAxes(inspection) {
      sentence = "\(axes), which turns it \(turned) from downhill"
    } else if let memory {
      sentence =
        "\(memory.symbol) remembers earlier slopes, which turns it \(turned) from downhill"
    } else {
      return nil
    }
  }

  /// The axis with the larger rate, if the rule gives each axis its own.
  private static func unequalAxes(_ inspection: Inspection) -> String? {
    switch inspection.kind.family() {
    case .adaptive, .sign, .rectified, .selfScaled: break
    // One rate for both axes.
    case .gradient, .momentum: return nil
    }
    let rates = inspection.effectiveRates
    guard rates.isFinite, rates.x > 0, rates.y > 0 else { return nil }
    let ratio = max(rates.x / rates.y, rates.y / rates.x)
    guard ratio > alike else { return nil }
    let (fast, slow) = rates.x > rates.y ? ("x", "y") : ("y", "x")
    return "\(fast) moves at \(ratio.readable(digits: 2)) times the rate of \(slow)"
  }

  /// The nearest of the eight directions on the map.
  private static func direction(_ way: Point) -> String {
    let across = way.x.magnitude > 0.414 * way.y.magnitude ? (way.x < 0 ? "left" : "right") : ""
    let up = way.y.magnitude > 0.414 * way.x.magnitude ? (way.y < 0 ? "down" : "up") : ""
    return [up, across].filter { !$0.isEmpty }.joined(separator: " and ")
  }
}

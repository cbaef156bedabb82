import Calculus

/// The gradient that an optimizer was given in a step, and what became of it on the way there.
public struct SeenGradient: Hashable, Sendable {
  /// ∇f, of the full loss.
  public let full: Point
  /// Of the batch, with its noise; nil where every step sees the full one.
  public let batch: Point?
  /// Shortened to `max_norm`; nil where it was short enough or nothing is clipped.
  public let clipped: Point?
  /// With L2 weight decay added; nil where none is.
  public let decayed: Point?

  /// What the rule got.
  public var gradient: Point { decayed ?? clipped ?? batch ?? full }

  /// In degrees, of the batch's gradient against the full one; nil where one of them is zero or
  /// not finite, or there is no batch.
  public var batchAngle: Double? { batch.flatMap { angle(between: $0, and: full) } }

  /// Every stage that changed something, as the first lines of a step's working.
  /// - Parameter sampling: what the batch's gradient is made of, in symbols.
  func quantities(sampling: String) -> [Quantity] {
    if batch == nil && clipped == nil && decayed == nil { return [.vector("g", "∇f", full)] }
    var list: [Quantity] = [.vector("∇f", "full gradient", full)]
    if let batch { list.append(.vector("g", sampling, batch)) }
    let before = batch == nil ? "∇f" : "g"
    if let clipped { list.append(.vector("g", "\(before)·max_norm/|\(before)|", clipped)) }
    if let decayed {
      let last = clipped == nil ? before : "g"
      list.append(.vector("g", "\(last) + weight_decay·p", decayed))
    }
    return list
  }
}

import Experiments
import Optimizers

extension GradientComparison {
  /// What a component is, in a few words: "the sign".
  package func words(of fault: GradientFault, in spec: GradientSpec) -> String {
    // Differences have no constants that could be rounded.
    if case .rounded(let digits) = fault, case .differences = spec {
      return "right to \(digits) digits"
    }
    return fault.words
  }

  /// What the whole map says, in a sentence.
  package var summary: String {
    if agrees { return "right at all \(places) places of the map" }
    return "right at \(x.agreeing) (x) and \(y.agreeing) (y) of \(places) places"
  }
}

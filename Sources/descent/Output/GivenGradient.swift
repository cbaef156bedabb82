import Calculus
import Comparison
import Experiments

/// A gradient that is given in place of the exact one, with its comparison.
struct GivenGradient {
  private let spec: GradientSpec
  private let comparison: GradientComparison

  /// Nil if the scene's optimizers are given the exact gradient.
  init?(of scene: Scene, at point: Point) {
    guard let comparison = scene.gradientComparison(at: point) else { return nil }
    spec = scene.setup.givenGradient
    self.comparison = comparison
  }

  private var components: [(name: String, values: GradientComparison.Component)] {
    [("x", comparison.x), ("y", comparison.y)]
  }

  /// Each component at the point, and what it is.
  var table: String {
    var rows = Table([
      ("", .left), ("given", .right), ("exact", .right),
      ("\(comparison.isRelative ? "relative" : "absolute") error", .right), ("", .left),
    ])
    for (name, values) in components {
      rows.rows.append([
        name, values.given.text(digits: 8), values.exact.text(digits: 8),
        values.error.text(digits: 2), comparison.words(of: values.fault, in: spec),
      ])
    }
    return """

      \(spec.label ?? ""): \(spec.text.printable)
      \(rows.text)
      \(comparison.summary)

      """
  }

  var json: JSON {
    .object([
      "gradient": .string(spec.text), "agrees": .boolean(comparison.agrees),
      "places": .integer(comparison.places),
      "error": .string(comparison.isRelative ? "relative" : "absolute"),
      "components": .array(
        components.map { name, values in
          .object([
            "name": .string(name), "given": .number(values.given), "exact": .number(values.exact),
            "error": .number(values.error), "fault": .string(values.fault.name),
            "agreeing": .integer(values.agreeing),
            "sentence": .string(comparison.words(of: values.fault, in: spec)),
          ])
        }),
    ])
  }
}

import Calculus

/// A loss to second order about a point: along two lines at right angles through it, its own slope
/// and curvature each.
struct LocalModel {
  /// One of the two lines.
  struct Axis {
    let direction: Point
    let curvature: Double
    let slope: Double

    /// The way to the lowest point of the line, and what it gains; both nothing where it does not
    /// curve upward.
    var length: Double { curvature > 0 ? abs(slope) / curvature : 0 }
    var fall: Double { abs(slope) * length / 2 }
  }

  /// The line of least curvature.
  let flattest: Axis
  /// The line of largest curvature.
  let steepest: Axis

  /// Nil where a derivative is not finite.
  init?(_ hessian: Hessian, _ gradient: Point) {
    guard hessian.isFinite, gradient.isFinite else { return nil }
    let (least, largest) = hessian.eigenvalues
    // The longer of two ways to write the same vector, so that nothing cancels.
    let (first, second) = (largest - hessian.yy, largest - hessian.xx)
    let along = first > second ? Point(first, hessian.xy) : Point(hessian.xy, second)
    let length = along.length
    let steep = length > 0 ? along / length : Point(1, 0)
    let flat = Point(-steep.y, steep.x)
    flattest = Axis(direction: flat, curvature: least, slope: gradient.dot(flat))
    steepest = Axis(direction: steep, curvature: largest, slope: gradient.dot(steep))
  }

  /// Whether it curves upward all round, by more than rounding makes of nothing.
  var isBowl: Bool {
    flattest.curvature > 1e-12 * steepest.curvature && steepest.curvature > 0
  }

  /// The way to its lowest point, where it is a bowl.
  var length: Double { Point(flattest.length, steepest.length).length }

  /// How much lower than here that is.
  var fall: Double { flattest.fall + steepest.fall }
}

extension Objective {
  func model(at point: Point) -> LocalModel? {
    LocalModel(hessian(at: point), evaluate(at: point).gradient)
  }
}

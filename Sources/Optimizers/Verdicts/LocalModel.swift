import Calculus

/// A loss to second order about a point: two perpendicular lines through it, each with a slope and
/// a curvature.
struct LocalModel {
  /// One of the two lines.
  struct Axis {
    let direction: Point
    let curvature: Double
    let slope: Double

    /// The distance to the lowest point of the line; 0 if it does not curve upward.
    var length: Double { curvature > 0 ? abs(slope) / curvature : 0 }
    /// The fall of the loss to that point.
    var fall: Double { abs(slope) * length / 2 }
    fileprivate var way: Point {
      curvature > 0 ? -slope / curvature * direction : .zero
    }
  }

  /// The line of least curvature.
  let flattest: Axis
  /// The line of largest curvature.
  let steepest: Axis

  /// Nil if a derivative is not finite.
  init?(_ hessian: Hessian, _ gradient: Point) {
    guard hessian.isFinite, gradient.isFinite else { return nil }
    let (least, largest) = hessian.eigenvalues
    // The longer of two forms of the same vector, so that nothing cancels.
    let (first, second) = (largest - hessian.yy, largest - hessian.xx)
    let along = first > second ? Point(first, hessian.xy) : Point(hessian.xy, second)
    let length = along.portableNorm
    let steep = length > 0 ? along / length : Point(1, 0)
    let flat = Point(-steep.y, steep.x)
    flattest = Axis(direction: flat, curvature: least, slope: gradient.dot(flat))
    steepest = Axis(direction: steep, curvature: largest, slope: gradient.dot(steep))
  }

  /// Whether the loss curves upward in all directions, by more than rounding errors.
  var isBowl: Bool {
    flattest.curvature > 1e-12 * steepest.curvature && steepest.curvature > 0
  }

  /// Whether the loss is almost flat in one direction and curves upward in the other.
  var isGroove: Bool {
    steepest.curvature > 0 && abs(flattest.curvature) <= 1e-6 * steepest.curvature
  }

  /// The distance to the point without slope, whether a minimum, a saddle or a maximum.
  var distance: Double {
    Point(flattest.slope / flattest.curvature, steepest.slope / steepest.curvature).portableNorm
  }

  /// The vector to the lowest point, along the lines that have one.
  var way: Point { flattest.way + steepest.way }

  /// The fall of the loss to that point.
  var fall: Double { flattest.fall + steepest.fall }
}

extension Objective {
  /// The loss to second order about a point; nil if a derivative is not finite.
  func model(at point: Point) -> LocalModel? {
    LocalModel(hessian(at: point), evaluate(at: point).gradient)
  }
}

import Canvas
import Experiments
import RealModule

/// The errors of a gradient check as dots: h from 0.1 on the left to 1e-14 on the right, both axes
/// logarithmic.
struct CheckChart {
  /// In dots.
  let width: Int
  let height: Int
  /// The ends of the error axis, in decades.
  let bottom: Double
  let top: Double

  /// The decades of h at the ends.
  static let ends = (left: -1.0, right: -14.0)

  /// Lower errors are drawn at this decade: rounding makes some of them exactly 0.
  private static let deepest = -17.0

  /// The distance of two ticks, in decades.
  private let tickDistance: Int

  /// - Parameter size: in cells.
  init(_ check: GradientCheck, size: Size) {
    width = 2 * size.width
    height = 4 * size.height
    let errors = check.rows.flatMap { [$0.forwardError, $0.centralError] }.filter(\.isFinite)
    let decades = errors.map(CheckChart.decade(of:))
    top = max((decades.max() ?? 0).rounded(.up), CheckChart.deepest + 2)
    let lowest = min((decades.min() ?? CheckChart.deepest).rounded(.down), top - 2)
    guard size.height > 2 else {
      (bottom, tickDistance) = (lowest, Int(top - lowest))
      return
    }
    let spacing = TickSpacing(decades: top - lowest, rows: size.height)
    (bottom, tickDistance) = (top - spacing.decades, spacing.distance)
  }

  private static func decade(of error: Double) -> Double {
    error > 0 ? max(Double.log10(error), deepest) : deepest
  }

  /// The place of an error. An error that is not finite has no place, which interrupts its curve.
  func point(h: Double, error: Double) -> PixelPoint {
    PixelPoint(
      x: (share(h: h) * Double(width - 1)).rounded() + 0.5,
      y: error.isFinite ? y(decade: CheckChart.decade(of: error)) : .nan)
  }

  func y(decade: Double) -> Double {
    ((top - decade) / (top - bottom) * Double(height - 1)).rounded() + 0.5
  }

  /// 0 at the left end, 1 at the right.
  func share(h: Double) -> Double {
    (Double.log10(h) - CheckChart.ends.left) / (CheckChart.ends.right - CheckChart.ends.left)
  }

  /// The labelled decades.
  var ticks: [Double] {
    Array(stride(from: top, through: bottom - 1e-9, by: -Double(tickDistance)))
  }

  /// The row of an error, in cells from the top.
  func row(decade: Double) -> Int {
    Int(((top - decade) / (top - bottom) * Double(height / 4 - 1)).rounded())
  }
}

/// The two kinds of differences.
enum DifferenceKind: CaseIterable {
  case forward, central

  var name: String {
    switch self {
    case .forward: "forward"
    case .central: "central"
    }
  }

  /// Marks the best step.
  var letter: Unicode.Scalar {
    switch self {
    case .forward: "F"
    case .central: "C"
    }
  }

  func best(in check: GradientCheck) -> Differences? {
    switch self {
    case .forward: check.bestForward
    case .central: check.bestCentral
    }
  }

  func error(of row: Differences) -> Double {
    switch self {
    case .forward: row.forwardError
    case .central: row.centralError
    }
  }

  /// Forward differences are a broken line, so that the curves differ without colours.
  var isBroken: Bool { self == .forward }

  /// The character of its curve in ASCII.
  var stroke: Unicode.Scalar {
    switch self {
    case .forward: "+"
    case .central: "*"
    }
  }

  func color(depth: ColorDepth, on background: Background) -> Color? {
    switch self {
    case .forward: Palette.trail(1, depth: depth, on: background)
    case .central: Palette.trail(2, depth: depth, on: background)
    }
  }
}

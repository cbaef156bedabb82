@testable import Canvas

/// Normal colour vision and its deficiencies.
///
/// The simulation is that of Machado, Oliveira and Fernandes, "A Physiologically-based Model for
/// Simulation of Color Vision Deficiency", IEEE TVCG 15 (2009) 1291–1298, at severity 1.0, on
/// light intensities.
enum ColorVision: Hashable, Sendable, CaseIterable {
  case normal
  /// Without the cones for long waves (red).
  case protanopia
  /// Without the cones for medium waves (green).
  case deuteranopia
  /// Without the cones for short waves (blue).
  case tritanopia

  /// Rows are the perceived red, green and blue.
  private var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .tritanopia:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    }
  }

  /// The perceived colour, as a colour for normal vision.
  func seen(_ color: Color) -> Color {
    let light = color.linear
    let seen = matrix.map { $0[0] * light.red + $0[1] * light.green + $0[2] * light.blue }
    return Color(LinearRGB(red: seen[0], green: seen[1], blue: seen[2]))
  }
}

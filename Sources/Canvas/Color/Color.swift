#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A colour in sRGB, eight bits a channel.
public struct Color: Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// A colour written in hexadecimal: `Color(0xFFB000)` is an amber.
  public init(_ hex: UInt32) {
    self.init(
      red: UInt8(truncatingIfNeeded: hex >> 16), green: UInt8(truncatingIfNeeded: hex >> 8),
      blue: UInt8(truncatingIfNeeded: hex))
  }

  /// The colour as 0xRRGGBB.
  var ink: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

  /// The colour as six hexadecimal digits.
  package var hexadecimal: String {
    let digits = String(ink, radix: 16)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }
}

/// The three channels of a colour as light intensities, 0…1; results of arithmetic may lie outside.
struct LinearRGB: Hashable, Sendable {
  var red: Double
  var green: Double
  var blue: Double
}

extension Color {
  /// The intensity for each of the 256 values of a channel (sRGB, IEC 61966-2-1).
  private static let intensities: [Double] = (0..<256).map {
    let value = Double($0) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  var linear: LinearRGB {
    LinearRGB(
      red: Self.intensities[Int(red)], green: Self.intensities[Int(green)],
      blue: Self.intensities[Int(blue)])
  }

  /// The nearest colour; intensities are clamped to 0…1.
  init(_ linear: LinearRGB) {
    func channel(_ intensity: Double) -> UInt8 {
      let clamped = min(1, max(0, intensity))
      let value = clamped <= 0.0031308 ? 12.92 * clamped : 1.055 * pow(clamped, 1 / 2.4) - 0.055
      return UInt8((value * 255).rounded())
    }
    self.init(
      red: channel(linear.red), green: channel(linear.green), blue: channel(linear.blue))
  }

  /// The relative luminance of WCAG 2.1, 0 (black) … 1 (white).
  public var luminance: Double {
    let linear = linear
    return 0.2126 * linear.red + 0.7152 * linear.green + 0.0722 * linear.blue
  }

  /// The contrast ratio of WCAG 2.1, 1 (the same luminance) … 21 (black on white).
  public func contrast(with other: Color) -> Double {
    let (own, others) = (luminance, other.luminance)
    return (max(own, others) + 0.05) / (min(own, others) + 0.05)
  }
}

extension Color {
  /// The same hue, darker or lighter, with a luminance of 0…1 as far as sRGB reaches; black becomes
  /// gray.
  public func with(luminance target: Double) -> Color {
    let (own, linear) = (luminance, linear)
    guard own > 0 else { return Color(LinearRGB(red: target, green: target, blue: target)) }
    let factor = target / own
    return Color(
      LinearRGB(
        red: linear.red * factor, green: linear.green * factor, blue: linear.blue * factor))
  }
}

extension Color {
  /// Luminances from one to another in steps that look even: equal steps of the cube root.
  ///
  /// - Parameter count: at least 2; both ends are included.
  public static func evenLuminances(from start: Double, to end: Double, count: Int) -> [Double] {
    let (first, last) = (cbrt(start), cbrt(end))
    return (0..<count).map { step in
      let root = first + Double(step) / Double(count - 1) * (last - first)
      return root * root * root
    }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A colour in OKLab: lightness 0…1 and two opponent axes; equal distances look about equal.
///
/// Björn Ottosson, "A perceptual color space for image processing" (2020).
public struct OKLab: Hashable, Sendable {
  public var lightness: Double
  /// Green to red.
  public var a: Double
  /// Blue to yellow.
  public var b: Double

  public init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  public init(_ color: Color) {
    let light = color.linear
    let long = cbrt(
      0.4122214708 * light.red + 0.5363325363 * light.green + 0.0514459929 * light.blue)
    let medium = cbrt(
      0.2119034982 * light.red + 0.6806995451 * light.green + 0.1073969566 * light.blue)
    let short = cbrt(
      0.0883024619 * light.red + 0.2817188376 * light.green + 0.6299787005 * light.blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
  }

  /// The square of the distance to another colour.
  public func squaredDistance(to other: OKLab) -> Double {
    let (dl, da, db) = (lightness - other.lightness, a - other.a, b - other.b)
    return dl * dl + da * da + db * db
  }

  /// A mixture with another colour: a share of 0 gives this colour, 1 the other.
  public func mixed(with other: OKLab, _ share: Double) -> OKLab {
    OKLab(
      lightness: lightness + share * (other.lightness - lightness),
      a: a + share * (other.a - a), b: b + share * (other.b - b))
  }
}

extension Color {
  /// The nearest colour; channels outside sRGB are clamped.
  public init(_ lab: OKLab) {
    func cube(_ value: Double) -> Double { value * value * value }
    let long = cube(lab.lightness + 0.3963377774 * lab.a + 0.2158037573 * lab.b)
    let medium = cube(lab.lightness - 0.1055613458 * lab.a - 0.0638541728 * lab.b)
    let short = cube(lab.lightness - 0.0894841775 * lab.a - 1.2914855480 * lab.b)
    self.init(
      LinearRGB(
        red: 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        green: -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        blue: -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short))
  }

  /// A perceptually even mixture with another colour: a share of 0 gives this colour, 1 the other;
  /// the share is clamped to 0…1.
  public func mixed(with other: Color, _ share: Double) -> Color {
    Color(OKLab(self).mixed(with: OKLab(other), min(1, max(0, share))))
  }
}

@testable import Canvas

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A colour in CIELAB 1976: lightness 0…100 and two opponent axes, under daylight D65.
struct CIELab: Hashable, Sendable {
  var lightness: Double
  var a: Double
  var b: Double

  init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  init(_ color: Color) {
    let light = color.linear
    func response(_ share: Double) -> Double {
      share > 216.0 / 24389 ? cbrt(share) : (24389.0 / 27 * share + 16) / 116
    }
    // Tristimulus values of sRGB over those of its white point.
    let x = response(
      (0.4124564 * light.red + 0.3575761 * light.green + 0.1804375 * light.blue) / 0.95047)
    let y = response(0.2126729 * light.red + 0.7151522 * light.green + 0.0721750 * light.blue)
    let z = response(
      (0.0193339 * light.red + 0.1191920 * light.green + 0.9503041 * light.blue) / 1.08883)
    lightness = 116 * y - 16
    a = 500 * (x - y)
    b = 200 * (y - z)
  }

  /// The colour difference CIEDE2000 (CIE 142:2001) by the formulas of Sharma, Wu and Dalal, Color
  /// Research and Application 30 (2005) 21–30; 1 is about a just noticeable difference.
  func difference(from other: CIELab) -> Double {
    func seventh(_ value: Double) -> Double { pow(value, 7) }
    let meanOldChroma = (hypot(a, b) + hypot(other.a, other.b)) / 2
    let grayShift =
      0.5 * (1 - (seventh(meanOldChroma) / (seventh(meanOldChroma) + seventh(25))).squareRoot())
    let (a1, a2) = ((1 + grayShift) * a, (1 + grayShift) * other.a)
    let (chroma1, chroma2) = (hypot(a1, b), hypot(a2, other.b))
    let (hue1, hue2) = (Self.hue(a1, b), Self.hue(a2, other.b))
    let isGray = chroma1 * chroma2 == 0

    var hueChange = isGray ? 0 : hue2 - hue1
    if hueChange > 180 { hueChange -= 360 } else if hueChange < -180 { hueChange += 360 }
    var meanHue = isGray ? hue1 + hue2 : (hue1 + hue2) / 2
    if !isGray, abs(hue1 - hue2) > 180 { meanHue += hue1 + hue2 < 360 ? 180 : -180 }

    let lightnessChange = other.lightness - lightness
    let chromaChange = chroma2 - chroma1
    let hueDifference = 2 * (chroma1 * chroma2).squareRoot() * Self.sine(hueChange / 2)

    let meanLightness = (lightness + other.lightness) / 2
    let meanChroma = (chroma1 + chroma2) / 2
    let hueTerm =
      1 - 0.17 * Self.cosine(meanHue - 30) + 0.24 * Self.cosine(2 * meanHue)
      + 0.32 * Self.cosine(3 * meanHue + 6) - 0.20 * Self.cosine(4 * meanHue - 63)
    let offset = (meanLightness - 50) * (meanLightness - 50)
    let lightnessScale = 1 + 0.015 * offset / (20 + offset).squareRoot()
    let chromaScale = 1 + 0.045 * meanChroma
    let hueScale = 1 + 0.015 * meanChroma * hueTerm
    let blueTurn = (meanHue - 275) / 25
    let rotation =
      -Self.sine(60 * exp(-blueTurn * blueTurn)) * 2
      * (seventh(meanChroma) / (seventh(meanChroma) + seventh(25))).squareRoot()

    let (l, c, h) = (
      lightnessChange / lightnessScale, chromaChange / chromaScale, hueDifference / hueScale
    )
    return (l * l + c * c + h * h + rotation * c * h).squareRoot()
  }

  private static func hue(_ a: Double, _ b: Double) -> Double {
    guard a != 0 || b != 0 else { return 0 }
    let degrees = atan2(b, a) * 180 / .pi
    return degrees < 0 ? degrees + 360 : degrees
  }

  private static func sine(_ degrees: Double) -> Double { sin(degrees * .pi / 180) }
  private static func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }
}

extension Color {
  /// The difference CIEDE2000 from another colour; 1 is about a just noticeable difference.
  func difference(from other: Color) -> Double {
    CIELab(self).difference(from: CIELab(other))
  }
}

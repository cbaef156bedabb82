import Canvas

extension Ramp {
  /// Evenly spaced samples of the used part of the published table: for magma and viridis the lower
  /// part, which has no hues near the trails' yellows.
  ///
  /// Source: matplotlib, `lib/matplotlib/_cm_listed.py` (magma and viridis by Smith and van der
  /// Walt, CC0; cividis by Nuñez, Anderton and Renslow, PLoS ONE 13 (2018) e0199239), every 15th
  /// entry of 256.
  var publishedSamples: [Color] {
    switch self {
    case .magma:
      [
        0x000004, 0x090720, 0x1A1042, 0x311165, 0x4A1079, 0x621980, 0x792282, 0x912B81, 0xAA337D,
        0xC23B75, 0xD9466B,
      ].map { Color($0) }
    case .viridis, .lines:
      [
        0x440154, 0x481769, 0x472A7A, 0x433D84, 0x3D4E8A, 0x355E8D, 0x2E6D8E, 0x297B8E, 0x23898E,
        0x1F978B, 0x21A585, 0x2EB37C,
      ].map { Color($0) }
    case .cividis:
      [
        0x00224E, 0x002D68, 0x163770, 0x2E416D, 0x3F4C6C, 0x4E566C, 0x5C616E, 0x696B71, 0x767676,
        0x838179, 0x928C78, 0xA09875, 0xAFA471, 0xBFB06B, 0xCFBD62, 0xDFCA57, 0xF0D846, 0xFEE838,
      ].map { Color($0) }
    case .gray: [Color(0x000000), Color(0x808080)]
    }
  }

  /// The share of the published chroma that is used, as the lightness is lower.
  var publishedChroma: Double {
    switch self {
    case .magma: 0.72
    case .viridis, .lines: 0.75
    case .cividis: 0.55
    case .gray: 0
    }
  }

  /// The OKLab lightness of the highest band. Its luminance is about 0.062 in all ramps, which leaves
  /// room for lighter lines.
  var highestLightness: Double {
    switch self {
    case .magma: 0.425
    case .viridis, .lines: 0.39
    case .cividis, .gray: 0.395
    }
  }

  /// Entries of xterm's fixed palette in order of lightness. Of its few dark entries only grays form a
  /// ramp: a saturated blue, purple or teal between them would dominate the map. Navy, below all of
  /// them, does not.
  var xtermBands: [UInt8] {
    switch self {
    case .magma, .gray: [16, 232, 233, 234, 235, 236, 237, 238, 239]
    case .viridis, .lines: [16, 17, 234, 235, 236, 237, 238, 239]
    case .cividis: [16, 232, 17, 234, 235, 236, 237, 238, 239]
    }
  }
}

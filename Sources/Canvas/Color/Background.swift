/// Whether a terminal's own background, where nothing is painted on it, is dark or light.
public enum Background: String, Hashable, Sendable, CaseIterable {
  case dark, light

  /// What a background of a colour counts as: light where black stands out from it more than white.
  public init(of color: Color) {
    let (black, white) = (Color(0x000000), Color(0xFFFFFF))
    self = color.contrast(with: black) > color.contrast(with: white) ? .light : .dark
  }
}

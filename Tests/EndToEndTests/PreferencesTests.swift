import Canvas
import Landscape
import Terminal
import Testing

@testable import descent

/// The contents of a preferences file, and the messages about a wrong one.
@Suite struct PreferencesTests {
  private func preferences(_ yaml: String) throws(SurfaceFileError) -> Preferences {
    try Preferences(yaml: Array(yaml.utf8), file: "config.yaml")
  }

  @Test func everyKeyIsRead() throws {
    let found = try preferences(
      """
      # My own.
      colors: 256
      glyphs: sextant
      ramp: viridis
      levels: log
      view: overlay
      background: light
      contours: bands-and-lines
      aspect: fill
      keys:
        quit: Q
        faster: ["]", F2]

      """)
    var wanted = Preferences()
    wanted.colors = .indexed256
    wanted.glyphs = .set(.sextant)
    wanted.ramp = .viridis
    wanted.levels = .log
    wanted.view = .overlay
    wanted.background = .light
    wanted.contours = .bandsAndLines
    wanted.aspect = .fill
    wanted.keys = ["quit": ["Q"], "faster": ["]", "F2"]]
    #expect(found == wanted)
  }

  @Test(arguments: ["", "\n", "# nothing yet\n", "background: auto\n", "keys: {}\n"])
  func anEmptyFileIsFine(yaml: String) throws {
    #expect(try preferences(yaml) == Preferences())
  }

  @Test func colorsAreWrittenAsOnTheCommandLine() throws {
    for choice in ColorChoice.allCases {
      #expect(try preferences("colors: \(choice.rawValue)").colors == choice)
    }
  }

  @Test(
    arguments: [
      (
        "ramp: magm",
        """
        config.yaml:1:7: unknown ramp 'magm'
        ramp: magm
              ^^^^
        hint: did you mean 'magma'?
        """
      ),
      (
        "ramp: magma\n\nglyph: half",
        """
        config.yaml:3:1: unknown key 'glyph'
        glyph: half
        ^^^^^
        hint: did you mean 'glyphs'?
        """
      ),
      (
        "colors: 12",
        """
        config.yaml:1:9: unknown colors '12'
        colors: 12
                ^^
        hint: did you mean '16'?
        """
      ),
      (
        "background: blue",
        """
        config.yaml:1:13: unknown background 'blue'
        background: blue
                    ^^^^
        hint: expected one of auto, dark, light
        """
      ),
      (
        "glyphs: [half]",
        """
        config.yaml:1:9: 'glyphs' must be text, found a list of one
        glyphs: [half]
                ^
        hint: for example: glyphs: sextant
        """
      ),
      (
        "keys: q",
        """
        config.yaml:1:7: 'keys' must be actions with their keys, found 'q'
        keys: q
              ^
        hint: for example: keys: {quit: [q, Q]}
        """
      ),
      (
        "keys: {quit: {a: b}}",
        """
        config.yaml:1:14: 'quit' must be a key or a list of keys, found keys and values
        keys: {quit: {a: b}}
                     ^
        hint: for example: quit: {name: …}
        """
      ),
      (
        "- magma",
        """
        config.yaml:1:1: expected keys and values, found a list of one
        - magma
        ^
        hint: write lines such as 'ramp: viridis' and 'glyphs: sextant'
        """
      ),
      (
        "ramp: &a magma",
        """
        config.yaml:1:7: '&a' is an anchor in YAML, which preferences files do not use
        ramp: &a magma
              ^^
        hint: in text, leave a space after the '&'
        """
      ),
      (
        "ramp: magma\nview: 'side",
        """
        config.yaml:2:7: this quote is never closed
        view: 'side
              ^
        hint: write a ' at the end
        """
      ),
    ])
  func aWrongFileIsReportedWithPlaceAndAdvice(yaml: String, message: String) {
    let error = #expect(throws: SurfaceFileError.self) { try preferences(yaml) }
    #expect(error?.description == message)
  }

  @Test func binaryFilesAreRefused() {
    for bytes in [[0xFF, 0xFE, 0x00], [0x00], [UInt8](repeating: 0xC3, count: 9)] {
      #expect(throws: SurfaceFileError.self) {
        try Preferences(yaml: bytes, file: "config.yaml")
      }
    }
  }

  @Test func aProblemFitsIntoOneLineOfTheScreen() throws {
    let error = try #require(throws: SurfaceFileError.self) { try preferences("ramp: magm") }
    #expect(
      PreferencesProblem(error).line
        == "config.yaml:1:7: unknown ramp 'magm'; did you mean 'magma'?")
  }

  @Test func theFileIsInTheStandardFolder() {
    let end = "/descent/config.yaml"
    #expect(Preferences.path(home: "/h", configurations: nil) == "/h/.config" + end)
    #expect(Preferences.path(home: "/h", configurations: "/c") == "/c" + end)
    #expect(Preferences.path(home: "/h", configurations: "c") == "/h/.config" + end)
    #expect(Preferences.path(home: nil, configurations: nil) == nil)
    #expect(Preferences.shortened("/h/.config/x", home: "/h") == "~/.config/x")
    #expect(Preferences.shortened("/home/x", home: "/h") == "/home/x")
    #expect(Preferences.shortened("/c/x", home: nil) == "/c/x")
  }

  @Test func theCommandLineOverridesPreferences() throws {
    let stored = try preferences(
      "ramp: viridis\nglyphs: half\nlevels: log\nview: side\ncolors: 16\ncontours: lines")
    let plain = Look(options: try ViewOptions.parse([]), preferences: stored)
    #expect(plain.color == .sixteen)
    let appearance = plain.appearance(depth: .trueColor, finest: .sextant)
    #expect(appearance.ramp == .viridis && appearance.glyphs == .half)
    #expect(appearance.levels == .log && appearance.view == .side && appearance.contours == .lines)
    let options = try ViewOptions.parse([
      "--ramp", "gray", "--glyphs", "braille", "--levels", "linear", "--view", "overlay",
      "--color", "never",
    ])
    let stated = Look(options: options, preferences: stored)
    #expect(stated.color == .never)
    let other = stated.appearance(depth: .trueColor, finest: .sextant)
    #expect(other.ramp == .gray && other.glyphs == .braille)
    #expect(other.levels == .linear && other.view == .overlay && other.contours == .lines)
    let none = Look(options: try ViewOptions.parse([]), preferences: Preferences())
    #expect(none.color == .automatic)
    let terminal = none.appearance(depth: .trueColor, background: .light)
    #expect(terminal.background == .light && !terminal.isBackgroundFixed)
    #expect(
      none.appearance(depth: .trueColor, finest: .sextant).glyphs == .sextant)
    // A Linux console has neither quadrants nor braille.
    #expect(none.appearance(depth: .eight, finest: .ascii).glyphs == .ascii)
  }
}

import Landscape
import TestSupport
import Testing

/// Files that are not written by hand: each gets one short message, and quickly.
@Suite struct HostileFileTests {
  static let head = "name: T\nformula: x\ndomain: {x: [-2, 2], y: [-1, 3]}\nstart: [1, 1]\n"

  static func message(_ bytes: some Collection<UInt8>) -> String {
    SurfaceFileErrorTests.complaint(bytes)
  }

  static func message(_ text: String) -> String { message(Array(text.utf8)) }

  @Test func emptyFiles() {
    for text in ["", " ", "\n\n", "\u{FEFF}", "\t\r\n"] {
      #expect(Self.message(text).hasPrefix("maps/test.yaml: this file is empty\n"), "\(text.utf8)")
    }
  }

  @Test func binaryFiles() {
    let bytes = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 / 7) }
    #expect(Self.message(bytes).contains("this is not a text file"))
    #expect(Self.message([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1]).contains("this is not a text file"))
    #expect(Self.message(Self.head + "lesson: \"\u{7}\"\n").contains("this is not a text file"))
  }

  @Test func otherEncodings() {
    #expect(Self.message([0x6E, 0xE9, 0x0A]).contains("this is not UTF-8 text"))
    let utf16: [UInt8] =
      [0xFF, 0xFE] + Self.head.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(Self.message(utf16).contains("this is not UTF-8 text"))
  }

  @Test func byteOrderMarkAndWindowsLineEndsAreFine() {
    let text = "\u{FEFF}" + Self.head.split(separator: "\n").joined(separator: "\r\n") + "\r\n"
    #expect(Self.message(text) == "fine: x")
    #expect(Self.message(text + "nose: 1\r\n").hasPrefix("maps/test.yaml:5:1: unknown key 'nose'"))
  }

  @Test(.slow) func largeFilesAreNotParsed() {
    let comment = Array(repeating: UInt8(ascii: "#"), count: Surface.largestFile)
    #expect(Self.message(comment).contains("this file is empty"))
    #expect(Self.message(comment + [10]).contains("too large"))
  }

  @Test(.slow) func deepNestingIsAnErrorAndNotACrash() {
    for depth in [50, 900, 100_000] {
      let opened = [
        String(repeating: "[", count: depth),
        "a: " + String(repeating: "{b: ", count: depth),
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth),
        String(repeating: "- ", count: depth) + "a",
        String(repeating: "? ", count: depth) + "a",
        Self.head + "lesson: " + String(repeating: "[", count: depth),
      ]
      for text in opened {
        let message = Self.message(text + "\n")
        #expect(message.contains("this is nested too deeply"))
        #expect(message.count < 500)
      }
    }
    let stairs = (0..<400).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(Self.message(stairs).contains("nested too deeply"))
  }

  @Test func aliasBombsAreRefusedAtTheFirstAnchor() {
    var bomb = Self.head + "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let uses = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(uses)]\n"
    }
    #expect(Self.message(bomb).hasPrefix("maps/test.yaml:5:5: '&a0' is an anchor"))
    #expect(Self.message(bomb + "? *a12\n: 1\n").contains("'&a0' is an anchor"))
  }

  @Test(.slow) func longLinesAndManyKeysAreFine() {
    let long = Self.head + "lesson: " + String(repeating: "long ", count: 20_000) + "\n"
    #expect(Self.message(long) == "fine: x")
    let keys = Self.head + (0..<20_000).map { "k\($0): 1\n" }.joined()
    #expect(Self.message(keys).contains("unknown key 'k0'"))
    let tail = Self.head + "k" + String(repeating: "k", count: 100_000) + ": 1\n"
    #expect(Self.message(tail).count < 1000)
  }

  @Test(.slow) func longLinesOfManyPartsAreReadQuickly() {
    let count = 8000
    let points = String(repeating: "[0,0],", count: count)
    #expect(Self.message(Self.head + "minima: [\(points)]\n") == "fine: x")
    #expect(Self.message(Self.head + "minima: [\(points)\"é\"]\n").contains("a list of points"))
    let ampersands = String(repeating: "x& ", count: count)
    #expect(Self.message(Self.head + "lesson: \(ampersands)\n") == "fine: x")
    let word = String(repeating: "k", count: 5 * count)
    #expect(Self.message(Self.head + word + "\n").hasPrefix("maps/test.yaml"))
    #expect(Self.message(Self.head + word + ":x\n").hasPrefix("maps/test.yaml"))
    #expect(Self.message(Self.head + "lesson: 'a\n" + word + "\n").hasPrefix("maps/test.yaml"))
  }

  @Test func columnsAreCountedInCharacters() {
    // The parser counts scalars: the flag has two, and so has this e with an accent.
    let text = Self.head + "lesson: \"🇫🇷 e\u{301}\" x\n"
    #expect(Self.message(text).hasPrefix("maps/test.yaml:5:15:"))
    #expect(Self.message(Self.head + "{\"e\u{301}\": 1, q: 2}\n").hasPrefix("maps/test.yaml:5"))
  }

  @Test func anyPrefixAndAnyLostByteIsReadOrRefused() {
    let good = Array(
      """
      # comment
      name: "T: t"
      formula: >-
        x^2 + k*y^2
      domain: {x: [-2, 2], y: [-1, 3]}
      start: [1, 1]
      minima: [[0, 0]]
      learning_rates: {gd: 0.1}
      parameters:
        k: {value: 1, range: [1, 2], scale: log}
      lesson: 'it''s'
      """.utf8)
    #expect(Self.message(good).hasPrefix("fine"))
    for index in good.indices {
      var lost = good
      lost.remove(at: index)
      for text in [Array(good[..<index]), lost] {
        let message = Self.message(text)
        #expect(message.hasPrefix("fine") || message.hasPrefix("maps/test.yaml"))
        #expect(message.split(separator: "\n").count <= 4 || message.hasPrefix("fine"))
      }
    }
  }
}

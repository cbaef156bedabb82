import Foundation
import Testing

@testable import Canvas

@Suite("Recordings")
struct RecordingTests {
  private struct Event: Equatable {
    var time: Double
    var kind: String
    var data: String
  }

  private let size = Size(width: 4, height: 2)

  private func frame(_ text: String, size: Size? = nil) -> Frame {
    var frame = Frame(size: size ?? self.size)
    frame.put(text, column: 0, row: 0)
    return frame
  }

  private func read(_ text: String) throws -> (header: [String: Any], events: [Event]) {
    let lines = text.split(separator: "\n").map { Data($0.utf8) }
    let header = try JSONSerialization.jsonObject(with: lines[0])
    let events = try lines.dropFirst().map { line in
      let parts = try #require(try JSONSerialization.jsonObject(with: line) as? [Any])
      return Event(
        time: try #require(parts[0] as? Double), kind: try #require(parts[1] as? String),
        data: try #require(parts[2] as? String))
    }
    return (try #require(header as? [String: Any]), events)
  }

  @Test("a recording has a header, the changes with their times, and the cursor at the end")
  func events() throws {
    var recording = Recording(title: "\"x\" \\ \u{1B} 漢")
    var text = recording.add(frame("ab"), at: 100, depth: .none)
    #expect(recording.add(frame("ab"), at: 100.5, depth: .none) == "")
    text += recording.add(frame("aB"), at: 101.25, depth: .none)
    let (header, events) = try read(text + recording.ending)
    #expect(header["version"] as? Int == 2)
    #expect(header["width"] as? Int == 4)
    #expect(header["height"] as? Int == 2)
    #expect(header["idle_time_limit"] as? Double == 2)
    #expect(header["title"] as? String == "\"x\" \\ \u{1B} 漢")
    #expect(
      events == [
        Event(time: 0, kind: "o", data: "\u{1B}[?25l\u{1B}[0m\u{1B}[2J\u{1B}[1;1Hab"),
        Event(time: 1.25, kind: "o", data: "\u{1B}[1;2HB"),
        Event(time: 1.25, kind: "o", data: "\u{1B}[2;1H\u{1B}[?25h"),
      ])
  }

  @Test("time never runs backwards, and does not advance if it is not finite")
  func times() throws {
    var recording = Recording(title: "")
    var text = ""
    for (index, time) in [7, 7.25, 60, 59, 59.125, .infinity, .nan, 59.375].enumerated() {
      text += recording.add(frame("\(index)"), at: time, depth: .none)
    }
    let found = try read(text).events.map(\.time)
    #expect(found == [0, 0.25, 53, 53, 53.125, 53.125, 53.125, 53.375])
  }

  @Test("a frame of another size resizes the terminal and is drawn as a whole")
  func resizing() throws {
    var recording = Recording(title: "")
    var text = recording.add(frame("ab"), at: 0, depth: .none)
    text += recording.add(frame("ab", size: Size(width: 6, height: 3)), at: 1, depth: .none)
    let (_, events) = try read(text + recording.ending)
    #expect(events[1] == Event(time: 1, kind: "r", data: "6x3"))
    #expect(events[2].data == "\u{1B}[0m\u{1B}[2J\u{1B}[1;1Hab")
    #expect(events[3].data == "\u{1B}[3;1H\u{1B}[?25h")
  }

  @Test("another number of colours draws everything again")
  func depths() throws {
    var recording = Recording(title: "")
    var text = recording.add(frame("ab"), at: 0, depth: .none)
    text += recording.add(frame("ab"), at: 1, depth: .trueColor)
    #expect(try read(text).events.count == 2)
  }

  @Test func charactersThatNoTerminalShouldReceiveAreEscapedInJSON() throws {
    let text = "a\"\\\n\r\t\u{1B}\u{7}\u{7F}\u{9B}\u{202E}\u{200B}\u{2028}\u{10FFFF}é漢🇫🇷"
    let json = text.quotedAsJSON
    #expect(
      json == #""a\"\\\n\r\t\u001b\u0007\u007f\u009b\u202e\u200b\u2028\udbff\udfffé漢🇫🇷""#)
    let read = try JSONSerialization.jsonObject(with: Data("[\(json)]".utf8)) as? [String]
    #expect(read == [text])
  }
}

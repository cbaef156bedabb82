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

  private func lines(_ recording: Recording) throws -> (header: [String: Any], events: [Event]) {
    let lines = recording.text.split(separator: "\n").map { Data($0.utf8) }
    let header = try JSONSerialization.jsonObject(with: lines[0])
    let events = try lines.dropFirst().map { line in
      let parts = try #require(try JSONSerialization.jsonObject(with: line) as? [Any])
      return Event(
        time: try #require(parts[0] as? Double), kind: try #require(parts[1] as? String),
        data: try #require(parts[2] as? String))
    }
    return (try #require(header as? [String: Any]), events)
  }

  @Test("a header, the changes with their times, and the cursor shown again at the end")
  func events() throws {
    var recording = Recording(size: size, title: "\"x\" \\ \u{1B} 漢")
    recording.add(frame("ab"), at: 100, depth: .none)
    recording.add(frame("ab"), at: 100.5, depth: .none)
    recording.add(frame("aB"), at: 101.25, depth: .none)
    let (header, events) = try lines(recording)
    #expect(header["version"] as? Int == 2)
    #expect(header["width"] as? Int == 4)
    #expect(header["height"] as? Int == 2)
    #expect(header["title"] as? String == "\"x\" \\ \u{1B} 漢")
    #expect(
      events == [
        Event(time: 0, kind: "o", data: "\u{1B}[?25l\u{1B}[0m\u{1B}[2J\u{1B}[1;1Hab"),
        Event(time: 1.25, kind: "o", data: "\u{1B}[1;2HB"),
        Event(time: 1.25, kind: "o", data: "\u{1B}[2;1H\u{1B}[?25h"),
      ])
  }

  @Test("idle time is cut, time never goes back")
  func times() throws {
    var recording = Recording(size: size, title: "", idleLimit: 0.5)
    let times = [7, 7.25, 60, 59, 59.125, .infinity, .nan, 59.375]
    for (index, time) in times.enumerated() {
      recording.add(frame("\(index)"), at: time, depth: .none)
    }
    let found = try lines(recording).events.map(\.time)
    #expect(found == [0, 0.25, 0.75, 0.75, 0.875, 0.875, 0.875, 1.125, 1.125])
  }

  @Test("a frame of another size resizes the terminal and is drawn whole")
  func resizing() throws {
    var recording = Recording(size: size, title: "")
    recording.add(frame("ab"), at: 0, depth: .none)
    recording.add(frame("ab", size: Size(width: 6, height: 3)), at: 1, depth: .none)
    let (_, events) = try lines(recording)
    #expect(events[1] == Event(time: 1, kind: "r", data: "6x3"))
    #expect(events[2].data == "\u{1B}[0m\u{1B}[2J\u{1B}[1;1Hab")
    #expect(events[3].data == "\u{1B}[3;1H\u{1B}[?25h")
  }

  @Test("another number of colours draws everything anew")
  func depths() throws {
    var recording = Recording(size: size, title: "")
    recording.add(frame("ab"), at: 0, depth: .none)
    recording.add(frame("ab"), at: 1, depth: .trueColor)
    #expect(try lines(recording).events.count == 3)
  }

  @Test("a full recording takes nothing more and stays whole")
  func fullness() throws {
    var recording = Recording(size: size, title: "", idleLimit: 2, byteLimit: 400)
    for index in 0..<100 {
      recording.add(frame("\(index)"), at: Double(index), depth: .none)
    }
    #expect(recording.isFull)
    #expect(recording.text.utf8.count <= 400)
    let (_, events) = try lines(recording)
    #expect((4..<20).contains(events.count))
    let text = recording.text
    recording.add(frame("zz"), at: 1000, depth: .none)
    #expect(recording.text == text)
  }

  @Test("an empty recording is a header")
  func nothing() throws {
    let (header, events) = try lines(Recording(size: size, title: "t"))
    #expect(header.count == 4)
    #expect(events == [])
  }
}

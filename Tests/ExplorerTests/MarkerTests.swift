import Canvas
import Testing

@testable import Explorer

@Suite("Markers")
struct MarkerTests {
  @Test("each run has a different sign one column wide, with an ASCII stand-in")
  func markers() {
    #expect(Set(Marker.runs.map(\.glyph)).count == Marker.runs.count)
    #expect(Set(Marker.runs.map(\.letter)).count == Marker.runs.count)
    #expect(Marker.runs.count >= Palette.count)
    for marker in Marker.runs + [.start, .minimum, .saddle] {
      #expect(Canvas.width(of: String(marker.glyph)) == 1)
      #expect(!marker.glyph.properties.isEmoji)
      #expect(marker.letter.isASCII)
      #expect(marker.scalar(asciiOnly: true) == marker.letter)
    }
    #expect(Marker.run(Marker.runs.count) == Marker.run(0))
  }

  @Test("no place on the map has the sign of a run or of another place")
  func places() {
    let all = Marker.runs + [.start, .minimum, .saddle]
    #expect(Set(all.map(\.glyph)).count == all.count)
    #expect(Set(all.map(\.letter)).count == all.count)
  }
}

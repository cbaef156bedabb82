import Canvas
import Testing

@testable import Terminal

@Suite struct PaletteTableTests {
  /// A number of different colours, none of them a standard one.
  private func colors(_ count: Int) -> [Color] {
    (0..<count).map { Color(red: UInt8($0 % 250), green: 3, blue: UInt8($0 / 250)) }
  }

  @Test func neverRedefinesTheUsersColors() {
    var palette = PaletteTable()
    #expect(palette.redefined.isEmpty)
    for color in colors(300) { _ = palette.assign(color) }
    #expect(palette.redefined.map(\.index) == Array(16..<256))
  }

  @Test func doesNotTrustStandardColors() {
    // A user may have changed them.
    var palette = PaletteTable()
    #expect(palette.assign(XtermColors.all[200])?.isNew == true)
  }

  @Test func givesEachColorItsOwnEntry() throws {
    var palette = PaletteTable()
    let indices = colors(240).compactMap { palette.assign($0)?.index }
    #expect(Set(indices) == Set(16..<256))
    let another = palette.assign(Color(0x123456))
    #expect(another == nil)
    #expect(palette.redefined.count == 240)
  }

  @Test func reusesEntriesThatAreNotKept() throws {
    var palette = PaletteTable()
    let all = colors(240)
    for color in all { _ = palette.assign(color) }
    let kept = Set(all.prefix(239))
    let places = kept.map { palette[$0] }
    palette.keep(only: kept)
    #expect(kept.map { palette[$0] } == places)
    #expect(palette[all[239]] == nil)
    // The free entry still shows this colour.
    let again = palette.assign(all[239])
    #expect(again?.isNew == false)
    palette.keep(only: kept)
    let other = palette.assign(Color(0x123456))
    #expect(other?.isNew == true)
    let tooMany = palette.assign(Color(0x123457))
    #expect(tooMany == nil)
    let nearest = try #require(palette.nearest(to: Color(0x123457)))
    #expect(nearest == palette[Color(0x123456)])
  }
}

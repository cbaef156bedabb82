import Calculus
import Canvas
import Landscape
import TestSupport
import Testing

@testable import Explorer

struct ContourLabelTests {
  private func picture(
    _ text: String = "x^2 + 2y^2", cells: Size = Size(width: 82, height: 30),
    contours: Appearance.Contours = .bandsAndLines, glyphs: GlyphSet = .quadrant,
    depth: ColorDepth = .trueColor
  ) throws -> MapPicture {
    let formula = try Formula(text)
    let key = MapPicture.Key(
      loss: .formula(formula), parameters: [:], domain: Domain(x: -6...6, y: -4...4),
      cells: cells, glyphs: glyphs, contours: contours, ramp: .magma, levels: .auto, depth: depth,
      background: .dark)
    return MapPicture(key: key, function: formula.compiled())
  }

  @Test(.slow, arguments: GlyphSet.allCases)
  func someLinesCarryTheirValues(_ glyphs: GlyphSet) throws {
    for depth in ColorDepth.allCases {
      let picture = try picture(glyphs: glyphs, depth: depth)
      #expect((2...8).contains(picture.labels.count), "\(depth)")
      let texts = NumberList(picture.levels.thresholds).texts
      for label in picture.labels {
        #expect(label.text == " \(texts[label.level]) ")
        #expect(label.band == label.level || label.band == label.level + 1)
        // The loss in the middle of the label is between the levels around its own.
        let column = (Double(label.column) + Double(label.text.count) / 2) / 82
        let loss = picture.key.loss.function().value(
          at: picture.key.domain.point(column, 1 - (Double(label.row) + 0.5) / 30))
        let band = try #require(picture.levels.band(of: loss))
        #expect(abs(band - label.level) <= 1)
      }
    }
  }

  @Test func theyAreWellApartAndInsideTheMap() throws {
    let labels = try picture(cells: Size(width: 150, height: 50)).labels
    #expect(labels.count > 3)
    for (index, label) in labels.enumerated() {
      #expect(label.column >= 2 && label.columns.upperBound <= 148)
      #expect(label.row >= 1 && label.row < 49)
      for other in labels.dropFirst(index + 1) where other.row == label.row {
        #expect(!other.columns.overlaps(label.columns))
      }
    }
  }

  @Test func onlyLargeMapsWithLinesHaveThem() throws {
    #expect(try picture(cells: Size(width: 49, height: 30)).labels.isEmpty)
    #expect(try picture(cells: Size(width: 82, height: 13)).labels.isEmpty)
    #expect(try picture(contours: .bands).labels.isEmpty)
    #expect(try !picture(contours: .lines).labels.isEmpty)
    #expect(try picture("1").labels.isEmpty)
    #expect(try picture("log(-1-x^2)").labels.isEmpty)
    #expect(try picture(cells: Size(width: 0, height: 0)).labels.isEmpty)
  }

  @Test func aPathOrASignRemovesAWholeLabel() throws {
    let picture = try picture()
    let label = try #require(picture.labels.first)
    let area = Rectangle(column: 3, row: 2, width: 82, height: 30)
    let theme = Theme(depth: .trueColor, runs: 1)
    func text(_ raster: Raster, _ signs: [MapSign] = []) -> String {
      var frame = Frame(size: Size(width: 90, height: 40))
      frame.draw(
        [label], over: raster, besides: signs, in: area, picture: picture, theme: theme)
      return frame.plainText.filter { !$0.isWhitespace }
    }
    let value = label.text.trimmingPrefix(" ").prefix { $0 != " " }
    #expect(text(picture.raster) == value)
    var crossed = picture.raster
    let last = (label.columns.upperBound - 1) * 2 + 1
    crossed.set(x: last, y: label.row * 2, to: Pixel(Color(0xFFFFFF), layer: .ghost))
    #expect(text(crossed) == "")
    var beside = picture.raster
    beside.set(x: last + 1, y: label.row * 2, to: Pixel(Color(0xFFFFFF), layer: .trail))
    #expect(text(beside) == value)
    let sign = MapSign(
      column: area.column + label.column, row: area.row + label.row, glyph: "×", style: .plain)
    #expect(text(picture.raster, [sign]) == "")
  }

  @Test func labelsAreReadable() {
    for ramp in [Ramp.magma, .viridis, .cividis, .gray] {
      for depth in [ColorDepth.trueColor, .indexed256] {
        let theme = Theme(depth: depth, runs: 1)
        let shades = ramp.shades(count: 15, depth: depth)
        for (level, line) in shades.lines.enumerated() {
          for band in [shades.bands[level], shades.bands[level + 1]] {
            let style = theme.label(on: band, line: line)
            let contrast = style.foreground.flatMap { ink in band.map { ink.contrast(with: $0) } }
            #expect(contrast ?? 0 >= 2.9)
          }
        }
      }
    }
  }

  @Test func aShortLegendKeepsItsEndsAndTheLabelledLevels() throws {
    let picture = try picture()
    let all = Array(picture.levels.thresholds.indices)
    let wanted = Set(picture.labels.map(\.level) + [0, all.count - 1])
    #expect(wanted.count < all.count)
    for limit in 1...all.count + 1 {
      let levels = picture.legendLevels(limit: limit)
      #expect(levels.count == min(limit, all.count), "\(limit)")
      #expect(levels == Set(levels).sorted() && levels.allSatisfy(all.contains))
      if limit >= wanted.count { #expect(wanted.isSubset(of: levels), "\(limit)") }
    }
  }
}

struct ThinnedContourTests {
  @Test func shortGapsAreClosedAndShortRunsLeftOut() {
    func evened(_ runs: [(Bool, Int)]) -> [Range<Int>] {
      ThinnedContours.evened(runs.flatMap { Array(repeating: $0.0, count: $0.1) })
    }
    #expect(evened([(true, 5)]) == [0..<5])
    #expect(evened([(false, 9)]).isEmpty)
    // All of a line that mostly has room, nothing of a line that mostly has not.
    #expect(evened([(true, 60), (false, 40)]) == [0..<100])
    #expect(evened([(true, 29), (false, 71)]).isEmpty)
    // Otherwise short gaps are closed, and short runs left out.
    #expect(evened([(true, 50), (false, 47), (true, 50), (false, 150)]) == [0..<147])
    #expect(evened([(true, 60), (false, 60), (true, 10), (false, 50)]) == [0..<60])
  }

  @Test func aLineIsOnePixelWide() {
    let projection = Projection(
      domain: .standard, cells: Rectangle(column: 0, row: 0, width: 20, height: 20),
      glyphs: .quadrant)
    let points = (0...60).map { Point(0.25 + Double($0) * 0.3, 3 + Double($0) * 0.21) }
    let pixels = ThinnedContours.Stretch(points: points, level: 0).pixels(in: projection)
    for (before, after) in zip(pixels, pixels.dropFirst()) {
      #expect(max(abs(before.x - after.x), abs(before.y - after.y)) == 1)
    }
    for (before, after) in zip(pixels, pixels.dropFirst(2)) {
      #expect(max(abs(before.x - after.x), abs(before.y - after.y)) == 2)
    }
  }
}

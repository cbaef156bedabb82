import Calculus
import Canvas
import Input
import Landscape
import TestSupport
import Testing

@testable import Explorer

@Suite struct MapImageTests {
  private let cell = CellSize(width: 8, height: 16)!

  private func image(
    _ text: String, domain: Domain = Domain(x: -2...2, y: -1...1),
    cells: Size = Size(width: 24, height: 6), contours: Appearance.Contours = .bandsAndLines,
    ramp: Ramp = .magma
  ) throws -> (picture: MapPicture, image: PixelImage, function: CompiledFormula) {
    let formula = try Formula(text)
    let key = MapPicture.Key(
      loss: .formula(formula), parameters: [:], domain: domain, cells: cells, glyphs: .quadrant,
      contours: contours, ramp: ramp, levels: .linear, depth: .trueColor, background: .dark)
    let function = formula.compiled()
    let picture = MapPicture(key: key, function: function)
    let image = MapImage(
      key: MapImage.Key(map: key, cell: cell), picture: picture, function: function)
    return (picture, image.pixels, function)
  }

  /// The ink of a pixel.
  private func ink(_ image: PixelImage, _ x: Int, _ y: Int) -> PixelImage.Ink {
    image.inks[Int(image.pixels[y * image.width + x])]
  }

  private func point(_ image: PixelImage, _ x: Int, _ y: Int, _ domain: Domain) -> Point {
    domain.point(
      (Double(x) + 0.5) / Double(image.width), 1 - (Double(y) + 0.5) / Double(image.height))
  }

  @Test func hasAllPixelsOfItsCells() throws {
    let image = try image("x^2 + y^2").image
    #expect(image.width == 24 * 8 && image.height == 6 * 16)
    #expect(image.pixels.allSatisfy { Int($0) < image.inks.count })
  }

  @Test func theBandOfEveryPixelIsThatOfItsLoss() throws {
    let domain = Domain(x: -2...2, y: -1...1)
    let (picture, image, function) = try image("x^2 + 3y^2 + x*y", contours: .bands)
    let bands = picture.shades.bands
    var mixed = 0
    for y in 0..<image.height {
      for x in 0..<image.width {
        let here = ink(image, x, y)
        let loss = function.value(at: point(image, x, y, domain))
        guard let band = bands.firstIndex(of: here.color) else {
          mixed += 1
          continue
        }
        // Where it is not a mixture, it is at most the width of a pixel from the border.
        let near = [-1, 1].flatMap { step in
          [
            function.value(at: point(image, x + step, y, domain)),
            function.value(at: point(image, x, y + step, domain)),
          ]
        }
        let around = Set((near + [loss]).compactMap { picture.levels.band(of: $0) })
        #expect(around.contains(band), "\(x), \(y)")
      }
    }
    #expect(mixed > 0, "edges are smooth")
    #expect(Double(mixed) < 0.2 * Double(image.pixels.count))
  }

  @Test func linesRunWhereTheLossHasTheirLevel() throws {
    let domain = Domain(x: -2...2, y: -1...1)
    let (picture, image, _) = try image("x")
    let bands = picture.shades.bands
    let row = image.height / 2
    let level = try #require(picture.levels.thresholds.first { $0 > -1 && $0 < 1 })
    let place = (level - domain.x.lowerBound) / domain.width * Double(image.width)
    // The line is there, and half a band beside it is none.
    #expect(!bands.contains(ink(image, Int(place), row).color))
    let step = picture.levels.thresholds[1] - picture.levels.thresholds[0]
    let half = step / 2 / domain.width * Double(image.width)
    #expect(bands.contains(ink(image, Int(place + half), row).color))
    #expect(bands.contains(ink(image, Int(place - half), row).color))
  }

  @Test func whereTheLossIsUndefinedThereIsAHatchThatNoBandHas() throws {
    let (picture, image, _) = try image("log(x) + y")
    let left = (0..<image.height).flatMap { y in (0..<image.width / 2 - 2).map { ink(image, $0, y) }
    }
    #expect(Set(left).count == 2)
    #expect(Set(left.map(\.color)).isDisjoint(with: Set(picture.shades.bands.compactMap { $0 })))
    let right = (0..<image.height).flatMap { y in
      (image.width / 2 + 2..<image.width).map { ink(image, $0, y) }
    }
    #expect(Set(left).isDisjoint(with: Set(right)))
  }

  @Test func aSurfaceThatIsNowhereDefinedIsHatched() throws {
    let image = try image("sqrt(-1 - x^2 - y^2)").image
    #expect(Set(image.pixels).count == 2)
  }

  @Test func infinityIsNotABand() throws {
    let (_, image, _) = try image("exp(1000x) + y")
    #expect(
      ink(image, image.width - 2, 2) == image.inks[image.inks.count - 1]
        || Set((0..<8).map { ink(image, image.width - 1 - $0, 2) }).count == 2)
  }

  @Test func withoutBandsOnlyLinesAreSeen() throws {
    let image = try image("x^2 + y^2", contours: .lines).image
    let seen = image.pixels.filter { image.inks[Int($0)].opacity > 0 }.count
    #expect(seen > 0 && seen < image.pixels.count / 3)
  }

  @Test(arguments: [0, 1, 14, 18, 40, 60, 100, 128])
  func thereAreEnoughInksForEveryNumberOfLevels(count: Int) {
    let colors = (0...count).map { Color(UInt32($0) << 8) }
    let inks = MapInks(
      Shades(bands: colors, lines: (0..<count).map { Color(UInt32($0)) }), background: .dark)
    #expect(inks.all.count <= 256)
    for level in 0..<count {
      #expect(inks.edge(above: level, share: 0) == UInt8(level))
      #expect(inks.edge(above: level, share: 1) == UInt8(level + 1))
      for share in stride(from: 0.0, through: 1, by: 0.1) {
        #expect(Int(inks.edge(above: level, share: share)) < inks.all.count)
      }
      for cover in stride(from: 0, through: 255, by: 5) {
        for isAbove in [false, true] {
          let ink = inks.line(level, isAbove: isAbove, cover: UInt8(cover))
          #expect(ink.map { Int($0) < inks.all.count } ?? true)
        }
      }
    }
  }

  @Test func everyTrailKeepsItsContrastToTheLines() {
    for ramp in [Ramp.magma, .viridis, .cividis, .gray] {
      let inks = MapInks(ramp.shades(count: 13, depth: .trueColor), background: .dark)
      for ink in inks.all {
        for run in 0..<8 {
          let trail = Palette.trail(run, depth: .trueColor, on: .dark)
          #expect((trail?.contrast(with: ink.color) ?? 0) >= 2.95, "\(ramp) \(run)")
        }
      }
    }
  }
}

/// When the explorer draws its map as an image.
@Suite struct PixelViewTests {
  private func state(_ change: (inout ExplorerState) throws -> Void = { _ in }) throws
    -> ExplorerState
  {
    var state = try ExplorerState.paused(size: Size(width: 80, height: 24), step: 10)
    _ = state.handle(.display(depth: .trueColor, glyphs: .sextant, showsImages: true))
    _ = state.handle(.cellSize(CellSize(width: 8, height: 16)!))
    state.appearance.fix(.pixels)
    try change(&state)
    state.look()
    return state
  }

  private func underlays(_ state: ExplorerState, _ images: Painter.Images = .any) -> [Underlay] {
    var painter = Painter()
    return painter.drawing(of: state, images: images).frame.underlays
  }

  /// In a terminal that draws images well they are the default, and a choice of glyphs stays one.
  @Test func imagesAreTheDefaultWhereTheyAreDrawnWell() throws {
    var state = try ExplorerState.paused(size: Size(width: 80, height: 24), step: 10)
    _ = state.handle(.cellSize(CellSize(width: 8, height: 16)!))
    let display = Event.display(
      depth: .trueColor, glyphs: .sextant, showsImages: true, prefersImages: true)
    _ = state.handle(display)
    state.look()
    #expect(underlays(state).count == 1 && state.commandLine.contains("--glyphs pixels"))
    try state.type("g")
    #expect(underlays(state).isEmpty && state.appearance.mapGlyphs == .set(.quadrant))
    #expect(state.commandLine.contains("--glyphs quadrant"))
    _ = state.handle(display)
    #expect(underlays(state).isEmpty, "the choice counts")
    var other = try ExplorerState.paused(size: Size(width: 80, height: 24), step: 10)
    _ = other.handle(.cellSize(CellSize(width: 8, height: 16)!))
    _ = other.handle(.display(depth: .trueColor, glyphs: .sextant, showsImages: true))
    #expect(underlays(other).isEmpty && !other.commandLine.contains("pixels"))
  }

  @Test func theImageFillsTheMapBelowPathsAndSigns() throws {
    let state = try state()
    var painter = Painter()
    let frame = painter.drawing(of: state, images: .any).frame
    let underlay = try #require(frame.underlays.first)
    let interior = try #require(state.sight.shown.map?.cells)
    #expect(underlay.cells == interior)
    #expect(underlay.image.width == interior.width * 8)
    #expect(underlay.image.height == interior.height * 16)
    // Everything outside has a background, most of the map has none.
    var open = 0
    for row in 0..<frame.size.height {
      for column in 0..<frame.size.width where frame[column, row].style.background == nil {
        #expect(interior.contains(column: column, row: row))
        open += 1
      }
    }
    #expect(open > interior.width * interior.height / 2)
    let plain = painter.drawing(of: state).frame
    #expect(plain.underlays.isEmpty)
    var sextants = state
    sextants.appearance.fix(.set(.sextant))
    #expect(plain == painter.drawing(of: sextants, images: .any).frame)
  }

  @Test func everyMapHasTheSameImage() throws {
    let state = try state { $0.sight.size = Size(width: 120, height: 40) }
    let underlays = underlays(state)
    #expect(underlays.count == 4)
    #expect(Set(underlays.map(\.image)).count == 1)
    #expect(Set(underlays.map(\.cells)).count == 4)
  }

  @Test func aStepChangesNoImage() throws {
    var state = try state()
    var painter = Painter()
    let before = painter.drawing(of: state, images: .any).frame
    try state.type("→")
    let after = painter.drawing(of: state, images: .any).frame
    #expect(before != after && before.underlays == after.underlays)
    try state.type("z")
    #expect(painter.drawing(of: state, images: .any).frame.underlays != before.underlays)
  }

  @Test func whileTheTerminalIsBusyAnotherMapIsDrawnInGlyphs() throws {
    var state = try state()
    var painter = Painter()
    #expect(painter.drawing(of: state, images: .shown).frame.underlays.isEmpty)
    let first = painter.drawing(of: state, images: .any).frame.underlays
    #expect(painter.drawing(of: state, images: .shown).frame.underlays == first)
    try state.type("z")
    let busy = painter.drawing(of: state, images: .shown).frame
    #expect(busy.underlays.isEmpty)
    #expect(busy == painter.drawing(of: state).frame)
    #expect(!painter.drawing(of: state, images: .any).frame.underlays.isEmpty)
  }

  @Test(.slow) func otherViewsAndPanelsOverTheMapHaveNoImage() throws {
    for keys in ["?", "s", "V", "a", "?<Esc>", "w"] {
      let state = try state { try $0.type(keys) }
      let hasImage = !underlays(state).isEmpty
      #expect(hasImage == ["?<Esc>", "w"].contains(keys), "\(keys)")
    }
  }

  @Test func withoutTheMeansThereAreGlyphs() throws {
    let changes: [(inout ExplorerState) -> Void] = [
      { _ = $0.handle(.display(depth: .trueColor, glyphs: .sextant, showsImages: false)) },
      { _ = $0.handle(.display(depth: .indexed256, glyphs: .sextant, showsImages: true)) },
      { $0.appearance.cellSize = nil }, { $0.appearance.glyphs = .ascii },
    ]
    for change in changes {
      let state = try state(change)
      #expect(underlays(state).isEmpty)
    }
  }

  @Test func theKeyPassesThroughAllGlyphsAndPixels() throws {
    var state = try state()
    let first = state.appearance
    var seen: Set<MapGlyphs> = []
    for _ in MapGlyphs.allCases {
      seen.insert(state.appearance.mapGlyphs)
      try state.type("g")
    }
    #expect(seen == Set(MapGlyphs.allCases))
    #expect(state.appearance.mapGlyphs == .pixels)
    #expect(state.appearance == first, "paths are in the finest glyphs again")
    #expect(state.commandLine.contains("--glyphs pixels"))
    try state.type("g")
    #expect(!state.commandLine.contains("pixels"))
  }

  @Test func ownBackgroundsDifferFromTheTerminalsByATrace() throws {
    let state = try state { _ = $0.handle(.background(Color(0x1E1E1E))) }
    #expect(state.appearance.ground == Color(0x1E1E1F))
    let white = try self.state { _ = $0.handle(.background(Color(0xFFFFFF))) }
    #expect(white.appearance.ground == Color(0xFFFFFE))
    #expect(white.appearance.background == .light)
  }
}

import Calculus
import Canvas
import Landscape
import TestSupport
import Testing

@testable import Explorer

struct ReliefTests {
  private func relief(
    _ text: String = "x^2 + 2y^2", camera: Camera = .standard,
    cells: Size = Size(width: 80, height: 30), glyphs: GlyphSet = .quadrant,
    depth: ColorDepth = .trueColor, ramp: Ramp = .magma
  ) throws -> ReliefPicture {
    let formula = try Formula(text)
    let key = MapPicture.Key(
      loss: .formula(formula), parameters: [:], domain: Domain(x: -2...2, y: -2...2),
      cells: cells, glyphs: glyphs, contours: .bandsAndLines, ramp: ramp, levels: .linear,
      depth: depth, background: .dark)
    let function = formula.compiled()
    return ReliefPicture(
      map: MapPicture(key: key, function: function), camera: camera, function: function)
  }

  // MARK: - Places on the screen

  @Test(.slow) func aLargerLossIsHigherOnTheScreen() throws {
    for elevation in [15.0, 40, 80] {
      let picture = try relief(camera: Camera(azimuth: 20, elevation: elevation))
      let low = picture.place(of: Point(0, 0), loss: 2)
      let high = picture.place(of: Point(0, 0), loss: 9)
      #expect(high.pixel.y < low.pixel.y)
      #expect(abs(high.pixel.x - low.pixel.x) < 1e-9)
      #expect(high.depth > low.depth)
    }
  }

  @Test func fromAboveItIsTheMap() throws {
    let picture = try relief(camera: Camera(azimuth: 0, elevation: 90))
    let places = [Point(-1, 1), Point(1, 1), Point(-1, -1)].map {
      picture.place(of: $0, loss: 3).pixel
    }
    #expect(places[0].x < places[1].x && abs(places[0].y - places[1].y) < 1e-9)
    #expect(places[0].y < places[2].y && abs(places[0].x - places[2].x) < 1e-9)
    // A pixel is twice as high as wide: the square is a square on the screen.
    let (across, down) = (places[1].x - places[0].x, places[2].y - places[0].y)
    #expect(abs(across - 2 * down) < 1e-9)
  }

  @Test func turningWalksAroundTheSurface() throws {
    let right = try relief(camera: Camera(azimuth: 90, elevation: 50))
    let origin = right.place(of: Point(0, 0), loss: 0).pixel
    // y grows to the right and x towards the viewer.
    #expect(right.place(of: Point(0, 1), loss: 0).pixel.x > origin.x + 1)
    #expect(right.place(of: Point(1, 0), loss: 0).pixel.y > origin.y + 1)
  }

  @Test(.slow, arguments: [0.0, 30, 60, 90, 135, 200, 270, 330])
  func axesAreNamedBesideTheBlock(_ azimuth: Double) throws {
    let picture = try relief(camera: Camera(azimuth: azimuth, elevation: 40))
    let names = picture.axisNames(isASCII: true)
    #expect(!names.isEmpty)
    for name in names {
      let isX = name.text.contains("x")
      // The direction in which the coordinate grows, from a step along it.
      let seen = picture.projection.turned(isX ? Point(1, 0) : Point(0, 1)).across
      #expect(name.text == (seen > 0 ? (isX ? "x >" : "y >") : isX ? "< x" : "< y"))
      // No part of the surface is below it.
      let cells = name.column..<name.column + 3
      #expect(cells.allSatisfy { picture.point(seenInCell: $0, name.row) == nil })
    }
  }

  @Test(.slow) func aWholeTurnChangesNothing() throws {
    let camera = Camera(azimuth: 37, elevation: 44)
    #expect(camera.moved(azimuth: 360) == camera)
    #expect(camera.moved(azimuth: -720) == camera)
    let picture = try relief(camera: camera)
    #expect(picture.seen(from: camera.moved(azimuth: 360)).raster == picture.raster)
    #expect(picture.seen(from: camera.moved(azimuth: 90)).raster != picture.raster)
    #expect(
      picture.seen(from: .standard).raster == (try relief(camera: .standard)).raster)
  }

  @Test func camerasStayWithinBounds() {
    #expect(Camera(azimuth: 0, elevation: -50).elevation == 15)
    #expect(Camera(azimuth: 0, elevation: 200).elevation == 90)
    #expect(Camera(azimuth: .nan, elevation: .infinity) == .standard)
    #expect(abs(Camera(azimuth: 1000, elevation: 40).azimuth) <= 180)
    #expect(Camera.standard.moved(elevation: 1000).moved(elevation: -1000).elevation == 15)
  }

  // MARK: - Hidden points

  @Test func pointsBehindARidgeAreHidden() throws {
    let ridge = "4exp(-8y^2)"
    let function = try Formula(ridge).compiled()
    func place(_ picture: ReliefPicture, _ point: Point) -> ReliefPlace {
      picture.place(of: point, loss: function.value(at: point))
    }
    let low = try relief(ridge, camera: Camera(azimuth: 0, elevation: 20))
    #expect(!low.isVisible(place(low, Point(0, 0.6))))
    #expect(low.isVisible(place(low, Point(0, 0))))
    #expect(low.isVisible(place(low, Point(0, -1))))
    // The other side hides the other slope, and from above nothing is hidden.
    let back = low.seen(from: Camera(azimuth: 180, elevation: 20))
    #expect(back.isVisible(place(back, Point(0, 0.6))))
    #expect(!back.isVisible(place(back, Point(0, -0.6))))
    let above = low.seen(from: Camera(azimuth: 0, elevation: 90))
    for y in stride(from: -1.9, through: 1.9, by: 0.2) {
      #expect(above.isVisible(place(above, Point(0.3, y))))
    }
  }

  @Test func theSurfaceDoesNotHideItself() throws {
    let picture = try relief("sin(2x) + cos(3y)", camera: Camera(azimuth: 25, elevation: 75))
    for index in 0..<400 {
      let point = picture.map.key.domain.point(
        0.02 + 0.96 * Double(index % 20) / 19, 0.02 + 0.96 * Double(index / 20) / 19)
      let place = try #require(picture.ground(at: point))
      #expect(picture.isVisible(place), "\(point)")
    }
  }

  @Test func thePointOfAPixelIsTheVisibleOne() throws {
    for camera in [Camera.standard, Camera(azimuth: 160, elevation: 70)] {
      let picture = try relief("sin(2x) + cos(3y)", camera: camera)
      var seen = 0
      for y in 0..<picture.raster.height {
        for x in 0..<picture.raster.width {
          guard let point = picture.point(seenAt: x, y) else { continue }
          seen += 1
          let place = try #require(picture.ground(at: point))
          #expect(abs(place.pixel.x - Double(x) - 0.5) < 0.5)
          // Points are drawn slightly above the surface, and between nodes the mesh is flat where
          // the heights are not.
          #expect(abs(place.pixel.y - Double(y) - 0.5) < 1.5)
        }
      }
      #expect(seen > 1000)
    }
  }

  @Test(.slow) func undefinedPartsAreHoles() throws {
    let whole = try relief("x^2 + y^2")
    let holed = try relief("x^2 + y^2 + 0*log(x^2 + y^2 - 1)")
    func painted(_ picture: ReliefPicture) -> Int {
      picture.raster.pixels.count { $0.layer != .empty }
    }
    #expect(painted(holed) < painted(whole))
    #expect(holed.ground(at: Point(0, 0)) == nil)
    #expect(holed.ground(at: Point(1.5, 1.5)) != nil)
    #expect(whole.ground(at: Point(2.1, 0)) == nil)
    #expect(painted(try relief("log(-1-x^2)", glyphs: .sextant)) >= 0)
  }

  // MARK: - Heights

  @Test(arguments: LevelMode.allCases)
  func heightsRiseWithTheLossAndKeepItsBand(_ mode: LevelMode) throws {
    let function = try Formula("100(y - x^2)^2 + (1 - x)^2").compiled()
    let grid = Grid(function, domain: Domain(x: -2...2, y: -1...3), width: 60, height: 60)
    let levels = ContourLevels(for: grid, mode: mode)
    let scale = HeightScale(levels: levels, losses: grid.finiteRange)
    var previous = -Double.infinity
    for loss in grid.values.sorted() {
      let height = scale.height(of: loss)
      // Up to the rounding of a cubic.
      #expect(height >= previous - 1e-12)
      #expect(min(Int(height), levels.thresholds.count) == levels.band(of: loss))
      #expect((-1e-12...1 + 1e-12).contains(scale.fraction(of: height)))
      previous = height
    }
    #expect(scale.height(of: .nan).isNaN)
    #expect(scale.height(of: .infinity) == scale.range.upperBound)
    #expect(scale.height(of: -.infinity) == scale.range.lowerBound)
  }

  @Test func extremeLossesHaveHeights() {
    let ranges: [ClosedRange<Double>] = [
      -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude, 0...1e-300, 1...1,
      0...Double.leastNonzeroMagnitude,
    ]
    for range in ranges {
      let middle = range.lowerBound / 2 + range.upperBound / 2
      let levels = ContourLevels(mode: .linear, thresholds: [middle])
      let scale = HeightScale(levels: levels, losses: range)
      for loss in [range.lowerBound, middle, range.upperBound] {
        #expect(scale.fraction(of: scale.height(of: loss)).isFinite)
      }
    }
    let none = HeightScale(levels: ContourLevels(mode: .linear, thresholds: []), losses: nil)
    #expect(none.fraction(of: none.height(of: 3)) == 0)
  }

  // MARK: - Colours

  @Test(.slow) func everyTrailIsVisibleAndPalettesSuffice() throws {
    for ramp in [Ramp.magma, .viridis, .cividis, .gray, .paper] {
      for depth in [ColorDepth.indexed256, .trueColor] {
        let picture = try relief("sin(3x) + cos(2y)", depth: depth, ramp: ramp)
        let colors = Set(picture.raster.pixels.compactMap(\.color))
        #expect(colors.count < 130)
        let trails = (0..<Palette.count).compactMap {
          Palette.trail($0, depth: depth, on: ramp.ground ?? .dark)
        }
        let contrasts = colors.flatMap { color in trails.map { $0.contrast(with: color) } }
        #expect(contrasts.min() ?? 0 >= 3)
        if depth == .indexed256 {
          for color in colors { #expect(color.shown(at: .indexed256) == color) }
        }
      }
    }
  }

  // MARK: - Whole frames

  @Test(.slow, arguments: GlyphSet.allCases)
  func anySizeAnyDepthAnyAngle(_ glyphs: GlyphSet) throws {
    for (width, height) in [(0, 0), (1, 1), (2, 40), (21, 3)] {
      for depth in ColorDepth.allCases {
        let size = Size(width: width, height: height)
        let first = try relief(cells: size, glyphs: glyphs, depth: depth)
        for (azimuth, elevation) in [(-180.0, 90.0), (-45, 15), (0, 50), (90, 15)] {
          let picture = first.seen(from: Camera(azimuth: azimuth, elevation: elevation))
          #expect(picture.raster.width == width * glyphs.columns)
          #expect(picture.raster.height == height * glyphs.rows)
          _ = picture.isVisible(picture.place(of: Point(1, 1), loss: .infinity))
          #expect(picture.cell(of: picture.place(of: Point(1, 1), loss: .nan)) == nil)
        }
      }
    }
  }

  @Test func pathsAndSignsAreDrawn() throws {
    for depth in [ColorDepth.none, .eight, .trueColor] {
      let frame = try frame(depth: depth, isUTF8: depth != .none)
      let text = frame.plainText
      let expected: [Unicode.Scalar] = depth == .none ? ["o", "3", "4"] : ["○", "▲", "◆"]
      for sign in expected { #expect(text.unicodeScalars.contains(sign), "\(depth) \(sign)") }
      if depth == .none { #expect(text.unicodeScalars.contains { !$0.isASCII } == false) }
    }
  }

  @Test func aRunOutsideTheDomainIsAnArrowAtItsEdge() throws {
    let frame = try frame(depth: .none, isUTF8: true, keys: "1}}")
    #expect(frame.plainText.contains { "←→↑↓↖↗↘↙".contains($0) })
  }

  private func frame(depth: ColorDepth, isUTF8: Bool, keys: String = "") throws -> Frame {
    var state = try ExplorerState.paused(
      size: Size(width: 80, height: 24), step: 12, depth: depth, isUTF8: isUTF8)
    try state.type(keys)
    let layout = Layout(of: state)
    let area = try #require(layout.maps.first)
    let interior = layout.interior(of: area)
    let key = MapPicture.Key(
      loss: state.scene.surface.loss, parameters: [:],
      domain: state.domain(on: interior),
      cells: Size(width: interior.width, height: interior.height), glyphs: state.appearance.glyphs,
      contours: .bandsAndLines, ramp: .magma, levels: .auto, depth: depth,
      background: .dark)
    let picture = ReliefPicture(
      map: MapPicture(key: key, function: state.scene.function), camera: .standard,
      function: state.scene.function)
    var drawing = Drawing(size: state.size)
    drawing.drawRelief(
      state, runs: [0, 1, 2, 3], picture: picture, in: area, layout: layout,
      theme: Theme(depth: depth, runs: 4))
    return drawing.frame
  }
}

struct DomainPartTests {
  let domain = Domain(x: -1...1, y: -2...2)

  @Test func onlyTheInsideIsLeft() throws {
    let through = try #require(domain.part(from: Point(-3, 0), to: Point(3, 0)))
    #expect(through == (Point(-1, 0), Point(1, 0)))
    let far = try #require(domain.part(from: Point(0, 0), to: Point(1e308, 1e308)))
    #expect(far.0 == Point(0, 0) && (far.1 - Point(1, 1)).norm < 1e-9)
    let inside = try #require(domain.part(from: Point(0, 1), to: Point(0.5, -1)))
    #expect(inside == (Point(0, 1), Point(0.5, -1)))
    #expect(domain.part(from: Point(-3, 3), to: Point(3, 3)) == nil)
    #expect(domain.part(from: Point(-3, 0), to: Point(0, 9)) == nil)
    #expect(domain.part(from: Point(0, 0), to: Point(.nan, 0)) == nil)
    #expect(domain.part(from: Point(0, 0), to: Point(.infinity, 0)) == nil)
  }
}

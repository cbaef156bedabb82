import Calculus
import Canvas
import Comparison
import Landscape
import TestSupport
import Testing

@testable import Explorer

/// Surfaces of hostile scales in every view and pane: nothing crashes, nothing that varies is flat,
/// and every number shown is the actual number.
struct HostileScaleTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var formula: String
    var domain = Domain.standard
    var testDescription: String { "\(formula) on \(domain.ranges(fitting: 200))" }
  }

  static let cases: [Case] = [
    Case(formula: "1e300*(x^2+2y^2)"), Case(formula: "1e-300*(x^2+2y^2)"),
    Case(formula: "5e306*(x^2-y^2)"), Case(formula: "1e308*sin(x)*cos(y)"),
    Case(formula: "exp(10x)+exp(-10x)+y^2"), Case(formula: "exp(140x)+exp(140y)"),
    Case(formula: "exp(200x)+y^2"),
    Case(formula: "-1234567+x^2+y^2"), Case(formula: "1e15+x^2+y^2"),
    Case(formula: "959.64+1e-9*(x^2+y^2)"), Case(formula: "1/(x^2+y^2)^40"),
    Case(formula: "log(x^2+y^2)"), Case(formula: "sqrt(16-x^2-y^2)"),
    Case(formula: "x^2+2y^2", domain: Domain(x: -1e-10...1e-10, y: -1e-10...1e-10)),
    Case(formula: "x^2+2y^2", domain: Domain(x: -1e10...1e10, y: -1e10...1e10)),
    Case(formula: "x^2+2y^2", domain: Domain(x: -1e150...1e150, y: -1e150...1e150)),
    Case(formula: "x^2+2y^2", domain: Domain(x: 1e6...1000000.001, y: 0.9999...1.0001)),
  ]

  private func state(
    _ hostile: Case, size: Size, depth: ColorDepth = .trueColor, step: Int = 30
  ) throws -> ExplorerState {
    let surface = Surface.typed(formula: try Formula(hostile.formula), domain: hostile.domain)
    return try ExplorerState.paused(size: size, step: step, depth: depth) {
      $0 = Setup(surface: surface)
    }
  }

  private func expectPlainWords(_ text: String, _ place: String) {
    let words = text.lowercased().split { !$0.isLetter && $0 != "-" }
    #expect(!words.contains { ["nan", "-nan", "inf", "-inf"].contains($0) }, "\(place)\n\(text)")
  }

  @Test(.slow, arguments: cases)
  func viewsShowTheSurface(_ hostile: Case) throws {
    for size in [Size(width: 80, height: 24), Size(width: 120, height: 40)] {
      for view in Appearance.View.allCases where size.width == 80 {
        var state = try state(hostile, size: size)
        state.appearance.view = view
        var painter = Painter()
        let frame = painter.drawing(of: state).frame
        expectPlainWords(frame.plainText, "\(view)")
      }
      let state = try state(hostile, size: size)
      let key = MapPicture.Key(state, cells: Size(width: size.width / 2, height: size.height / 2))
      let map = MapPicture(key: key, function: state.scene.function)
      let relief = ReliefPicture(map: map, camera: .standard, function: state.scene.function)
      for raster in [map.raster, relief.raster] {
        let colors = (0..<raster.height).flatMap { y in
          (0..<raster.width).compactMap { raster[$0, y].layer == .band ? raster[$0, y].color : nil }
        }
        // Bands, none of which covers nearly all of the map.
        let counts = Dictionary(colors.map { ($0, 1) }, uniquingKeysWith: +).values
        #expect(counts.count >= 5, "\(size): flat")
        #expect(Double(counts.max() ?? 0) < 0.9 * Double(colors.count), "\(size): nearly flat")
      }
    }
  }

  @Test(.slow, arguments: cases)
  func panesCanBeRead(_ hostile: Case) throws {
    let closed = try state(hostile, size: Size(width: 100, height: 30), depth: .none)
    var painter = Painter()
    for key in ["X", "XX", "w", "a", "i", "t", "p"] {
      var state = closed
      try state.type(key)
      var slices = 0
      state.work {
        slices += 1
        return slices <= 2
      }
      expectPlainWords(state.text(by: &painter), key)
    }
  }

  /// Every number on the axes, in the legend and on the map reads back to its value.
  @Test(.slow, arguments: cases)
  func numbersOfAFrameReadBack(_ hostile: Case) throws {
    for size in [
      Size(width: 64, height: 18), Size(width: 80, height: 24), Size(width: 120, height: 40),
    ] {
      var state = try state(hostile, size: size)
      state.appearance.view = .overlay
      var painter = Painter()
      let frame = painter.drawing(of: state).frame
      let layout = Layout(of: state)
      let picture = MapPicture(
        key: MapPicture.Key(
          state,
          cells: Size(
            width: layout.interior(of: layout.maps[0]).width,
            height: layout.interior(of: layout.maps[0]).height)),
        function: state.scene.function)
      let thresholds = picture.levels.thresholds
      let offset = try #require(Double(picture.numbers.offset ?? "0"))
      let gaps = zip(thresholds, thresholds.dropFirst()).map { $1 - $0 } + [.infinity]
      let legend = layout.legend.map { frame.cropped(to: $0).plainText } ?? ""
      // The background of the piece of a line.
      let words = legend.split(separator: "\n").dropFirst().flatMap {
        $0.split(whereSeparator: \.isWhitespace)
      }
      let entries = zip(words, words.dropFirst()).filter { $0.0.hasSuffix("──") }.map(\.1)
      #expect(entries.count >= 2 || layout.legend == nil || legend.count < 200)
      for entry in entries {
        let number = try #require(Double(entry), "\(entry) in\n\(legend)")
        let isThere = thresholds.indices.contains { index in
          let gap = min(gaps[index], index > 0 ? gaps[index - 1] : .infinity)
          return abs(number - (thresholds[index] - offset)) <= gap / 5
        }
        #expect(isThere, "\(entry) of \(thresholds)")
      }
      // The ends of the map.
      let title = frame.cropped(to: layout.maps[0]).plainText.split(separator: "\n")[0]
      let shown = state.domain(on: layout.interior(of: layout.maps[0]))
      let ranges = shown.ranges(fitting: layout.maps[0].width - 6)
      #expect(title.contains(ranges) && !title.contains("…"), "\(ranges) in \(title)")
    }
  }
}

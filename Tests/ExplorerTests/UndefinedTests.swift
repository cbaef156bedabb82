import Calculus
import Canvas
import Comparison
import Landscape
import TestSupport
import Testing

@testable import Explorer

/// Parts of a map without a loss, and maps of one value.
struct UndefinedTests {
  private func picture(
    _ formula: String, depth: ColorDepth = .trueColor, over domain: Domain? = nil
  ) throws -> MapPicture {
    let state = try ExplorerState.paused(depth: depth) {
      $0 = Setup(surface: Surface.typed(formula: try Formula(formula)))
    }
    var key = MapPicture.Key(state, cells: Size(width: 40, height: 20))
    if let domain { key.domain = domain }
    return MapPicture(key: key, function: state.scene.function)
  }

  @Test(.slow, arguments: [ColorDepth.none, .eight, .indexed256, .trueColor])
  func whatIsUndefinedOrOverflowsIsHatched(_ depth: ColorDepth) throws {
    for formula in ["log(x)", "exp(1000x)", "1/(x > 0)"] {
      let picture = try picture(formula, depth: depth)
      #expect(picture.hasUndefined, "\(formula)")
      let hatch = picture.raster.pixels.filter { $0.mark == .max && $0.layer > .empty }
      let bare = picture.raster.pixels.filter { $0.layer == .empty }
      #expect(hatch.count > 50 && bare.count > 2 * hatch.count, "\(formula)")
      if depth == .trueColor {
        #expect(!picture.shades.bands.contains { $0 == hatch.first?.color })
      }
      let legend = picture.signLegend(known: [], isASCII: false)
      #expect(legend.contains("▨ undefined"))
    }
    let whole = try picture("x^2 + y^2", depth: depth)
    #expect(!whole.hasUndefined && !whole.raster.pixels.contains { $0.mark == .max })
    #expect(!whole.signLegend(known: [], isASCII: false).contains { $0.contains("undefined") })
  }

  @Test func aConstantSurfaceSaysSo() throws {
    let theme = Theme(depth: .trueColor, runs: 1)
    func legend(_ formula: String, over domain: Domain? = nil) throws -> String {
      try picture(formula, over: domain).levelLegend(theme: theme, width: 60).map(\.text).joined()
    }
    #expect(try legend("3 + 0*x") == "constant: 3 everywhere")
    #expect(try legend("log(x)", over: Domain(x: -3 ... -1, y: 0...2)) == "undefined everywhere")
    #expect(try legend("x").hasPrefix("linear"))
  }
}

import Calculus
import Canvas
import Landscape
import PNG

/// The bands of a surface as a picture in the file, where hills by the thousand would make shapes too
/// large.
struct PaintedGround {
  /// The picture as a PNG.
  let file: [UInt8]

  /// The most pixels: with all bands mixed at random, fewer than 200 kB in the file.
  private static let mostPixels = 240_000.0
  /// The most rows of data that may be read.
  private static let mostRows = 2e8

  /// - Parameter box: the place on the page, in CSS pixels.
  init(_ figure: Figure, in box: Box, levels count: Int) {
    let rows = Double(figure.scene.function.rowCount ?? 1)
    let most = min(PaintedGround.mostPixels, PaintedGround.mostRows / rows)
    let scale = min(2, (most / max(box.area, 1)).squareRoot())
    let grid = Grid(
      figure.scene.function, domain: figure.domain, width: max(1, Int(box.width * scale)),
      height: max(1, Int(box.height * scale)))
    let levels = ContourLevels(for: grid, mode: figure.levels, count: count)
    let bands = levels.bands(of: grid.values.map { $0.isFinite ? $0 : .nan })
    let colors = figure.theme.bands(levels.thresholds.count + 1)
    // The last one is that of no loss, through which the hatch is seen.
    let palette =
      colors.map { (red: $0.red, green: $0.green, blue: $0.blue, alpha: UInt8.max) }
      + [(red: 0, green: 0, blue: 0, alpha: 0)]
    let pixels = (0..<grid.height).reversed().flatMap { row in
      bands[row * grid.width..<(row + 1) * grid.width].map { min($0, UInt8(colors.count)) }
    }
    file = PNG.file(
      width: grid.width, height: grid.height, pixels: pixels, palette: palette, effort: 9)
  }

  func draw(in box: Box, into markup: inout Markup) {
    markup.add(
      "image",
      [
        "xmlns:xlink": "http://www.w3.org/1999/xlink", "x": box.x.length, "y": box.y.length,
        "width": box.width.length, "height": box.height.length, "preserveAspectRatio": "none",
        "xlink:href": "data:image/png;base64,\(Base64.text(file))",
      ])
  }
}

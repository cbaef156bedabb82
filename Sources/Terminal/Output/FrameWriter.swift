import CNcurses
import Canvas

/// Writes frames to curses, only the cells that changed.
struct FrameWriter {
  private var pens: PenTable
  var synchronizes: Bool
  /// What the terminal shows; nil when that is unknown.
  private var shown: Frame?
  private var hasPalette = true

  /// What entries of the terminal's palette shall show from now on.
  typealias Redefinition = [(index: Int, color: Color)]

  /// - Parameter synchronizes: Whether the terminal can be asked to show large changes at once.
  init(method: ColorMethod, synchronizes: Bool) {
    var hasDefaults = false
    let pairCount = method == .none ? 0 : Int(cn_start_color(&hasDefaults))
    pens = PenTable(method: method, pairCount: pairCount, hasDefaults: hasDefaults)
    self.synchronizes = synchronizes
  }

  /// Draws everything next time, on a cleared terminal.
  mutating func forgetFrame() {
    shown = nil
    cn_forget()
  }

  /// As `forgetFrame`, for a terminal that has forgotten the palette too.
  mutating func startAgain() {
    forgetFrame()
    hasPalette = false
  }

  /// Writes a frame; what lies outside the size is cut off.
  /// - Parameter redefine: Tells the terminal, before the cells that need it are written.
  mutating func write(_ frame: Frame, on size: Size, redefine: (Redefinition) -> Void) {
    guard frame != shown else { return }
    // What could only be approximated may find room now, in cells that do not change too.
    if pens.dropApproximations() { shown = nil }
    // Written directly, therefore before anything that curses buffers.
    if synchronizes { write(ControlStrings.beginUpdate) }
    var redefinition = hasPalette ? [] : pens.redefined
    hasPalette = true
    while let shortage = put(frame, on: size, &redefinition) {
      pens.makeRoom(for: frame, after: shortage)
      if shortage == .pairs { forgetFrame() }
    }
    if !redefinition.isEmpty { redefine(redefinition) }
    shown = frame
    cn_show()
    if synchronizes { write(ControlStrings.endUpdate) }
  }

  /// Puts the changed cells; stops at what runs out.
  private mutating func put(
    _ frame: Frame, on size: Size, _ redefinition: inout Redefinition
  ) -> PenTable.Shortage? {
    let old = shown?.size == frame.size ? shown?.cells : nil
    let width = min(frame.size.width, size.width)
    for y in 0..<min(frame.size.height, size.height) {
      let start = y * frame.size.width
      var x = 0
      while x < width {
        guard old?[start + x] != frame.cells[start + x] else {
          x += 1
          continue
        }
        // A wide glyph is drawn by its first cell.
        let isSecond = x > 0 && frame.cells[start + x].glyph == Cell.continuation
        let first = isSecond ? x - 1 : x
        repeat { x += 1 } while x < width && old?[start + x] != frame.cells[start + x]
        do throws(PenTable.Shortage) {
          try put(
            frame.cells[(start + first)..<(start + x)], row: y, column: first, &redefinition)
        } catch {
          return error
        }
      }
    }
    return nil
  }

  private mutating func put(
    _ cells: ArraySlice<Cell>, row: Int, column: Int, _ redefinition: inout Redefinition
  ) throws(PenTable.Shortage) {
    var run: [cn_cell] = []
    run.reserveCapacity(cells.count)
    for cell in cells {
      var definitions: [PenTable.Definition] = []
      // Those count even when the pen does not fit.
      defer { apply(definitions, &redefinition) }
      let pen = try pens.pen(for: cell.style, definitions: &definitions)
      run.append(
        cn_cell(
          scalar: cell.glyph.value, attributes: UInt16(pen.attributes.rawValue),
          pair: UInt16(pen.pair)))
    }
    cn_put(Int32(row), Int32(column), run, Int32(run.count))
  }

  private func apply(
    _ definitions: [PenTable.Definition], _ redefinition: inout Redefinition
  ) {
    for definition in definitions {
      switch definition {
      case .color(let index, let color): redefinition.append((index, color))
      case .pair(let number, let foreground, let background):
        cn_define_pair(Int32(number), Int32(foreground), Int32(background))
      }
    }
  }

  private func write(_ text: String) { cn_write(text, text.utf8.count) }
}

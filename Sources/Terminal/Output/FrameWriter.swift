import CNcurses
import Canvas

/// The calls that draw on the terminal: curses, or a record of them in tests.
protocol DrawingCalls {
  /// Turns colours on; returns the number of pairs, 0 without colours, and whether colour −1 stands for
  /// the terminal's default.
  func startColors() -> (pairCount: Int, hasDefaults: Bool)
  func definePair(_ number: Int, foreground: Int, background: Int)
  func resize(to size: Size)
  /// Puts cells into a row; the terminal shows them after `show`.
  func put(_ cells: [cn_cell], column: Int, row: Int)
  func show()
  /// Makes the next `show` clear the terminal and write everything.
  func clear()
  /// Writes text to the terminal at once, before everything that was put but not shown.
  func write(_ text: String)
}

/// The calls of curses, which must be open.
struct CursesCalls: DrawingCalls {
  func startColors() -> (pairCount: Int, hasDefaults: Bool) {
    var hasDefaults = false
    let pairCount = Int(cn_start_color(&hasDefaults))
    return (pairCount, hasDefaults)
  }

  func definePair(_ number: Int, foreground: Int, background: Int) {
    cn_define_pair(Int32(number), Int32(foreground), Int32(background))
  }

  func resize(to size: Size) { cn_resize(Int32(size.width), Int32(size.height)) }

  func put(_ cells: [cn_cell], column: Int, row: Int) {
    cn_put(Int32(row), Int32(column), cells, Int32(cells.count))
  }

  func show() { cn_show() }
  func clear() { cn_clear() }
  func write(_ text: String) { cn_write(text, text.utf8.count) }
}

/// Writes frames to the terminal, only the cells that changed.
struct FrameWriter<Calls: DrawingCalls> {
  private let calls: Calls
  private var size: Size
  private var pens: PenTable
  var synchronizes: Bool
  /// The frame on the terminal; nil if that is unknown.
  private var shown: Frame?
  private var hasPalette = true
  private var images = ImageBoard()
  /// Whether an image was sent that `takeSentImage` has not reported.
  private var hasSentImage = false

  /// New colours for entries of the terminal's palette.
  typealias Redefinition = [(index: Int, color: Color)]

  /// - Parameters:
  ///   - size: The size of the terminal; cells outside it are not written.
  ///   - synchronizes: Whether the terminal can show a large change at once.
  init(_ calls: Calls, method: ColorMethod, synchronizes: Bool, size: Size) {
    let (pairCount, hasDefaults) =
      method == .none ? (0, false) : calls.startColors()
    pens = PenTable(method: method, pairCount: pairCount, hasDefaults: hasDefaults)
    (self.calls, self.synchronizes, self.size) = (calls, synchronizes, size)
    calls.resize(to: size)
  }

  /// Follows a new size of the terminal: the next frame is written as a whole.
  mutating func resize(to size: Size) {
    self.size = size
    calls.resize(to: size)
    redrawNextFrame()
  }

  /// Takes account of a terminal that has lost picture and palette, for example while the process was
  /// stopped: the next frame is written as a whole.
  mutating func startOver() {
    redrawNextFrame()
    hasPalette = false
  }

  private mutating func redrawNextFrame() {
    shown = nil
    images.forget()
    calls.clear()
  }

  /// Whether images were sent since the last call.
  mutating func takeSentImage() -> Bool {
    defer { hasSentImage = false }
    return hasSentImage
  }

  /// Writes a frame.
  ///
  /// - Parameter redefine: Sends new colours for the palette to the terminal, before the cells that
  ///   need them are shown.
  mutating func write(_ frame: Frame, redefine: (Redefinition) -> Void) {
    guard frame != shown else { return }
    // Approximated styles may fit now, also those of cells that do not change.
    if pens.dropApproximations() { shown = nil }
    // Written at once, and therefore before the output that curses buffers.
    if synchronizes { calls.write(ControlStrings.beginUpdate) }
    var redefinition = hasPalette ? [] : pens.redefined
    hasPalette = true
    while let shortage = put(frame, &redefinition) {
      pens.makeRoom(for: frame, after: shortage)
      if shortage == .pairs { redrawNextFrame() }
    }
    if !redefinition.isEmpty { redefine(redefinition) }
    shown = frame
    showImages(of: frame)
    if synchronizes { calls.write(ControlStrings.endUpdate) }
  }

  /// Shows what was put, with the images below it.
  private mutating func showImages(of frame: Frame) {
    let isCleared = images.isEmpty
    let changes = images.change(to: frame.underlays)
    hasSentImage = hasSentImage || !changes.transmissions.isEmpty
    // Clearing the terminal removes its images, even those that it does not show yet.
    if !isCleared, !changes.transmissions.isEmpty { calls.write(changes.transmissions) }
    calls.show()
    let rest = (isCleared ? changes.transmissions : "") + changes.placements
    if !rest.isEmpty { calls.write(rest) }
  }

  /// Puts the changed cells; stops if a resource is exhausted.
  private mutating func put(
    _ frame: Frame, _ redefinition: inout Redefinition
  ) -> PenTable.Shortage? {
    let old = shown?.size == frame.size ? shown?.cells : nil
    let width = min(frame.size.width, size.width)
    for y in 0..<max(0, min(frame.size.height, size.height)) {
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
        // It needs its second cell too, even if only the glyph changes.
        if x < width, frame.cells[start + x].glyph == Cell.continuation { x += 1 }
        do throws(PenTable.Shortage) {
          try put(
            frame.cells[(start + first)..<(start + x)], column: first, row: y, &redefinition)
        } catch {
          return error
        }
      }
    }
    return nil
  }

  private mutating func put(
    _ cells: ArraySlice<Cell>, column: Int, row: Int, _ redefinition: inout Redefinition
  ) throws(PenTable.Shortage) {
    var run: [cn_cell] = []
    run.reserveCapacity(cells.count)
    for cell in cells {
      var definitions: [PenTable.Definition] = []
      // Definitions are valid even if the pen does not fit.
      defer { apply(definitions, &redefinition) }
      let pen = try pens.pen(for: cell.style, definitions: &definitions)
      run.append(
        cn_cell(
          scalar: cell.glyph.value, attributes: UInt16(pen.attributes.rawValue),
          pair: UInt16(pen.pair)))
    }
    calls.put(run, column: column, row: row)
  }

  private func apply(
    _ definitions: [PenTable.Definition], _ redefinition: inout Redefinition
  ) {
    for definition in definitions {
      switch definition {
      case .color(let index, let color): redefinition.append((index, color))
      case .pair(let number, let foreground, let background):
        calls.definePair(number, foreground: foreground, background: background)
      }
    }
  }
}

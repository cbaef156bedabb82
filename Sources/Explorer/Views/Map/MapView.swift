import Calculus
import Canvas
import Landscape
import Optimizers

extension Drawing {
  /// Draws one map with the paths of some runs.
  /// - Parameters:
  ///   - image: the surface as an image below the cells.
  ///   - basins: drawn beneath the paths instead of the losses.
  mutating func drawMap(
    _ state: ExplorerState, runs: [Int], picture: MapPicture, image: PixelImage? = nil,
    basins: BasinPicture? = nil, in area: Rectangle, layout: Layout, theme: Theme
  ) {
    let interior = layout.interior(of: area)
    guard !interior.isEmpty else { return }
    let projection = state.projection(in: interior)
    note(.map(MapPlace(projection: projection)), in: area)
    drawMapFrame(
      state, runs: runs, picture: picture, basinsOf: basins?.chart?.run, in: area, layout: layout,
      theme: theme)
    let order = state.topmostFirst(runs)
    let vectors = MapVectors.inspected(of: state, among: runs, in: projection, theme: theme)
    let landmarks =
      basins == nil ? picture.landmarks(known: state.scene.knownMinima) : []
    var signs =
      MapSign.minima(of: basins?.atlas, theme: theme) { projection.cell(of: $0) }
      + MapSign.all(of: state, runs: order, landmarks: landmarks, in: projection, theme: theme)
    if let image { frame.underlays.append(Underlay(image, in: interior)) }
    let ground = basins?.raster ?? picture.raster(above: image)
    var raster = ground
    for path in RunPath.all(of: state, runs: order, theme: theme) {
      raster.paint(path, in: projection, within: state.reach(on: projection))
    }
    let (glyphs, depth) = (state.appearance.glyphs, state.appearance.depth)
    raster.paint(SeedDots(of: state, runs: order, theme: theme), in: projection, glyphs: glyphs)
    signs = raster.makeRoom(
      for: signs, in: interior, on: ground, glyphs: glyphs, depth: depth,
      magnification: image == nil
        ? [MapSign].magnification(on: interior, glyphs: glyphs, depth: depth) : 0)
    frame.draw(raster, in: interior, glyphs: glyphs, depth: depth, isOverImage: image != nil)
    if let chart = basins?.chart {
      frame.drawBasinLetters(
        chart, in: interior, depth: state.appearance.depth, theme: theme,
        at: projection.point(column:row:))
    }
    let marks = MapSign.marks(
      of: state, runs: order, besides: signs, in: interior, theme: theme,
      pieces: projection.cells(from:to:), cell: projection.nearestCell)
    frame.drawMarks(marks)
    if basins == nil {
      frame.draw(
        picture.labels, over: raster, besides: marks + signs, in: interior, picture: picture,
        theme: theme, isOverImage: image != nil)
    }
    if let vectors {
      frame.drawVectors(
        vectors.arrows, in: interior, inks: vectors.inks, glyphs: state.appearance.chartGlyphs,
        depth: depth)
    }
    frame.draw(image == nil ? signs : signs.withoutGrounds)
  }

  /// Draws the border of a map with its labels; on an optimizer's own map, its name and figures.
  mutating func drawMapFrame(
    _ state: ExplorerState, runs: [Int], picture: MapPicture, basinsOf basinRun: Int? = nil,
    in area: Rectangle, layout: Layout, theme: Theme
  ) {
    let isPanel = layout.isSideBySide && runs.count == 1
    if isPanel {
      note(
        .run(runs[0]),
        in: Rectangle(column: area.column, row: area.row, width: area.width, height: 1))
    }
    // A border needs its corners and a blank on either side of a label.
    let room = layout.isBoxed ? area.width - 6 : area.width - 1
    let heading = isPanel ? RunHeading(runs[0], of: state, theme: theme).fitting(room) : []
    guard layout.isBoxed else {
      frame.put(
        heading, column: area.column, row: area.row, width: area.width - 1, ellipsis: .unicode)
      return
    }
    let isSelected = isPanel && state.selection == runs[0]
    let style = isSelected ? theme.run(runs[0], []) : theme.border
    let borders: BorderSet =
      state.appearance.isASCII ? .ascii : isSelected ? .heavy : .light
    var bottom: [BorderLabel] = []
    if isPanel {
      let account = state.account(of: runs[0])
      let seeds = state.shortSeedForms(of: runs[0])?.first { $0.count <= room }
      let words = BorderLabel(
        seeds ?? account.words(fitting: room),
        seeds == nil ? theme.style(of: account) : theme.text, alignment: .trailing)
      bottom = [words]
      let surface = state.surfaceLoss(of: runs[0], theme: theme)
      if !surface.isEmpty, surface.width <= room {
        // Another label needs a blank on either side, and a piece of the border between the two.
        let rest = room - surface.width - 4
        let hasWords = rest >= account.briefLabel.count
        let short = BorderLabel(
          account.words(fitting: rest), theme.style(of: account), alignment: .trailing)
        bottom = [BorderLabel(surface)] + (hasWords ? [short] : [])
      }
    } else if let basinRun {
      let sign = Marker.run(basinRun).scalar(asciiOnly: state.appearance.isASCII)
      let name = state.name(of: basinRun)
      bottom = [
        BorderLabel([
          Span("basins of ", theme.muted), Span("\(sign) \(name)", theme.run(basinRun)),
        ])
      ]
    } else if !layout.hasLevels {
      bottom = [BorderLabel(picture.levelLegend(theme: theme, width: room))]
    }
    let isRelief = state.appearance.view == .relief
    let ranges = state.domain(on: layout.interior(of: area)).ranges(fitting: room)
    let isScaled = isRelief && ranges.count + MapPicture.heightsNote.count <= room
    let title = ranges + (isScaled ? MapPicture.heightsNote : "")
    let top = heading.isEmpty ? BorderLabel(title, theme.muted) : BorderLabel(heading)
    frame.box(area, style: style, borders: borders, top: [top].whole, bottom: bottom.whole)
  }
}

extension ExplorerState {
  /// The loss of the surface where a run with its own losses is, which differs as far as the run is off
  /// the slice: "surface 0.152"; empty for other runs.
  func surfaceLoss(of run: Int, theme: Theme) -> [Span] {
    guard race.runs[run].hasOwnLosses else { return [] }
    return [
      Span("surface ", theme.muted),
      Span(surfaceLoss(of: run).readable(digits: 3, fitting: 9), theme.text),
    ]
  }
}

/// The name, rate and loss of a run, as shown above its own map.
struct RunHeading {
  private let state: ExplorerState
  private let run: Int
  private let theme: Theme

  init(_ run: Int, of state: ExplorerState, theme: Theme) {
    (self.state, self.run, self.theme) = (state, run, theme)
  }

  /// As many figures as fit; no number is cut off.
  func fitting(_ width: Int) -> [Span] {
    let sign = Marker.run(run).scalar(asciiOnly: state.appearance.isASCII)
    let label = state.scene.labels[run]
    func name(_ text: String) -> [Span] { [Span("\(sign) \(text)", theme.run(run))] }
    let rate = state.knownRate(of: run) ?? 0
    // The label may state the rate already, or there is none to state.
    let isStated =
      state.knownRate(of: run) == nil
      || label.statesRate && rate == state.race.runs[run].settings.learningRate.initial
    // If there is room, losses get enough digits to differ from those on neighbouring maps.
    let losses = state.race.runs.indices.map { state.present(of: $0).loss }
    let ownLoss = losses[run]
    let loss = [
      Span("  loss ", theme.muted), Span(losses.readable(fitting: 12)[run], theme.text),
    ]
    func rates(_ figures: [Span]) -> [Span] { isStated ? [] : figures }
    /// Both with their names, closer together and with fewer digits as room gets short.
    let named = [
      rates(figure("lr", rate, digits: 4)) + loss, rates(figure("lr", rate)) + loss,
      rates(figure("lr", rate)) + figure("loss", ownLoss),
      rates(figure("lr", rate, gap: 1)) + figure("loss", ownLoss, gap: 1),
      rates(figure("lr", rate, gap: 1)) + figure("loss", ownLoss, digits: 1, gap: 1),
    ]
    let bare = [
      rates(figure("", rate)) + loss, rates(figure("", rate)) + figure("loss", ownLoss),
      rates(figure("", rate, gap: 1)) + figure("loss", ownLoss, gap: 1),
      rates(figure("", rate, gap: 1)) + figure("loss", ownLoss, digits: 1, gap: 1),
    ]
    let brief = label.fitting(max(1, width - 2))
    let choices =
      label.forms.flatMap { form in (named + bare).map { name(form) + $0 } }
      + [
        name(brief) + figure("loss", ownLoss), name(brief) + figure("", ownLoss),
        name(brief) + figure("", ownLoss, digits: 1),
      ]
    return choices.first { $0.width <= width } ?? name(brief)
  }

  private func figure(_ label: String, _ value: Double, digits: Int = 3, gap: Int = 2) -> [Span] {
    [
      Span(String(repeating: " ", count: gap) + (label.isEmpty ? "" : label + " "), theme.muted),
      Span(value.readable(digits: digits), theme.text),
    ]
  }
}

extension MapVectors {
  /// The vectors of the inspected step, on a map with the inspected run; nil on others.
  fileprivate static func inspected(
    of state: ExplorerState, among runs: [Int], in projection: Projection, theme: Theme
  ) -> (arrows: MapVectors, inks: VectorInks)? {
    let run = state.inspectedRun
    guard state.tool == .inspector, runs.contains(run) else { return nil }
    return (
      MapVectors(of: state.inspection, in: projection, lossRange: state.scene.scales.lossRange),
      VectorInks(run: run, theme: theme)
    )
  }
}

extension MapPicture {
  /// Explains the heights of a relief.
  fileprivate static let heightsNote = "  height by level"
}

extension [BorderLabel] {
  /// Without empty labels, which would still interrupt the border.
  fileprivate var whole: [BorderLabel] { filter { !$0.spans.allSatisfy(\.text.isEmpty) } }
}

extension Domain {
  /// The ranges of a map, `x [-2, 2]  y [-1, 3]`, with distinct ends; for a narrow part far from
  /// zero `x 959.64 + [0, 1e-9]`. If room is short, with fewer digits, x alone, or nothing.
  func ranges(fitting width: Int) -> String {
    let texts = [4, 3, 2, 1].map { digits in
      "x \(Domain.text(of: x, digits: digits))  y \(Domain.text(of: y, digits: digits))"
    }
    let all = texts + ["x \(Domain.text(of: x, digits: 1))"]
    return all.first { $0.count <= width } ?? ""
  }

  private static func text(of range: ClosedRange<Double>, digits: Int) -> String {
    let ends = NumberList([range.lowerBound, range.upperBound], digits: digits, within: 0.01)
    let interval = "[\(ends.texts[0]), \(ends.texts[1])]"
    return ends.offset.map { "\($0) + \(interval.filter { $0 != "+" })" } ?? interval
  }

  /// The resolution of a map: a thousandth of its sides.
  var resolution: Point { Point(width, height) / 1000 }
}

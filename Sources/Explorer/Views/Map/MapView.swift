import Calculus
import Canvas
import Landscape
import Optimizers

extension Frame {
  /// One map with the paths of some runs.
  /// - Parameter basins: what to paint under them instead of the losses.
  mutating func drawMap(
    _ state: ExplorerState, runs: [Int], picture: MapPicture, basins: BasinPicture? = nil,
    in area: Rectangle, layout: Layout, theme: Theme
  ) {
    let interior = layout.interior(of: area)
    guard !interior.isEmpty else { return }
    drawMapFrame(
      state, runs: runs, picture: picture, basinsOf: basins?.chart?.run, in: area, layout: layout,
      theme: theme)
    let projection = Projection(
      domain: state.viewport, cells: interior, glyphs: state.appearance.glyphs)
    let order = state.topmostFirst(runs)
    let vectors = state.vectors(among: runs, in: projection, theme: theme)
    let landmarks =
      basins == nil ? picture.landmarks(known: state.scene.knownMinima) : []
    let signs =
      MapSign.minima(of: basins?.atlas, theme: theme) { projection.cell(of: $0) }
      + MapSign.all(of: state, runs: order, landmarks: landmarks, in: projection, theme: theme)
    let ground = basins?.raster ?? picture.raster
    var raster = ground
    for path in state.paths(of: order, theme: theme) {
      raster.paint(path, in: projection, within: state.reach)
    }
    raster.setOff(
      signs, in: interior, from: ground, glyphs: state.appearance.glyphs,
      depth: state.appearance.depth)
    if let vectors { raster.vectors(vectors.shafts, inks: vectors.inks) }
    draw(
      raster, in: interior, glyphs: state.appearance.glyphs, depth: state.appearance.depth)
    if let chart = basins?.chart {
      drawBasinLetters(chart, in: interior, depth: state.appearance.depth, theme: theme) {
        projection.point(column: $0, row: $1)
      }
    }
    let marks = MapSign.marks(
      of: state, runs: order, besides: signs, in: interior, theme: theme,
      pieces: projection.cells(from:to:), cell: projection.nearestCell)
    drawMarks(marks)
    if basins == nil {
      draw(
        picture.labels, over: raster, besides: marks + signs, in: interior, picture: picture,
        theme: theme)
    }
    if let vectors {
      drawVectors(
        vectors.shafts, in: interior, inks: vectors.inks, depth: state.appearance.depth)
    }
    draw(signs)
  }

  mutating func drawMapFrame(
    _ state: ExplorerState, runs: [Int], picture: MapPicture, basinsOf basinRun: Int? = nil,
    in area: Rectangle, layout: Layout, theme: Theme
  ) {
    let isPanel = layout.table == nil && runs.count == 1
    // A border keeps its corners and a blank at either side of a label.
    let room = layout.isBoxed ? area.width - 6 : area.width - 1
    let heading = isPanel ? state.heading(of: runs[0], width: room, theme: theme) : []
    guard layout.isBoxed else {
      put(heading, column: area.column, row: area.row, width: area.width - 1, ellipsis: .unicode)
      return
    }
    let isSelected = isPanel && state.selection == runs[0]
    let style = isSelected ? theme.run(runs[0], []) : theme.border
    let borders: BorderSet =
      state.appearance.isASCII ? .ascii : isSelected ? .heavy : .light
    var bottom: [BorderLabel] = []
    if isPanel {
      let verdict = state.verdict(of: runs[0])
      let label = verdict.label.count <= room ? verdict.label : verdict.briefLabel
      bottom = [BorderLabel(label, theme.style(of: verdict), alignment: .trailing)]
    } else if let basinRun {
      let sign = Marker.run(basinRun).scalar(asciiOnly: state.appearance.isASCII)
      let name = state.race.runs[basinRun].settings.kind.title
      bottom = [
        BorderLabel([
          Span("basins of ", theme.muted), Span("\(sign) \(name)", theme.run(basinRun)),
        ])
      ]
    } else if layout.information == nil {
      bottom = [BorderLabel(picture.levelLegend(theme: theme, width: room))]
    }
    let isRelief = state.appearance.view == .relief
    let ranges = state.viewport.ranges(fitting: room)
    let isScaled = isRelief && ranges.count + MapPicture.heightsNote.count <= room
    let title = ranges + (isScaled ? MapPicture.heightsNote : "")
    let top = heading.isEmpty ? BorderLabel(title, theme.muted) : BorderLabel(heading)
    box(area, style: style, borders: borders, top: [top].whole, bottom: bottom.whole)
  }
}

extension ExplorerState {
  /// The order in which runs are seen where they meet: what is selected, then as in the table.
  func topmostFirst(_ runs: [Int]) -> [Int] {
    runs.filter { $0 == selection } + runs.filter { $0 != selection }
  }

  /// The vectors of the inspected step, on the map of the run that is inspected.
  fileprivate func vectors(among runs: [Int], in projection: Projection, theme: Theme)
    -> (shafts: MapVectors, inks: VectorInks)?
  {
    guard tool == .inspector, runs.contains(inspectedRun) else { return nil }
    return (
      MapVectors(of: inspection, in: projection, lossRange: scene.scales.lossRange),
      VectorInks(run: inspectedRun, theme: theme)
    )
  }

  /// A run's name, rate and loss, as they stand over its own map: as many of them as there is room
  /// for, and no number cut off.
  func heading(of run: Int, width: Int, theme: Theme) -> [Span] {
    let settings = race.runs[run].settings
    let present = present(of: run)
    let sign = Marker.run(run).scalar(asciiOnly: appearance.isASCII)
    let name = [Span("\(sign) \(settings.kind.title)", theme.run(run))]
    func figure(_ label: String, _ value: Double, digits: Int = 3) -> [Span] {
      [
        Span(label.isEmpty ? "  " : "  \(label) ", theme.muted),
        Span(value.readable(digits: digits), theme.text),
      ]
    }
    let rate = rate(of: run)
    // Beside the other runs' maps, their losses are told apart where there is room for that.
    let losses = race.runs.indices.map { self.present(of: $0).loss }.readable(fitting: 12)
    let loss = [Span("  loss ", theme.muted), Span(losses[run], theme.text)]
    let choices = [
      name + figure("lr", rate, digits: 4) + loss, name + figure("lr", rate) + loss,
      name + figure("lr", rate) + figure("loss", present.loss), name + figure("", rate) + loss,
      name + figure("", rate) + figure("loss", present.loss),
      name + figure("loss", present.loss), name + figure("", present.loss),
    ]
    return choices.first { $0.width <= width } ?? name
  }

  /// The learning rate of the step that comes next, by plan and schedule.
  func rate(of run: Int) -> Double {
    race.runs[run].learningRate(forStep: playback.step + 1)
  }
}

extension MapPicture {
  /// What the heights of a relief are.
  fileprivate static let heightsNote = "  height by level"
}

extension [BorderLabel] {
  /// Those that say something: an empty one would still interrupt the border.
  fileprivate var whole: [BorderLabel] { filter { !$0.spans.allSatisfy(\.text.isEmpty) } }
}

extension Domain {
  /// What a map shows, `x [-2, 2]  y [-1, 3]`, the ends told apart; of a narrow part far from zero
  /// `x 959.64 + [0, 1e-9]`. With fewer figures, x alone or nothing, where there is no room for it.
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
}

extension Domain {
  /// What is told apart on a map: a thousandth of its sides.
  var resolution: Point { Point(width, height) / 1000 }
}

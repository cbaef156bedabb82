import Calculus
import Canvas
import Experiments

extension Frame {
  /// Draws the pane of the basins: the minima, and the share of starts that lead to each.
  /// - Parameter atlas: nil before the first result.
  mutating func drawBasins(
    _ atlas: BasinAtlas?, _ state: ExplorerState, in area: Rectangle, theme: Theme,
    borders: BorderSet
  ) {
    let (known, total) = atlas?.progress ?? (0, 1)
    box(
      area, style: theme.border, borders: borders,
      top: [
        BorderLabel("basins of attraction", theme.strong),
        BorderLabel(
          known < total ? "\(100 * known / max(1, total)) %" : "", theme.accent,
          alignment: .trailing),
      ].filter { !$0.spans[0].text.isEmpty })
    guard let atlas else { return }
    var inner = area.inset(columns: 2, rows: 1)
    inner.width = min(inner.width, SideText.longestLine)
    let list = BasinList(atlas, state, width: inner.width, height: inner.height, theme: theme)
    for (offset, line) in list.lines.prefix(inner.height).enumerated() {
      put(
        line, column: inner.column, row: inner.row + offset, width: inner.width,
        ellipsis: .unicode)
    }
  }
}

extension BasinAtlas {
  /// The number of starts with a known outcome, and the number of all starts.
  var progress: (known: Int, total: Int) {
    charts.reduce(into: (0, 0)) {
      $0.0 += $1.map.completed
      $0.1 += $1.map.total
    }
  }

  /// The legend of a region: its letter on its colour.
  static func swatch(_ region: BasinRegion, theme: Theme) -> Span {
    let ground = theme.key.mapBackground
    guard let color = region.color(shade: 0, depth: theme.depth, on: ground) else {
      return Span(" \(region.sign(depth: theme.depth)) ", theme.strong)
    }
    var style = theme.strong
    style.foreground = Color(ground == .dark ? 0xFFFFFF : 0x000000)
    style.background = color
    return Span(" \(region.sign(depth: theme.depth)) ", style)
  }
}

/// The lines of the pane of the basins.
private struct BasinList {
  private(set) var lines: [[Span]] = []
  private let atlas: BasinAtlas
  private var tallies: [BasinTally] { atlas.tallies }
  private let state: ExplorerState
  private let theme: Theme
  private let width: Int
  /// The width of a share, in columns.
  private let shareWidth: Int
  /// Whether the shares of a region are in a line below its name: many runs leave no room beside
  /// it.
  private let isStacked: Bool

  init(_ atlas: BasinAtlas, _ state: ExplorerState, width: Int, height: Int, theme: Theme) {
    self.atlas = atlas
    self.state = state
    self.theme = theme
    self.width = width
    let rest = width - 6 * atlas.charts.count
    isStacked = rest < 19
    shareWidth = rest < 10 ? 5 : 6
    lines = heading + [[]]
    let closing = closingLines
    let others = BasinRegion.others.filter { region in
      tallies.contains { $0.counts[region] != nil }
    }
    let steps = stepsLine
    let rows = isStacked ? 2 : 1
    let room = height - lines.count - rows * others.count - steps.count
    let roomy = room - closing.count - 1
    // If room is short, second lines of minima are dropped first, then the closing lines, then
    // minima.
    let named = min(atlas.minima.count, Palette.regionCount)
    let count = named + (named < atlas.minima.count ? 1 : 0)
    addMinima(
      room: (rows * count <= roomy ? roomy : room) / rows,
      withLosses: !isStacked && 2 * count <= roomy)
    for region in others { add(region) }
    lines += steps
    if lines.count + closing.count < height { lines += [[]] + closing }
  }

  private func rate(of run: Int) -> [Span] {
    [
      Span("  lr ", theme.muted),
      Span(state.scene.settings[run].learningRate.initial.readable(digits: 4), theme.text),
    ]
  }

  /// The runs of these basins.
  private var heading: [[Span]] {
    func name(_ run: Int) -> [Span] {
      let sign = Marker.run(run).scalar(asciiOnly: state.appearance.isASCII)
      return [Span("\(sign) ", theme.run(run))]
    }
    if atlas.charts.count == 1 {
      let run = atlas.charts[0].run
      return [
        name(run) + [
          Span(state.name(of: run), theme.run(run))
        ] + (state.scene.labels[run].statesRate ? [] : rate(of: run))
      ]
    }
    let signs = atlas.charts.map { chart in
      let sign = Marker.run(chart.run).scalar(asciiOnly: state.appearance.isASCII)
      return Span("\(sign)  ".leftPadded(to: shareWidth), theme.run(chart.run))
    }
    let label = labelWidth < 10 ? "" : "reached by"
    return [[Span(label.padded(to: labelWidth), theme.muted)] + signs]
  }

  /// The columns before the shares.
  private var labelWidth: Int {
    max(0, width - shareWidth * atlas.charts.count)
  }

  private func shares(of regions: [BasinRegion]) -> [Span] {
    tallies.map {
      let share = $0.share(of: regions)
      let text = shareWidth < 6 ? share.filter { $0 != " " } : share
      return Span(text.leftPadded(to: shareWidth), theme.text)
    }
  }

  /// Adds a name with the shares of its regions.
  private mutating func add(_ name: [Span], _ regions: [BasinRegion]) {
    let gap = labelWidth - name.width
    if isStacked {
      lines += [name, [Span(String(repeating: " ", count: labelWidth))] + shares(of: regions)]
    } else {
      lines.append(name + [Span(String(repeating: " ", count: max(0, gap)))] + shares(of: regions))
    }
  }

  private mutating func add(_ region: BasinRegion) {
    add(
      [BasinAtlas.swatch(region, theme: theme), Span(" " + region.meaning, theme.muted)], [region])
  }

  /// - Parameter room: the number of minima that fit.
  private mutating func addMinima(room: Int, withLosses: Bool) {
    let numbers = Array(atlas.minima.indices)
    // Minima without a colour of their own would make the list too long.
    let most = numbers.count <= room ? Palette.regionCount : min(room - 1, Palette.regionCount)
    let shown = numbers.count > most ? Array(numbers.prefix(max(0, most))) : numbers
    let losses = shown.map { loss(at: atlas.minima[$0]) }.readable(fitting: 12)
    let resolution = state.viewport.resolution
    for (number, loss) in zip(shown, losses) {
      let point = atlas.minima[number]
      let place = " (\(text(point.x, resolution.x)), \(text(point.y, resolution.y)))"
      let loss = "loss \(loss)"
      // On a separate line, or after the place if it fits.
      let rest = (isStacked ? width : labelWidth) - 3 - place.count
      let beside = !withLosses && loss.count + 2 <= rest ? "  " + loss : ""
      add(
        [
          BasinAtlas.swatch(.minimum(number), theme: theme), Span(place, theme.text),
          Span(beside, theme.muted),
        ], [.minimum(number)])
      if withLosses { lines.append([Span("    " + loss, theme.muted)]) }
    }
    let others = numbers.dropFirst(shown.count).map { BasinRegion.minimum($0) }
    guard let last = others.last else { return }
    // Their common colour, if they have one.
    let swatch =
      shown.count < Palette.regionCount ? Span("   ") : BasinAtlas.swatch(last, theme: theme)
    add([swatch, Span(" \(others.count) other minima", theme.muted)], others)
  }

  /// A coordinate of a minimum; rounding errors are shown as 0.
  private func text(_ coordinate: Double, _ resolution: Double) -> String {
    let isZero = abs(coordinate) < 1e-9 * state.scene.scales.shorterSide
    return (isZero ? 0 : coordinate).readable(within: resolution)
  }

  /// The loss at a minimum; rounding errors are shown as 0.
  private func loss(at point: Point) -> Double {
    let loss = state.scene.function.value(at: point)
    return abs(loss) < 1e-12 * state.scene.scales.lossRange ? 0 : loss
  }

  /// The median steps: the shades in numbers.
  private var stepsLine: [[Span]] {
    // A run with sampled gradients never comes to rest, so no step is the last one that matters.
    let steps = zip(atlas.charts, tallies).map { chart, tally in
      state.scene.settings[chart.run].isStochastic ? nil : tally.medianSteps
    }
    guard steps.contains(where: { $0 != nil }) else { return [] }
    let medians = steps.map { steps in
      Span((steps.map(String.init) ?? "-").leftPadded(to: shareWidth - 2) + "  ", theme.text)
    }
    let label = labelWidth < 12 ? "steps" : "median steps"
    return [[Span(label.padded(to: labelWidth), theme.muted)] + medians]
  }

  /// How the basins were computed.
  private var closingLines: [[Span]] {
    let (known, total) = atlas.progress
    let limit = atlas.charts.map(\.map.limit).max() ?? 0
    var text =
      known < total
      ? "\(known) of \(total) starts so far, up to \(limit) steps each."
      : "all \(total) starts, up to \(limit) steps each."
    if let source = state.source {
      let most = total * limit * source.callsPerGradient
      text += " That is at most \(most.grouped) losses; \(source.answerCount.grouped) are known."
    }
    if !stepsLine.isEmpty { text += " Steps are counted until a run stays near its minimum." }
    if theme.depth < .indexed256 { text += " Denser shading: fewer steps." }
    if atlas.charts.contains(where: { state.scene.settings[$0.run].isStochastic }) {
      text += " Sampled gradients with seed \(state.scene.seed)."
    }
    return shadeLine + text.wrapped(to: width).map { [Span($0, theme.muted)] }
  }

  /// The meaning of the shades; on a relief they show the light.
  private var shadeLine: [[Span]] {
    // In the colour of the first minimum that any start reaches.
    let reached = atlas.minima.indices.first { number in
      tallies.contains { $0.counts[.minimum(number)] != nil }
    }
    guard let reached, theme.depth >= .indexed256, state.appearance.view != .relief else {
      return []
    }
    let swatches = (0..<Palette.regionShades).map { shade in
      Span(
        "  ",
        Style(
          background: Palette.region(
            reached, shade: shade, depth: theme.depth, on: theme.key.mapBackground)))
    }
    return [
      [Span("\(Int(BasinPicture.quickest)) ", theme.muted)] + swatches
        + [Span(" \(Int(BasinPicture.slowest)) steps", theme.muted)]
    ]
  }
}

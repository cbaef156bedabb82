import Calculus
import Canvas
import Optimizers

/// Everything about a step, line by line.
struct InspectorContent {
  let inspection: Inspection
  /// The previous step; nil for the first one.
  let previous: Inspection?
  /// The reason why the run does not make this step.
  let end: Ending?
  let settings: RunSettings
  /// The resolution of the map.
  let resolution: Point
  let width: Int
  let theme: Theme
  /// The style of the run's name.
  let own: Style
  let inks: VectorInks
  /// The sign of the run.
  let sign: Unicode.Scalar
  let isASCII: Bool
  /// Whether the run repeats a recording.
  var isRecorded = false
  /// The loss that was recorded at the row; nil if the run has none of its own.
  var ownLoss: Double?

  /// In reading order, with the priorities by which they are chosen.
  var lines: [InspectorLine] {
    ending + recordedLoss + heading + [place] + quantities + [.blank(8)] + step + story + batch
      + vectors
      + [.blank(6)] + gauge
  }

  private var ending: [InspectorLine] {
    switch end {
    case nil: []
    case .notFinite: [line(95, [Span("refused: the run ends here", theme.bad)])]
    case .recordingOver: [line(95, [Span("the last recorded step", theme.muted)])]
    case .storageFull: [line(95, [Span("storage full: the run ends here", theme.warning)])]
    }
  }

  /// The recorded loss beside that of the surface, where they may differ.
  private var recordedLoss: [InspectorLine] {
    guard let ownLoss else { return [] }
    let difference = ownLoss - inspection.loss
    let share = "\(abs(difference).readable(digits: 3)) \(difference < 0 ? "lower" : "higher")"
    return [
      line(
        46,
        [Span("recorded loss ", theme.muted), Span(ownLoss.readable(), theme.text)]
          + [Span(difference == 0 ? "" : ", \(share)", theme.muted)])
    ]
  }

  private var heading: [InspectorLine] {
    let loss = [
      Span(ownLoss == nil ? "loss " : "loss of the surface ", theme.muted),
      Span(inspection.loss.readable(), theme.text),
    ]
    let axes = InspectorLine.Numbers.axes("x", "y")
    guard loss.width + axes.width > width else {
      return [InspectorLine(priority: 45, text: loss, numbers: axes, style: theme.muted)]
    }
    return [
      line(44, loss), InspectorLine(priority: 45, text: [], numbers: axes, style: theme.muted),
    ]
  }

  private var place: InspectorLine {
    InspectorLine(
      priority: 20, text: [Span("p", theme.strong)],
      numbers: .axes(
        number(inspection.point.x, within: resolution.x),
        number(inspection.point.y, within: resolution.y)),
      style: theme.text)
  }

  // MARK: - The working

  private var quantities: [InspectorLine] {
    let all = inspection.quantities
    let gradients = all.lastIndex { $0.symbol == "g" && !$0.formula.hasPrefix("0") } ?? -1
    return all.indices.flatMap { index in
      let priority: Int
      switch all[index].value {
      case _ where index == gradients: priority = 80
      case _ where index == all.count - 1: priority = 70
      case .vector: priority = 50
      case .word: priority = 48
      case .number: priority = 30
      }
      return before(all[index]) + lines(of: all[index], priority: priority)
    }
  }

  /// The parts of a recursive quantity: the kept share of its former value, the memory of the rule,
  /// and the addition of this step.
  private func before(_ quantity: Quantity) -> [InspectorLine] {
    guard quantity.isRecursive, case .vector(let now) = quantity.value,
      case .vector(let value)? = previous?.quantities.first(where: { $0.symbol == quantity.symbol }
      )?
      .value
    else { return [] }
    func part(_ name: String, _ value: Point, _ priority: Int) -> InspectorLine {
      InspectorLine(
        priority: priority, text: [Span("  " + name.asFormula(isASCII: isASCII), theme.muted)],
        numbers: axes(value), style: theme.muted)
    }
    guard let factor = quantity.keptShare, let share = settings.value(ofSymbol: factor) else {
      return [part("\(quantity.symbol) before", value, 49)]
    }
    let kept = share * value
    let added = quantity.formula.dropFirst("\(factor)·\(quantity.symbol)".count)
    let old = width < 40 ? "" : " before"
    let parts = [
      part("\(share.readable(digits: 6))·\(quantity.symbol)\(old)", kept, 49),
      part(String(added.drop { $0 == " " }), now - kept, 18),
    ]
    // The formula shows the addition as well.
    let fits = parts[1].text[0].width < width - parts[1].numbers.width
    return fits ? parts : [parts[0]]
  }

  private func lines(of quantity: Quantity, priority: Int) -> [InspectorLine] {
    let numbers: InspectorLine.Numbers =
      switch quantity.value {
      case .vector(let value): axes(value)
      case .number(let value): .both(number(value))
      case .word(let word): .both(word)
      }
    return lines(
      quantity.symbol, quantity.formula, numbers, style: theme.text,
      priorities: (number: priority, formula: 25))
  }

  /// A quantity in one line; in two if the formula does not fit between its name and its numbers.
  private func lines(
    _ symbol: String, _ formula: String, _ numbers: InspectorLine.Numbers, style: Style,
    symbolStyle: Style? = nil, priorities: (number: Int, formula: Int)
  ) -> [InspectorLine] {
    let name = Span(symbol.asFormula(isASCII: isASCII), symbolStyle ?? theme.strong)
    let explanation = Span(" = " + formula.asFormula(isASCII: isASCII), theme.muted)
    let room = width - numbers.width
    if formula.isEmpty || name.width + explanation.width <= room {
      return [
        InspectorLine(
          priority: priorities.number, text: formula.isEmpty ? [name] : [name, explanation],
          numbers: numbers, style: style)
      ]
    }
    return [
      InspectorLine(priority: priorities.formula, text: [name, explanation], isFormula: true),
      InspectorLine(priority: priorities.number, text: [name], numbers: numbers, style: style),
    ]
  }

  // MARK: - The step

  private var step: [InspectorLine] {
    var list = lines(
      "Δ", inspection.move, axes(inspection.step), style: own, symbolStyle: own,
      priorities: (number: 100, formula: 40))
    let rates = inspection.effectiveRates
    let lr = inspection.learningRate
    // A step against the gradient of an axis has no rate.
    if rates.isFinite, min(rates.x, rates.y) > 0, abs(rates.x - lr) + abs(rates.y - lr) > 1e-6 * lr
    {
      list += lines(
        "−Δ/g", "lr per axis", axes(rates), style: theme.text,
        priorities: (number: 22, formula: 21))
    }
    let length = [
      text("|Δ| ", theme.muted), Span(number(inspection.step.norm), theme.text),
    ]
    list.append(line(90, length + angle))
    let cost = inspection.cost
    if cost.losses > 0 || cost.hessians > 0 || cost.gradients > 1 {
      let parts = [
        (cost.gradients, "gradient"), (cost.losses, "loss"), (cost.hessians, "Hessian"),
      ]
      let words = parts.filter { $0.0 > 0 }.map { count, name in
        "\(count) \(name)\(count == 1 ? "" : name.hasSuffix("s") ? "es" : "s")"
      }
      list.append(line(15, [Span("cost " + words.joined(separator: ", "), theme.muted)]))
    }
    return list
  }

  /// The reason for the direction of the step, in a sentence.
  private var story: [InspectorLine] {
    guard let story = StepStory(inspection)?.sentence else { return [] }
    let lines = story.asFormula(isASCII: isASCII).wrapped(to: width)
    return lines.map {
      InspectorLine(priority: 60, text: [Span($0, theme.text)], blockHeight: lines.count)
    }
  }

  private var angle: [Span] {
    guard let angle = inspection.angle else { return [] }
    let isUphill = angle > 90
    return [
      text("  \(angle.rounded().readable())°", isUphill ? theme.warning : theme.text),
      text(isUphill ? " from −∇f: uphill" : " from −∇f", theme.muted),
    ]
  }

  // MARK: - The data

  private var batch: [InspectorLine] {
    var list: [InspectorLine] = []
    if let place = inspection.batch {
      let count = place.rows.count
      var pieces = [[Span("epoch \(place.epoch)", theme.text)]]
      if count == place.rowCount {
        pieces.append([Span(", all \(count) rows", theme.muted)])
      } else {
        pieces.append([Span(", batch \(place.batch)/\(place.batchCount)", theme.text)])
        pieces.append([Span(", \(count) of \(place.rowCount) rows", theme.muted)])
      }
      list.append(line(75, pieces.fitting(width)))
    }
    if let batch = inspection.gradient.batch, let angle = inspection.gradient.batchAngle {
      list.append(line(72, pieces("batch g ", batch, angle)))
    }
    if inspection.gradient.batch == nil, let given = inspection.gradient.substitute {
      if inspection.cost.hessians > 0 {
        list.append(line(71, [text("the Hessian is exact", theme.muted)]))
      }
      list.append(line(72, pieces("g ", given, inspection.gradient.substituteAngle)))
    }
    return list
  }

  /// How far a gradient is off the loss's own.
  private func pieces(_ name: String, _ given: Point, _ angle: Double?) -> [Span] {
    let ratio = (given.norm / inspection.gradient.full.norm).readable(digits: 2)
    return [
      [
        Span(name, inks.key(of: .batch, theme: theme)),
        text(angle.map { "\($0.rounded().readable())°" } ?? "", theme.text),
        text(" off ∇f", theme.muted),
      ],
      [Span(", \(ratio)", theme.text), text(" × |∇f|", theme.muted)],
    ].fitting(width)
  }

  // MARK: - The learning rate

  private var gauge: [InspectorLine] {
    // Of a recorded run neither the rule nor, as a rule, the gradient is known.
    if isRecorded { return [] }
    // A favourable zone for small steps would be misleading about a step that was refused.
    if case .notFinite? = end, inspection.gauge.zone != .diverges { return [] }
    let view = GaugeView(
      gauge: inspection.gauge, width: width, theme: theme, isASCII: isASCII, settings: settings,
      sign: sign)
    var list: [InspectorLine] = []
    if let bar = view.bar { list.append(line(78, bar)) }
    if let names = view.names { list.append(line(28, names)) }
    list.append(line(64, view.summary))
    list += view.explanation.map { line(23, $0) }
    let sentence = view.sentence
    return list
      + sentence.map { InspectorLine(priority: 2, text: $0, blockHeight: sentence.count) }
  }

  /// A key to the arrows on the map.
  private var vectors: [InspectorLine] {
    let shown = VectorKind.allCases.filter { $0 != .batch || inspection.gradient.other != nil }
    let spans = shown.flatMap { kind in
      [
        Span(
          String(kind.glyph(isASCII: isASCII)),
          inks.key(of: kind, theme: theme)),
        Span(" " + kind.meaning.asFormula(isASCII: isASCII) + "  ", theme.muted),
      ]
    }
    return [line(35, spans)]
  }

  // MARK: - Text

  private func line(_ priority: Int, _ spans: [Span]) -> InspectorLine {
    InspectorLine(priority: priority, text: spans)
  }

  private func text(_ text: String, _ style: Style) -> Span {
    Span(text.asFormula(isASCII: isASCII), style)
  }

  private func axes(_ point: Point) -> InspectorLine.Numbers {
    .axes(number(point.x), number(point.y))
  }

  /// As many digits as fit into the columns.
  private func number(_ value: Double, within tolerance: Double = .infinity) -> String {
    value.readable(digits: 4, within: tolerance, fitting: InspectorLine.numberWidth - 1)
  }
}

extension InspectorLine {
  fileprivate static func blank(_ priority: Int) -> InspectorLine {
    InspectorLine(priority: priority, text: [])
  }
}

extension RunSettings {
  /// The value of the hyperparameter with a symbol in formulas.
  fileprivate func value(ofSymbol symbol: String) -> Double? {
    let names = [
      "β": "beta", "β₁": "beta1", "β₂": "beta2", "β₃": "beta3", "ρ": "rho", "α": "alpha",
    ]
    return self[names[symbol] ?? symbol]
  }
}

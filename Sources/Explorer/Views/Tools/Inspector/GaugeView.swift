import Canvas
import Optimizers
import RealModule

/// The learning-rate gauge in words and as a bar, for a number of columns.
struct GaugeView {
  let gauge: LearningRateGauge
  let width: Int
  let theme: Theme
  let isASCII: Bool
  /// The settings of the run, which explain its limit.
  var settings: RunSettings?
  /// Marks the live rate on the bar: the sign of its run, as in the sweep.
  var sign: Unicode.Scalar = "#"

  /// The decades of the bar below and above the limit.
  private static let decades = (below: 3.0, above: 1.0)

  /// The logarithmic bar from a thousandth of the limit to ten times the limit, with the live rate
  /// marked; nil if there is no limit, or no room.
  var bar: [Span]? {
    guard width >= 12, let mark else { return nil }
    return spans { column in
      let zone = zone(at: column)
      guard column != mark.column else { return (mark.glyph, markStyle) }
      return (character(of: zone), style(of: zone))
    }
  }

  /// The names of the zones below the bar, the live one first; names without room are left out.
  var names: [Span]? {
    guard width >= 12, let live = gauge.zone else { return nil }
    var cells = Array(repeating: (Character(" "), Style.plain), count: width)
    for zone in [live] + LearningRateGauge.Zone.allCases.filter({ $0 != live }) {
      let columns = (0..<width).filter { self.zone(at: $0) == zone }
      let count = zone.rawValue.count
      // The live zone is named even if its cells are too few.
      guard let first = columns.first, zone == live || count <= columns.count else { continue }
      let isAtItsStart = count < columns.count && zone != .diverges
      let start = isAtItsStart ? first : max(0, columns[columns.count - 1] + 1 - count)
      let taken = max(0, start - 1)..<min(width, start + count + 1)
      guard start + count <= width, cells[taken].allSatisfy({ $0.0 == " " }) else { continue }
      for (offset, character) in zone.rawValue.enumerated() {
        cells[start + offset] = (character, zone == live ? markStyle : theme.muted)
      }
    }
    return spans { cells[$0] }
  }

  /// The limit, the curvature that determines it, and the zone of the rate.
  var summary: [Span] {
    guard let limit = gauge.limit, let zone = gauge.zone else {
      let rate = [Span("lr ", theme.muted), Span(gauge.rate.readable(), theme.text)]
      let limit = gauge.curvature > 0 ? "no known limit" : "no limit here"
      return rate + [Span("  \(limit), ", theme.muted)] + curvatureSpans
    }
    let numbers = [gauge.rate, limit].readable(fitting: width)
    let rate = [Span("lr ", theme.muted), Span(numbers[0], theme.text)]
    let parts = [
      rate + [Span(" \(zone.rawValue)", style(of: zone))],
      [Span("  limit ", theme.muted), Span(numbers[1], theme.text)],
      equation.isEmpty ? [] : [Span(" " + equation, theme.muted)],
      [Span("  ", theme.muted)] + curvatureSpans,
    ]
    // If there is no room for both, the number in the formula comes first.
    let whole = parts.fitting(width)
    return whole.count == parts.joined().count
      ? whole : [parts[0], parts[1], parts[3]].fitting(width)
  }

  /// The part that does not fit into the summary: the origin of the limit, and its curvature; in
  /// one line if that fits.
  var explanation: [[Span]] {
    guard gauge.limit != nil else { return [] }
    let shown = summary.map(\.text).joined()
    var lines: [[Span]] = []
    if !equation.isEmpty, !shown.contains(equation) {
      lines.append([Span("limit \(equation)", theme.muted)])
    }
    if !shown.contains(curvatureSpans[0].text) { lines.append(curvatureSpans) }
    let line = Array(lines.joined(separator: [Span("  ", theme.muted)]))
    return lines.count > 1 && line.width <= width ? [line] : lines
  }

  private var curvatureSpans: [Span] {
    [
      Span("λ ".asFormula(isASCII: isASCII), theme.muted),
      Span(gauge.curvature.readable(), theme.text),
    ]
  }

  /// `= 2/λ`; empty if the curvature alone does not determine the limit.
  private var equation: String {
    limitFormula.map { "= \($0)".asFormula(isASCII: isASCII) } ?? ""
  }

  /// The formula of the limit from the curvature: 2/λ, or more with momentum.
  private var limitFormula: String? {
    guard let limit = gauge.limit else { return nil }
    let product = limit * gauge.curvature
    func isLimit(_ value: Double) -> Bool { abs(product - value) < 1e-9 * value }
    if isLimit(2) { return "2/λ" }
    guard let momentum = settings?["momentum"] else { return nil }
    let dampening = settings?["dampening"] ?? 0
    let (factor, beta) = (2 + 2 * momentum, momentum.readable())
    if isLimit(factor) { return "(2+2·\(beta))/λ" }
    if isLimit(factor / (1 + 2 * momentum)) { return "(2+2·\(beta))/(1+2·\(beta))/λ" }
    return isLimit(factor / (1 - dampening))
      ? "(2+2·\(beta))/(1−\(dampening.readable()))/λ" : nil
  }

  /// The sentence in lines.
  var sentence: [[Span]] {
    gauge.sentence.wrapped(to: width).map { [Span($0, theme.muted)] }
  }

  private var markStyle: Style {
    var style = gauge.zone.map(style(of:)) ?? .plain
    style.attributes.insert(.bold)
    return style
  }

  /// The column and the glyph of the live rate: an arrow beyond the ends.
  private var mark: (column: Int, glyph: Character)? {
    guard let limit = gauge.limit, limit > 0 else { return nil }
    let column = position(of: gauge.rate / limit)
    if column < 0 { return (0, isASCII ? "<" : "◀") }
    if column >= Double(width) { return (width - 1, isASCII ? ">" : "▶") }
    var place = Int(column)
    // Kept out of the neighbouring zone, even if that contains the middle of the cell.
    if let zone = gauge.zone, self.zone(at: place) != zone {
      place =
        (0..<width).filter { self.zone(at: $0) == zone }.min {
          abs($0 - place) < abs($1 - place)
        } ?? place
    }
    return (place, Character(sign))
  }

  /// In columns; −∞ for a rate of 0.
  private func position(of share: Double) -> Double {
    guard share > 0 else { return -.infinity }
    let decades = GaugeView.decades
    return (Double.log10(share) + decades.below) / (decades.below + decades.above) * Double(width)
  }

  /// The zone of a cell of the bar; the narrow one below the limit has at least one.
  private func zone(at column: Int) -> LearningRateGauge.Zone {
    guard let limit = gauge.limit, let crawl = gauge.crawlLimit else { return .good }
    let first = Int(position(of: 1).rounded())
    if column >= first { return .diverges }
    let swinging = Int(position(of: LearningRateGauge.oscillationShare).rounded(.down))
    if column >= Swift.min(swinging, first - 1) { return .oscillates }
    return Double(column) + 0.5 < position(of: crawl / limit) ? .crawls : .good
  }

  private func style(of zone: LearningRateGauge.Zone) -> Style {
    switch zone {
    case .crawls: theme.muted
    case .good: theme.good
    case .oscillates: theme.warning
    case .diverges: theme.bad
    }
  }

  /// Different in every zone, so that the bar can be read without colours.
  private func character(of zone: LearningRateGauge.Zone) -> Character {
    switch zone {
    case .crawls: isASCII ? "." : "┄"
    case .good: isASCII ? "=" : "━"
    case .oscillates: "~"
    case .diverges: isASCII ? "!" : "╳"
    }
  }

  private func spans(_ cell: (Int) -> (Character, Style)) -> [Span] {
    var spans: [Span] = []
    for column in 0..<width {
      let (character, style) = cell(column)
      if spans.last?.style == style {
        spans[spans.count - 1].text.append(character)
      } else {
        spans.append(Span(String(character), style))
      }
    }
    return spans
  }
}

import Calculus
import Canvas
import Experiments

/// What stands above and below the chart of a check.
struct CheckText {
  let check: GradientCheck
  let width: Int
  let theme: Theme
  let isASCII: Bool

  /// The lines for a height: the chart keeps at least five of them, and the verdict at least one.
  func lines(height: Int) -> (head: [[Span]], foot: [[Span]]) {
    var room = height - 5
    let verdict = verdict
    var foot = Array(verdict.prefix(max(1, min(room, verdict.count))))
    room -= foot.count
    // The legend is what makes the curves readable.
    let kinds = DifferenceKind.allCases
    let legend = room >= kinds.count ? kinds.map(bestLine) : room > 0 ? [shortLegend] : []
    room -= legend.count
    foot = legend + foot
    return (Array(values.prefix(max(0, room))), foot)
  }

  private var values: [[Span]] {
    [
      row(
        "∇f",
        pair(check.gradient, note: check.verdict.deniesGradient ? " by convention" : " exactly")),
      row("f", check.value.readable(digits: 6, fitting: width - 4)),
      row("at", pair(check.point)),
    ]
  }

  private func row(_ name: String, _ text: String) -> [Span] {
    let symbol = isASCII && name == "∇f" ? "g" : name
    return [Span(symbol.padded(to: 4), theme.muted), Span(text, theme.text)]
  }

  /// With as many figures as there is room for, before the note is left out.
  private func pair(_ point: Point, note: String = "") -> String {
    let pairs = [6, 5, 4, 3].map { digits in
      "(\(point.x.readable(digits: digits)), \(point.y.readable(digits: digits)))"
    }
    let texts = pairs.map { $0 + note } + pairs
    return texts.first { $0.count <= width - 4 } ?? ""
  }

  /// A key to both curves and their letters.
  private var shortLegend: [Span] {
    DifferenceKind.allCases.flatMap { kind in
      let best = kind.best(in: check).map { " h \($0.h.readable())  " } ?? "  "
      return [stroke(of: kind), letter(of: kind), Span(best, theme.text)]
    }
  }

  /// A key to the curve and the letter, and what it found.
  private func bestLine(_ kind: DifferenceKind) -> [Span] {
    let name = [stroke(of: kind), Span(kind.name + " ", theme.text), letter(of: kind)]
    guard let best = kind.best(in: check) else {
      return name + [Span(" undefined", theme.warning)]
    }
    let error = kind.error(of: best).readable(digits: 1)
    return [
      name + [Span(" best h ", theme.muted), Span(best.h.readable(), theme.text)],
      [Span(" error ", theme.muted), Span(error, theme.text)],
    ].fitting(width)
  }

  private func stroke(of kind: DifferenceKind) -> Span {
    let sign = isASCII ? kind.stroke : kind.isBroken ? "╌" : "─"
    return Span(
      "\(sign)\(sign) ", Style(foreground: kind.color(depth: theme.depth), attributes: .bold))
  }

  private func letter(of kind: DifferenceKind) -> Span {
    Span(
      String(kind.letter),
      Style(foreground: kind.color(depth: theme.depth), attributes: [.bold, .reverse]))
  }

  private var verdict: [[Span]] {
    let style: Style =
      switch check.verdict {
      case .agrees: theme.good
      case .kink, .jump, .undefined: theme.warning
      case .disagrees: theme.bad
      }
    let lines = "\(check.verdict.name): \(check.verdict.sentence)".wrapped(to: width)
    return lines.map { [Span($0, style)] }
  }
}

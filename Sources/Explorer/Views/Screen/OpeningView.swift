import Calculus
import Canvas

extension Frame {
  /// Draws what is there to say of a loss before the race: how much of it is known, and what comes then.
  mutating func drawOpening(
    _ source: any AnswerSource, isASCII: Bool, in area: Rectangle, theme: Theme
  ) {
    guard area.width >= 10, area.height >= 1 else { return }
    let (known, needed) = (source.answerCount, source.lossesForRace)
    let hasLattice = source.detail > 0
    let share = hasLattice ? 1 : min(0.9, Double(known) / Double(needed))
    let width = min(area.width, 40)
    let filled = Int((Double(width) * share).rounded(.down))
    let (full, empty) = isASCII ? ("#", ".") : ("█", "░")
    let bar = [
      Span(String(repeating: full, count: filled), theme.accent),
      Span(String(repeating: empty, count: width - filled), theme.muted),
    ]
    let sentences = [
      known == 0
        ? "The program is starting: no loss is known yet."
        : hasLattice
          ? "\(known.grouped) losses are known; learning rates are sought along the first steps."
          : "\(known.grouped) losses are known; the race begins after about \(needed).",
      "The map is foretold between them, and becomes finer.",
    ]
    let lines =
      sentences[0].wrapped(to: area.width).map { [Span($0, theme.text)] } + [bar, []]
      + sentences[1].wrapped(to: area.width).map { [Span($0, theme.muted)] }
    for (row, line) in lines.prefix(area.height).enumerated() {
      put(line, column: area.column, row: area.row + row, width: area.width)
    }
  }
}

extension AnswerSource {
  /// About how many losses must be known for the race to begin: a lattice of 9×9, and the gradients of the
  /// first steps, by which the learning rates are chosen.
  fileprivate var lossesForRace: Int { 81 + 6 * callsPerGradient }

  /// What the title line says: how derivatives come about, how much is known, and how much is still asked
  /// for: " · differences, h = 3.1e-05 · 1,120 losses, 64 asked".
  /// - Parameter room: columns that it may take.
  func words(isOpening: Bool, fitting room: Int) -> String {
    let note = note.map { " · \($0)" } ?? ""
    if isOpening, detail == 0 {
      return note + " · \(answerCount.grouped) of about \(lossesForRace) losses"
    }
    let asked = openCount > 0 ? "\(openCount.grouped) asked" : ""
    let whole = [note + " · \(answerCount.grouped) losses", asked].filter { !$0.isEmpty }
      .joined(separator: ", ")
    if whole.count <= room { return whole }
    return note + (asked.isEmpty ? "" : " · \(asked)")
  }
}

import Canvas
import Lessons

/// The paragraphs of a lesson's pane.
struct LessonText: Hashable, Sendable {
  struct Paragraph: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
      case text, question, task, hint, outcome, closing
      /// An answer with its number, which may have been chosen, and may be known to be right.
      case answer(Int, isCurrent: Bool)
    }

    let kind: Kind
    let pieces: [Sentence.Piece]
  }

  let paragraphs: [Paragraph]

  /// A line with the paragraph that it belongs to.
  struct Line: Hashable, Sendable {
    let kind: Paragraph.Kind
    let pieces: [Sentence.Piece]
  }

  /// The lines in a width, a blank one between paragraphs other than answers.
  func lines(width: Int) -> [Line?] {
    var lines: [Line?] = []
    var wasAnswer = false
    for paragraph in paragraphs {
      var isAnswer = false
      if case .answer = paragraph.kind { isAnswer = true }
      if !lines.isEmpty, !(isAnswer && wasAnswer) { lines.append(nil) }
      wasAnswer = isAnswer
      let indent = paragraph.kind.mark.count
      for pieces in paragraph.pieces.wrapped(to: max(8, width - indent)) {
        lines.append(Line(kind: paragraph.kind, pieces: pieces))
      }
    }
    return lines
  }
}

extension LessonText.Paragraph.Kind {
  /// What stands before the first line.
  var mark: String {
    switch self {
    case .answer(let number, let isCurrent): (isCurrent ? "› " : "  ") + "\(number) "
    case .task: "▸ "
    case .text, .question, .hint, .outcome, .closing: ""
    }
  }
}

extension Guide {
  /// What the pane says now.
  func text(in situation: Situation) -> LessonText { text(in: situation, at: phase) }

  /// What the pane says now, and in the other phases of the step, as far as it is known, so that its
  /// size can stay.
  func allTexts(in situation: Situation) -> [LessonText] {
    var phases: [Phase] = [phase, .finished]
    if step.prediction != nil { phases.append(.asking) }
    if step.task != nil { phases.append(.trying) }
    return phases.map { text(in: situation, at: $0) }
  }

  private func text(in situation: Situation, at phase: Phase) -> LessonText {
    typealias Paragraph = LessonText.Paragraph
    func paragraph(_ kind: Paragraph.Kind, _ sentence: Sentence?) -> Paragraph? {
      sentence.map { Paragraph(kind: kind, pieces: $0.pieces(in: situation)) }
    }
    var paragraphs = [paragraph(.text, step.text)]
    if let prediction = step.prediction {
      if phase == .asking || phase == .watching {
        paragraphs.append(paragraph(.question, prediction.question))
        for (index, answer) in prediction.answers.enumerated() {
          let isCurrent = index == (self.answer ?? cursor)
          paragraphs.append(
            paragraph(.answer(index + 1, isCurrent: isCurrent), answer.text))
        }
      } else {
        paragraphs.append(
          Paragraph(kind: .outcome, pieces: outcomePieces(prediction, in: situation)))
      }
    }
    if phase == .trying {
      paragraphs.append(paragraph(.task, step.task?.text))
      if showsHint { paragraphs.append(paragraph(.hint, step.task?.hint)) }
    }
    if phase == .finished {
      let closing = closing ?? step.closing?.pieces(in: situation)
      if step.task != nil {
        paragraphs.append(
          Paragraph(
            kind: .closing,
            pieces: [Sentence.Piece(text: "Done. ", isStrong: true)] + (closing ?? [])))
      } else if let closing {
        paragraphs.append(Paragraph(kind: .closing, pieces: closing))
      }
    }
    return LessonText(paragraphs: paragraphs.compactMap(\.self))
  }

  /// "You said 4; it was 17." and why.
  private func outcomePieces(_ prediction: Lesson.Prediction, in situation: Situation)
    -> [Sentence.Piece]
  {
    func plain(_ text: String) -> Sentence.Piece { Sentence.Piece(text: text, isStrong: false) }
    func strong(_ index: Int) -> Sentence.Piece {
      Sentence.Piece(text: prediction.answers[index].text.text(in: situation), isStrong: true)
    }
    let said = answer ?? 0
    var pieces = [plain("You said "), strong(said)]
    switch outcome?.right {
    case said?: pieces.append(plain(", and so it was. "))
    case let right?: pieces += [plain("; it was "), strong(right), plain(". ")]
    case nil: pieces.append(plain(". "))
    }
    return pieces + (outcome?.reason ?? prediction.reason?.pieces(in: situation) ?? [])
  }
}

extension [Sentence.Piece] {
  /// Whether the word is the first half of a point, such as "(4," of "(4, 1.8)", which stays on one
  /// line.
  fileprivate var isOpenPoint: Bool {
    let text = map(\.text).joined()
    return text.hasPrefix("(") && text.hasSuffix(",") && text.count <= 8
  }

  /// The pieces in lines, broken at blanks.
  fileprivate func wrapped(to width: Int) -> [[Sentence.Piece]] {
    // Words keep their pieces: a term may end in the middle of one, before a comma.
    var words: [[Sentence.Piece]] = [[]]
    for piece in self {
      let parts = piece.text.split(separator: " ", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index > 0, words.last?.isOpenPoint == true {
          words[words.count - 1].append(Sentence.Piece(text: " ", isStrong: piece.isStrong))
        } else if index > 0 {
          words.append([])
        }
        guard !part.isEmpty else { continue }
        words[words.count - 1].append(Sentence.Piece(text: String(part), isStrong: piece.isStrong))
      }
    }
    var lines: [[Sentence.Piece]] = []
    var line: [Sentence.Piece] = []
    var length = 0
    for word in words where !word.isEmpty {
      let count = word.reduce(0) { $0 + $1.text.count }
      if length > 0, length + 1 + count > width {
        lines.append(line)
        (line, length) = ([], 0)
      }
      if length > 0 {
        let isWithin = line.last?.isStrong == true && word.first?.isStrong == true
        line.append(Sentence.Piece(text: " ", isStrong: isWithin))
        length += 1
      }
      line += word
      length += count
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}

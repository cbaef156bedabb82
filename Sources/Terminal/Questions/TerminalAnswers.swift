import Canvas
import Input

/// What the terminal has answered so far, and what follows from it.
struct TerminalAnswers: Hashable, Sendable {
  private(set) var background: Background?
  private(set) var version: String?
  private(set) var secondaryAttributes: [Int] = []
  /// Whether a 24-bit colour read back as the one that was sent: false where another did, nil where
  /// the terminal did not say.
  private(set) var takesDirectColor: Bool?
  /// Whether the terminal shows what comes between two commands all at once.
  private(set) var synchronizes = false
  /// What each entry of the palette showed when it was asked for the first time.
  private(set) var originals: [Int: Color] = [:]
  /// What the probed entry showed, each time it was asked.
  private var probed: [Color] = []
  private(set) var isComplete = false

  mutating func take(_ answer: TerminalAnswer) {
    switch answer {
    case .background(let background): self.background = background
    case .paletteEntry(let index, let color):
      if index == Questions.probedEntry { probed.append(color) }
      if originals[index] == nil, color != Questions.probe { originals[index] = color }
    case .rendition(let parameters):
      // Some answer without what was set.
      if Questions.hasBackground(parameters) { takesDirectColor = Questions.isProbe(parameters) }
    case .version(let version): self.version = version
    case .mode(let number, let state):
      if number == ControlStrings.synchronizedUpdate { synchronizes = (1...3).contains(state) }
    case .secondaryAttributes(let numbers): secondaryAttributes = numbers
    case .attributes: isComplete = true
    }
  }

  /// Whether entries of the palette can be asked for.
  var hasPalette: Bool { !probed.isEmpty }

  /// Whether the probed entry read back as redefined.
  var canRedefinePalette: Bool { probed.last == Questions.probe }
}

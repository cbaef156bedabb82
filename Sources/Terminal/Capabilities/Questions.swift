import Canvas
import Input

/// The questions to a terminal at the start, sent together.
enum Questions {
  /// A colour that is in no default palette.
  static let probe = Color(0x12_34_56)
  /// The entry of the palette that is redefined and restored: the last one, a light gray.
  static let probedEntry = 255

  /// The questions; the last one is the one that every terminal answers.
  ///
  /// - Parameters:
  ///   - withColors: Whether to ask which colours the terminal supports.
  ///   - withDeviceControl: Whether to ask with strings and dollar signs, which some terminals print.
  static func text(withColors: Bool, withDeviceControl: Bool) -> String {
    let probe = "\u{1B}[48;2;18;52;86m" + rendition + "\u{1B}[0m"
    let entry =
      PaletteCommand.ask(probedEntry) + PaletteCommand.set(probedEntry, Self.probe)
      + PaletteCommand.ask(probedEntry) + PaletteCommand.reset(probedEntry)
    return background + cellSize + (withColors && withDeviceControl ? probe : "")
      + (withColors ? entry : "")
      + version + secondaryAttributes + (withDeviceControl ? synchronizedUpdate : "") + attributes
  }

  private static let background = "\u{1B}]11;?\u{7}"
  /// DECRQSS: the present style.
  private static let rendition = "\u{1B}P$qm\u{1B}\\"
  /// XTVERSION.
  private static let version = "\u{1B}[>q"
  /// XTWINOPS: the size of a cell in pixels.
  static let cellSize = "\u{1B}[16t"
  /// DA2 and DA1.
  private static let secondaryAttributes = "\u{1B}[>c"
  static let attributes = "\u{1B}[c"
  /// DECRQM.
  private static let synchronizedUpdate = "\u{1B}[?\(ControlStrings.synchronizedUpdate)$p"

  /// Whether a style contains a background colour.
  static func hasBackground(_ parameters: String) -> Bool {
    parameters.split { $0 == ";" || $0 == ":" }.contains("48")
  }

  /// Whether a style has the probe as its background, in one of the three forms of terminals:
  /// `48;2;R;G;B`, `48:2:R:G:B`, and `48:2::R:G:B` with a colour space.
  static func isProbe(_ parameters: String) -> Bool {
    let numbers = parameters.split { $0 == ";" || $0 == ":" }.compactMap { Int($0) }
    return (0..<max(0, numbers.count - 4)).contains {
      numbers[$0...].starts(with: [48, 2]) && numbers[($0 + 2)...].starts(with: [18, 52, 86])
        || numbers[$0...].starts(with: [48, 2, 0, 18, 52, 86])
    }
  }
}

/// The answers of the terminal so far, and the conclusions from them.
struct TerminalAnswers: Hashable, Sendable {
  private(set) var background: Color?
  private(set) var cellSize: CellSize?
  /// Whether the terminal shows images; false also after it refused one.
  private(set) var showsImages = false
  private(set) var version: String?
  private(set) var secondaryAttributes: [Int] = []
  /// Whether a 24-bit colour was read back unchanged; nil without an answer.
  private(set) var takesDirectColor: Bool?
  /// Whether the terminal can show all output between two commands at once.
  private(set) var synchronizes = false
  /// The colour of each entry of the palette in its first answer.
  private(set) var originals: [Int: Color] = [:]
  /// The colours of the probed entry in all answers.
  private var probed: [Color] = []
  private(set) var isComplete = false

  mutating func take(_ answer: TerminalAnswer) {
    switch answer {
    case .background(let background): self.background = background
    case .paletteEntry(let index, let color):
      if index == Questions.probedEntry { probed.append(color) }
      if originals[index] == nil, color != Questions.probe { originals[index] = color }
    case .rendition(let parameters):
      // Some terminals answer without the background that was set.
      if Questions.hasBackground(parameters) { takesDirectColor = Questions.isProbe(parameters) }
    case .version(let version): self.version = version
    case .mode(let number, let state):
      if number == ControlStrings.synchronizedUpdate { synchronizes = (1...3).contains(state) }
    case .secondaryAttributes(let numbers): secondaryAttributes = numbers
    case .cellSize(let size): cellSize = size
    case .image(let id, let isDone):
      if id == GraphicsCommand.questionID {
        showsImages = isDone
      } else if !isDone {
        showsImages = false
      }
    case .attributes: isComplete = true
    }
  }

  /// Whether the terminal answers questions for its palette.
  var hasPalette: Bool { !probed.isEmpty }

  /// Whether the probed entry was read back as redefined.
  var canRedefinePalette: Bool { probed.last == Questions.probe }
}

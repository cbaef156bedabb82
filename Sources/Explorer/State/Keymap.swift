import Canvas

/// Which key does what: the one table behind the behaviour, the footer, the help and the README.
public enum Keymap {
  /// One line of the help: keys that belong together.
  public struct Row: Sendable {
    /// The keys as a person reads them: "← →".
    public let keys: String
    /// Other keys for the same, on a screen without arrows: ", .".
    let keysInASCII: String
    /// What they do, for the help.
    public let meaning: String
    public let group: Group
    /// One or two words for the footer, where the row has a place there.
    public let hint: String?
    public let bindings: [(key: Key, action: Action)]

    init(
      _ keys: String, ascii: String? = nil, _ meaning: String, _ group: Group,
      hint: String? = nil, _ bindings: KeyValuePairs<Key, Action>
    ) {
      self.keys = keys
      keysInASCII = ascii ?? keys
      self.meaning = meaning
      self.group = group
      self.hint = hint
      self.bindings = bindings.map { ($0.key, $0.value) }
    }
  }

  public enum Group: String, CaseIterable, Sendable {
    case time = "Time"
    case rate = "Learning rate"
    case runs = "Optimizers"
    case place = "Surface and place"
    case look = "Look"
    case program = "Program"
  }

  /// What a key does while no picker, prompt or help is open; nil for a key without a meaning.
  public static func action(for key: Key) -> Action? { table[key] }

  private static let table: [Key: Action] = Dictionary(
    rows.flatMap { $0.bindings.map { ($0.key, $0.action) } },
    uniquingKeysWith: { first, _ in first }
  )

  /// All rows as a table in Markdown, for the README.
  static var markdown: String {
    let lines = rows.map { "| `\($0.keys.replacing("|", with: "\\|"))` | \($0.meaning) |" }
    return (["| keys | what they do |", "|---|---|"] + lines).joined(separator: "\n")
  }

  /// The rows whose hints stand in the footer, most useful first.
  static let footerOrder = [
    "space", "↓ ↑", "← →", "Tab", "v", "s", "o", "f", "b", "R", "[ ]", "z Z", "c",
  ]

  public static let rows: [Row] = time + rate + runs + place + look + program

  private static let time = [
    Row("space", "play or pause", .time, hint: "play", [.character(" "): .togglePlay]),
    Row(
      "← →", ascii: ", .", "one step back, forward (also , .)", .time, hint: "step",
      [
        .left: .step(-1), .right: .step(1), .character(","): .step(-1), .character("."): .step(1),
      ]),
    Row(
      "< >", "ten steps back, forward", .time,
      [.character("<"): .step(-10), .character(">"): .step(10)]),
    Row(
      "Home End", "first, last step (also ^ $)", .time,
      [
        .home: .firstStep, .end: .lastStep, .character("^"): .firstStep, .character("$"): .lastStep,
      ]),
    Row(
      "[ ]", "slower, faster", .time, hint: "speed",
      [.character("["): .slower, .character("]"): .faster]),
    Row("R", "back to the start and play", .time, hint: "restart", [.character("R"): .restart]),
  ]

  private static let rate = [
    Row(
      "↓ ↑", ascii: "- +", "learning rate ÷, × 1.26: ten presses make a factor of 10 (also - +)",
      .rate,
      hint: "learning rate",
      [
        .down: .scaleLearningRate(tenths: -1), .up: .scaleLearningRate(tenths: 1),
        .character("-"): .scaleLearningRate(tenths: -1),
        .character("+"): .scaleLearningRate(tenths: 1),
        .character("="): .scaleLearningRate(tenths: 1),
      ]),
    Row(
      "PgDn PgUp", ascii: "{ }", "learning rate ÷, × 10 (also { })", .rate,
      [
        .pageDown: .scaleLearningRate(tenths: -10), .pageUp: .scaleLearningRate(tenths: 10),
        .character("{"): .scaleLearningRate(tenths: -10),
        .character("}"): .scaleLearningRate(tenths: 10),
      ]),
    Row("r", "type a learning rate", .rate, [.character("r"): .typeLearningRate]),
    Row(
      "b", "a change replays from the start, or branches at this step", .rate,
      hint: "branch", [.character("b"): .toggleBranching]),
  ]

  private static let runs = [
    Row(
      "Tab", "select the next optimizer (Shift-Tab: the previous one)", .runs, hint: "select",
      [.tab: .selectNext, .backTab: .selectPrevious]),
    Row(
      "1 … 9", ascii: "1-9", "select an optimizer; 0: all of them", .runs,
      [
        .character("1"): .select(0), .character("2"): .select(1), .character("3"): .select(2),
        .character("4"): .select(3), .character("5"): .select(4), .character("6"): .select(5),
        .character("7"): .select(6), .character("8"): .select(7), .character("9"): .select(8),
        .character("0"): .selectAll,
      ]),
    Row(
      "o", "choose the optimizers that run", .runs, hint: "optimizers",
      [.character("o"): .pickOptimizers]),
    Row("d", "a new random seed", .runs, [.character("d"): .newSeed]),
  ]

  private static let place = [
    Row("s", "choose a surface", .place, hint: "surface", [.character("s"): .pickSurface]),
    Row(
      "n N", "next, previous surface", .place,
      [.character("n"): .changeSurface(by: 1), .character("N"): .changeSurface(by: -1)]),
    Row("f", "type a formula", .place, hint: "formula", [.character("f"): .typeFormula]),
    Row(
      "h j k l", "move the start (or click on the map)", .place,
      [
        .character("h"): .moveStart(columns: -1, rows: 0),
        .character("j"): .moveStart(columns: 0, rows: 1),
        .character("k"): .moveStart(columns: 0, rows: -1),
        .character("l"): .moveStart(columns: 1, rows: 0),
      ]),
    Row(
      "z Z", "zoom in, out (or the wheel)", .place, hint: "zoom",
      [.character("z"): .zoom(.closer), .character("Z"): .zoom(.wider)]),
    Row(
      "H J K L", "move the map (or drag it)", .place,
      [
        .character("H"): .pan(columns: -4, rows: 0), .character("J"): .pan(columns: 0, rows: 2),
        .character("K"): .pan(columns: 0, rows: -2), .character("L"): .pan(columns: 4, rows: 0),
      ]),
  ]

  private static let look = [
    Row("v", "side by side or overlay", .look, hint: "view", [.character("v"): .switchView]),
    Row(
      "c", "contours: bands and lines, bands, lines", .look, hint: "contours",
      [.character("c"): .switchContours]),
    Row(
      "g", "glyphs: quadrants, sextants, half-blocks, braille, ASCII", .look,
      [.character("g"): .switchGlyphs]),
    Row("C", "colour ramp", .look, [.character("C"): .switchRamp]),
    Row(
      "m", "levels: automatic, linear, log, asinh, quantile", .look,
      [.character("m"): .switchLevels]),
  ]

  private static let program = [
    Row("?", "this help", .program, hint: "help", [.character("?"): .showHelp]),
    Row("Esc", "close what is open (never quits)", .program, [.escape: .close]),
    Row(
      "q", "quit (also Ctrl-C)", .program, hint: "quit",
      [.character("q"): .quit, .control("c"): .interrupt]),
    Row("Ctrl-Z", "suspend; fg comes back", .program, [.control("z"): .suspend]),
  ]
}

import TestSupport

@testable import Calculus
@testable import Canvas
@testable import Comparison
@testable import Explorer
@testable import Input
@testable import Landscape
@testable import LessonCatalog
@testable import Lessons
@testable import Optimizers
@testable import SurfaceCatalog

/// Runs the explorer: the first bytes choose what is raced and how it looks, the others what happens.
func takeSession(_ bytes: [UInt8]) {
  var script = Script(bytes)
  guard var session = Session(&script) else { return }
  session.draw()
  var events = 0
  while !script.isAtEnd, events < 60 {
    events += 1
    session.happen(&script)
    // As in the program, where all events that wait are handled before the next picture.
    if events.isMultiple(of: 10) { session.draw() }
  }
  session.end(with: EndCheck(rawValue: events % 8))
}

/// Bytes that choose; zeros behind their end.
struct Script {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position >= bytes.count }

  mutating func byte() -> Int {
    guard !isAtEnd else { return 0 }
    defer { position += 1 }
    return Int(bytes[position])
  }

  mutating func choice<Choice>(of choices: [Choice]) -> Choice { choices[byte() % choices.count] }

  /// Any size, seven times out of eight a small one.
  mutating func size() -> Size {
    guard byte() % 8 == 0 else { return choice(of: sizes) }
    return Size(width: choice(of: edges.widths), height: choice(of: edges.heights))
  }
}

/// The explorer as the loop of the program runs it, without a terminal.
private struct Session {
  private var state: ExplorerState
  private var painter = Painter()
  private var pointer = Pointer()
  private var recording: Canvas.Recording
  private var seconds = 0.0
  /// The loss, if its values are waited for.
  private let slow: SlowLoss?

  init?(_ script: inout Script) {
    let (number, optimizer, look) = (script.byte(), script.byte(), script.byte())
    slow = number < 240 ? nil : try? SlowLoss(formulas[number % formulas.count])
    let surface = slow.map { .slow($0) } ?? Session.surface(number)
    var setup = Setup(surface: surface)
    let kinds = OptimizerKind.all
    let count = [0, 1, 2, 4, 12, 3][optimizer % 6]
    let isOfOne = look & 0x80 != 0
    setup.optimizers = (0..<count).map {
      OptimizerSpec(
        kinds[(optimizer / 6 + (isOfOne ? 0 : $0 * 7)) % kinds.count],
        learningRate: isOfOne ? LearningRatePlan(0.003 * Double($0 + 1)) : nil)
    }
    setup.steps = optimizer & 0x80 == 0 ? nil : 60
    setup.recordings = look & 0x40 == 0 ? [] : recordings
    let appearance = Appearance(
      view: look & 1 == 0 ? nil : .relief,
      glyphs: GlyphSet.allCases[look / 2 % GlyphSet.allCases.count],
      ramp: Ramp.allCases[look / 16 % Ramp.allCases.count], depth: depths[look / 4 % depths.count])
    guard let scene = slow == nil ? measured(setup) : try? Scene(openingOn: setup) else {
      return nil
    }
    state = ExplorerState(
      scene: scene,
      playback: Playback(
        isPlaying: true, limit: setup.steps.map { Budget($0, of: .steps) }),
      appearance: appearance, size: script.choice(of: sizes), catalog: catalog)
    recording = Canvas.Recording(title: setup.surface.name)
    if (220..<240).contains(number) {
      let lesson = lessons[number % lessons.count]
      let places = lesson.places
      state.open(lesson, at: places[optimizer % places.count])
    }
  }

  private static func surface(_ number: Int) -> Surface {
    let names = SurfaceCatalog.names
    if number < 200, let surface = surfaces[names[number % names.count]] { return surface }
    guard let formula = try? Formula(formulas[number % formulas.count]) else {
      fatalError("a formula of the list cannot be read")
    }
    return .typed(formula: formula)
  }

  mutating func happen(_ script: inout Script) {
    let kind = script.byte()
    switch kind {
    case 0..<140:
      let scalar = UInt8(0x20 + script.byte() % 95)
      take(.key(.character(Character(Unicode.Scalar(scalar)))), kind)
    case 140..<170: take(.key(script.choice(of: keys)), kind)
    case 170..<185:
      take(.resize(script.size()), kind)
    case 185..<215:
      let action = [Mouse.Action.press, .drag, .release, .wheelUp, .wheelDown][kind % 5]
      let mouse = Mouse(action, column: script.byte(), row: script.byte() % 90)
      for meaning in pointer.meanings(of: mouse) { act(on: state.handle(meaning), kind) }
    case 215..<225: take(.paste(script.choice(of: pastes)), kind)
    case 225..<229:
      let level: UInt8 = script.byte() & 1 == 0 ? 0 : 255
      take(.background(Color(red: level, green: level, blue: level)), kind)
    case 229: take(.resume, kind)
    case 230..<233:
      if let cell = CellSize(width: 4, height: 8) { take(.cellSize(cell), kind) }
      let images = script.byte()
      take(
        .display(
          depth: script.choice(of: depths), glyphs: script.choice(of: GlyphSet.allCases),
          showsImages: images & 1 == 0, prefersImages: images & 2 == 0), kind)
    case 233..<245:
      let step = script.choice(of: [0.001, 0.02, 0.1, 0.25, 1])
      seconds += step
      _ = state.advance(seconds: step)
    case 245..<248:
      let surface = surfaces[script.choice(of: SurfaceCatalog.names)]
      if let surface, state.surfaceFile != nil { state.reload(.success(surface)) }
      state.reload(.failure(SurfaceFault("line 3, column 2: \u{1B}[31mno")))
    case 248..<251: slow?.answer(script.byte() % 4 == 0 ? 1 : .max)
    default:
      var slices = script.byte() % 3
      state.work {
        slices -= 1
        return slices >= 0
      }
    }
  }

  private mutating func take(_ event: Event, _ kind: Int) { act(on: state.handle(event), kind) }

  private mutating func act(on effect: ExplorerState.Effect?, _ kind: Int) {
    switch effect {
    case .export(let export):
      if kind & 1 == 0 {
        state.reportDone(export)
      } else {
        state.report(kind & 2 == 0 ? .fileExists : .failed("no"), of: export)
      }
    case .copy(let text): promise(!text.isEmpty, "a command line is not empty")
    case .stopRecording: state.reportRecording(writtenTo: "a.cast", fault: nil)
    case .quit, .interrupt, .suspend, nil: break
    }
  }

  @discardableResult mutating func draw() -> Frame {
    let drawing = painter.drawing(of: state, images: .any)
    // As in the program: what is recorded or written has no images.
    let hasImages = !drawing.frame.underlays.isEmpty
    let frame = hasImages ? painter.drawing(of: state).frame : drawing.frame
    promise(frame.size == state.size, "a frame has the size of the screen")
    promise(
      frame.cells.allSatisfy {
        let value = $0.glyph.value
        return value == 0 || value >= 0x20 && !(0x7F..<0xA0).contains(value)
      }, "no control characters in a frame")
    pointer.targets = drawing.targets
    state.see(drawing.shown)
    _ = recording.add(frame, at: seconds, depth: state.appearance.depth)
    let recorded = state.race.runs.count { $0.isRecorded }
    promise(
      state.race.runs.count == state.scene.settings.count + recorded, "each optimizer has a run")
    promise(state.scene.labels.count == state.race.runs.count, "each run has a label")
    promise(state.ghosts.count == state.race.runs.count, "each run has a place for its old path")
    if let selection = state.selection {
      promise(state.race.runs.indices.contains(selection), "the selected run exists")
    }
    return frame
  }

  mutating func end(with check: EndCheck?) {
    let frame = draw()
    switch check {
    case .svg: _ = frame.svg()
    case .secondPainter:
      let again = painter.drawing(of: state).frame
      var other = Painter()
      promise(other.drawing(of: state).frame == again, "what a painter keeps changes nothing")
    case .text:
      _ = frame.plainText
      promise(!state.commandLine.isEmpty, "a command line is not empty")
    case nil: break
    }
  }
}

/// What is done with the last screen, as each takes as long as some events: it is written as a picture,
/// drawn by another painter, or written as text.
private enum EndCheck: Int {
  case svg, secondPainter, text
}

extension Surface {
  /// A loss as a program computes it, at any pace.
  fileprivate static func slow(_ loss: SlowLoss) -> Surface {
    Surface(
      id: "slow", name: "Slow",
      loss: .given(GivenLoss(text: "slow", arguments: [], function: loss)),
      domain: Domain(x: -2...2, y: -2...2), start: Point(1, 1))
  }
}

/// A scene of a setup; what takes long to measure is kept for other inputs, as the explorer keeps it
/// for the next change.
private func measured(_ setup: Setup) -> Scene? {
  let name = setup.surface.name
  if kept[name] == nil, let scene = try? Scene(Setup(surface: setup.surface)) {
    kept[name] = (
      scene, LearningRates(of: scene.setup, function: scene.function, start: scene.start)
    )
  }
  guard let former = kept[name]?.scene else { return nil }
  var setup = setup
  for index in setup.optimizers.indices {
    setup.optimizers[index].settled = kept[name]?.rates.settled(setup.optimizers[index])
  }
  return try? Scene(setup, after: former)
}

/// libFuzzer calls on one thread.
nonisolated(unsafe) private var kept: [String: (scene: Scene, rates: LearningRates)] = [:]

/// The built-in surfaces, read once.
private let surfaces = Dictionary(
  uniqueKeysWithValues: SurfaceCatalog.names.compactMap { name in
    SurfaceCatalog.surface(named: name).map { (name, $0) }
  })

private let lessons = LessonCatalog.entries.compactMap { try? $0.lesson() }

private let catalog = Catalog(
  names: SurfaceCatalog.names, recordings: { $0.runs.isEmpty ? [] : recordings },
  surface: { surfaces[$0] })

/// Two of one name, and one that begins late, has gaps and ends early.
let recordings = ["SGD", "SGD", "mine"].enumerated().map { number, name in
  var recording = Optimizers.Recording(name: name, optimizer: number == 1 ? "sgd" : nil)
  for step in number < 2 ? 0..<40 : 5..<12 {
    let point = Point(1 / Double(step + 1), number == 2 && step == 7 ? .nan : 0.5)
    recording.append(step: number == 2 ? 10 * step : step, point, loss: 1 / Double(step + 2))
  }
  return recording
}

/// Small ones more often: what a small screen shows takes the same ways.
private let sizes = [
  Size(width: 40, height: 12), Size(width: 60, height: 16), Size(width: 41, height: 13),
  Size(width: 80, height: 24), Size(width: 100, height: 12), Size(width: 40, height: 30),
  Size(width: 60, height: 20), Size(width: 50, height: 14),
]

/// The limits at which the parts of the screen change, and some far beyond.
private let edges = (
  widths: [0, 1, 2, 10, 39, 40, 41, 60, 80, 99, 100, 120, 160, 200],
  heights: [0, 1, 2, 5, 11, 12, 13, 20, 24, 29, 30, 40, 60, 70]
)

private let depths: [ColorDepth] = [.none, .eight, .sixteen, .indexed256, .trueColor]

private let keys: [Key] = [
  .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .enter, .escape, .tab, .backTab,
  .backspace, .delete, .insert, .function(5), .control("r"), .control("w"), .control("u"),
  .control("a"), .control("e"), .control("p"), .control("n"), .control("d"),
]

private let formulas = [
  "x", "x^2+y^2", "1/x + y^2", "sin(50x)*exp(y)", "log(x+1)+y^2", "1e300*x^2+y^2", "abs(x)+abs(y)",
  "0*x", "floor(x)+y^2", "x^2*1e-300+y^2",
]

private let pastes = [
  "x^2", "sin(x)*y", "1e308", "-1e-320", "0", "x^4+y^4-3x*y", "\u{1B}[31m", "日本語",
  "e\u{301}\u{200D}", "1/x", "log(x)", "exp(exp(x))", "abs(x)", "floor(x)", "3, -2", "1e308 1e308",
  "a.svg", "(x", "0.1/0.2@3", "cosine:t_max=5", "full", "32", "true", "1e3", "x*1e300", "5", "-5",
  "y", "0*x", "min(x,y)", "max(x,1/y)",
]

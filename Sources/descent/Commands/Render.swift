import ArgumentParser
import Canvas
import Comparison
import Explorer
import Optimizers
import Terminal

struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw one picture of the explorer, as text, ANSI or SVG.",
    discussion: """
      EXAMPLES
        descent render himmelblau --format svg > himmelblau.svg
        descent render -f 'sin(x) * sin(y) + 0.1(x^2 + y^2)' --size 80x24 --steps 300
      """)

  @OptionGroup var setup: SetupOptions
  @OptionGroup var look: ViewOptions

  @Option(
    parsing: .unconditional,
    help: """
      The number of steps (default: 100, or all that are recorded); on another axis, those of the run \
      whose steps cost most.
      """,
    transform: Values.steps)
  var steps: Int?

  @Option(help: "The output format.")
  var format = Format.text

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Size in character cells.", valueName: "120x40"),
    transform: Values.size)
  var size = Size(width: 120, height: 40)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, ansi, svg
  }

  func run() throws {
    let scene = try setup.scene(steps: steps ?? 100, target: look.target)
    try look.check(in: scene)
    try Render.printPicture(
      of: scene, limit: look.spending.budget ?? Budget(steps ?? scene.pictureSteps, of: .steps),
      size: size,
      format: format,
      look: Look(options: look, preferences: .storedOrWarned()))
  }

  /// Prints what the explorer would show at a moment, by default the last one.
  static func printPicture(
    of scene: Scene, position: Int? = nil, limit: Budget, size: Size, format: Format, look: Look,
    withTable: Bool = false
  ) throws(Failure) {
    let depth: ColorDepth =
      switch format {
      case .text: .none
      case .ansi, .svg: look.color.depthOfPictures
      }
    var state = ExplorerState(
      scene: scene, playback: Playback(position: position ?? 0, isPlaying: false, limit: limit),
      appearance: look.appearance(depth: depth), size: size,
      catalog: Catalog(names: []) { _ in nil }, keymap: look.preferences.keymap, focus: look.focus)
    if position == nil { state.showLast() }
    look.open(in: &state)
    var painter = Painter()
    var drawing = painter.drawing(of: state)
    // How many starts the basins have follows from the picture.
    state.see(drawing.shown)
    if state.hasWork {
      state.completeWork()
      drawing = painter.drawing(of: state)
    }
    let picture =
      switch format {
      case .text: drawing.frame.plainText
      case .ansi: drawing.frame.ansi(depth: depth)
      case .svg:
        drawing.frame.svg(
          on: state.appearance.background, cellAspect: state.appearance.cellAspect)
      }
    try TextOutput.print(picture + (picture.hasSuffix("\n") ? "" : "\n"))
    if withTable { try TextOutput.print("\n" + state.finalTable) }
  }
}

extension ExplorerState {
  /// All runs at the step shown, as aligned text.
  var finalTable: String {
    let heading = ["optimizer", "step", "x", "y", "loss", "|gradient|", "lr", "verdict"]
    var table = Table(heading.map { ($0, .left) })
    table.rows = race.runs.indices.map { index in
      let run = race.runs[index]
      let row = present(of: index)
      return [
        scene.labels[index].nameOrText(of: run.settings), "\(step(of: index))",
        "\(row.point.x)",
        "\(row.point.y)", "\(row.loss)", "\(row.gradientNorm)", "\(row.learningRate)",
        verdict(of: index).name,
      ]
    }
    return table.text
  }
}

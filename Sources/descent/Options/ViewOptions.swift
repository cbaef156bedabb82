import ArgumentParser
import Canvas
import Comparison
import Explorer
import Landscape
import Optimizers
import Terminal

/// How maps fill their places: shared by everything that draws one.
struct AspectOption: ParsableArguments {
  @Option(
    help: "Equal units on both axes, or maps that fill their places (default: as the surface says)."
  )
  var aspect: Aspect?
}

/// Where the race ends: shared by everything that says who arrives.
struct TargetOption: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The loss that the runs race to (default: near the lowest known loss).", valueName: "loss"),
    transform: Values.loss)
  var target: Double?
}

/// How many seeds are followed at once: shared by everything that shows them.
struct SeedsOption: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Follow so many seeds of each stochastic run at once: that of --seed and those after it.",
      valueName: "n"),
    transform: Values.seeds)
  var seeds: Int?

  /// - Throws: a usage error if no run of the scene draws random numbers.
  func check(in scene: Scene) throws(Failure) {
    guard seeds != nil, !scene.settings.contains(where: \.isStochastic) else { return }
    throw Failure(
      .usage,
      "--seeds has no effect here: no optimizer draws random numbers\nhint: race sgd or minibatch, or"
        + " give one a batch, as in adam:batch=32")
  }
}

/// What a race is measured by: shared by everything that draws one.
struct AxisOption: ParsableArguments {
  @Option(
    help: """
      What the race is measured by: at any moment all runs have made the same steps, or paid for the \
      same evaluations of the loss or rows of the data (default: rows where runs see different numbers \
      of them in a step, else steps).
      """)
  var axis: RaceClock?

  /// What a race is measured by: the axis, else what is spent.
  func clock(in scene: Scene, _ spending: BudgetOptions) throws(Failure) -> RaceClock {
    try check(in: scene)
    try spending.check(on: scene.surface)
    return scene.clock(choosing: axis ?? spending.budget?.clock)
  }

  /// - Throws: a usage error if the axis does not exist on a surface.
  func check(in scene: Scene) throws(Failure) {
    if axis == .rows, scene.function.rowCount == nil {
      throw Failure(
        .usage,
        "--axis rows needs a data set: '\(scene.surface.name.shortened)' is a formula\nhint: --axis"
          + " evaluations compares what its steps cost")
    }
  }
}

extension RaceClock: ExpressibleByArgument {}

/// How the picture looks: shared by the explorer and `render`.
struct ViewOptions: ParsableArguments {
  @Option(help: "One map for each optimizer, or one for all (default: by the size).")
  var view: Appearance.View?

  @OptionGroup var shape: AspectOption
  @OptionGroup var measure: AxisOption
  @OptionGroup var spending: BudgetOptions

  @OptionGroup var goal: TargetOption

  /// The loss that the runs race to, if it is chosen.
  var target: Double? { goal.target }

  @Option(
    help: """
      How the map's pixels are drawn (default: by the terminal). pixels: an image, in kitty, Ghostty, \
      Konsole (its default since 22.12) and others with kitty's graphics protocol.
      """)
  var glyphs: MapGlyphs?

  @Option(help: "The colours of the map.")
  var ramp: Ramp?

  @Option(help: "How the contour levels are spaced (default: as the surface says).")
  var levels: LevelMode?

  @Option(help: "Bands, contour lines, or both.")
  var contours: Appearance.Contours?

  @Option(help: "The pane to open beside the map.")
  var panel: Pane?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many steps the runs of the sweep pane make, else --steps, else 200; on another axis, how many"
        + " rows or evaluations.", valueName: "n"),
    transform: Values.amount)
  var sweepSteps: Int?

  @OptionGroup var many: SeedsOption
  @OptionGroup var law: LawPaneOptions
  @OptionGroup var precision: PrecisionOption

  @Option(help: "What the chart shows.")
  var chart = ChartMode.loss

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The direction from which the 3-D view is seen, in degrees.", valueName: "azimuth,elevation"),
    transform: Values.camera)
  var camera = Camera.standard

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The run that keys act on, counted from 1.", valueName: "n"),
    transform: Values.selection)
  var select: Int?

  @Option(help: "How many colours to use (default: as many as the terminal has).")
  var color: ColorChoice?

  /// The options of a command line that states none.
  static var none: ViewOptions {
    guard let options = try? ViewOptions.parse([]) else {
      preconditionFailure("all options of the view have defaults")
    }
    return options
  }

  /// - Throws: a usage error if the selected run or the axis does not exist,
  ///   or seeds would have no effect.
  func check(in scene: Scene) throws(Failure) {
    try many.check(in: scene)
    try law.check(in: scene)
    try measure.check(in: scene)
    try spending.check(on: scene.surface)
    // Recorded runs, too.
    let count = scene.labels.count
    if let select, select < 1 || select > count {
      throw Failure(
        .usage,
        "there is no run number \(select)\nhint: --select takes "
          + (count == 1 ? "1: there is one run" : "1 to \(count): there are \(count)"))
    }
  }
}

extension Appearance.View: ExpressibleByArgument {}
extension Appearance.Contours: ExpressibleByArgument {}
extension ChartMode: ExpressibleByArgument {}
extension MapGlyphs: ExpressibleByArgument {}
extension Ramp: ExpressibleByArgument {}
extension LevelMode: ExpressibleByArgument {}
extension Aspect: ExpressibleByArgument {}
extension ColorChoice: ExpressibleByArgument {}

/// A pane that can be opened by name: a tool, or the help.
enum Pane: Hashable, ExpressibleByArgument, CaseIterable {
  case tool(Tool)
  case help

  static let allCases = Tool.allCases.map { Pane.tool($0) } + [.help]

  init?(argument: String) {
    guard let pane = Pane.allCases.first(where: { $0.name == argument }) else { return nil }
    self = pane
  }

  /// The tool; nil for the help.
  var tool: Tool? {
    if case .tool(let tool) = self { tool } else { nil }
  }

  static var allValueStrings: [String] { allCases.map(\.name) }
  var defaultValueDescription: String { name }

  private var name: String {
    switch self {
    case .tool(let tool): tool.rawValue
    case .help: "help"
    }
  }
}

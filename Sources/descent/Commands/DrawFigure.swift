import ArgumentParser
import Comparison
import Figure
import Landscape
import Optimizers

struct DrawFigure: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figure",
    abstract: "Draw a vector figure for slides and papers: contours, paths, axes, a legend.",
    discussion: """
      The figure is SVG. Inkscape and browsers open it; rsvg-convert makes a PDF of it for LaTeX. With \
      --frames it is one picture for each frame of an animation; Scripts/movie makes an MP4 or a GIF \
      of them.

      EXAMPLES
        descent figure himmelblau -o gd -o momentum -o adam > himmelblau.svg
        descent figure rosenbrock --steps 500 --losses --size 160x120mm --theme print > figure.svg
        descent figure beale --steps 200 --frames 100 --to frames
      """)

  @OptionGroup var setup: SetupOptions

  @Option(
    parsing: .unconditional,
    help: """
      The number of steps (default: 100, or all that are recorded); on another axis, those of the run \
      whose steps cost most.
      """,
    transform: Values.steps)
  var steps: Int?

  @OptionGroup var spending: BudgetOptions
  @OptionGroup var measure: AxisOption

  @Option(
    help: ArgumentHelp("Size on the page, in px (1/96 inch) or mm.", valueName: "800x600"),
    transform: Values.figureSize)
  var size = FigureSize.standard

  @Option(help: "The colours.")
  var theme = Theme.light

  @OptionGroup var shape: AspectOption

  @Option(help: "The spacing of the contour levels.")
  var levels: LevelMode?

  @Flag(help: "Draw the losses over the axis below the map.")
  var losses = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of frames of an animation; needs --to.", valueName: "n"),
    transform: Values.frames)
  var frames: Int?

  @Option(
    help: ArgumentHelp("The folder for the frames; made if it is missing.", valueName: "folder"))
  var to: String?

  func validate() throws {
    guard (frames == nil) == (to == nil) else {
      throw ValidationError(
        frames == nil
          ? "--to needs --frames: the number of frames" : "--frames needs --to: a folder")
    }
  }

  func run() throws {
    let scene = try setup.scene(steps: steps ?? 100)
    let steps = steps ?? scene.pictureSteps
    let clock = try measure.clock(in: scene, spending)
    var race = scene.race
    let last: Int
    if clock == .steps, spending.budget == nil {
      race.advance(to: steps, title: "figure")
      last = steps
    } else {
      last = race.advance(through: spending.budget ?? Budget(steps, of: .steps), on: clock)
    }
    var figure = Figure(scene: scene, race: race, at: last, on: clock)
    figure.size = size
    figure.theme = theme
    if let aspect = shape.aspect { figure.aspect = aspect }
    figure.levels = levels ?? scene.surface.levels
    figure.showsLosses = losses
    if let frames, let to {
      try write(figure, frames: frames, to: to)
    } else {
      try TextOutput.print(figure.svg)
    }
    race.noteFailures(of: scene)
  }

  /// Writes one file for each frame, from the start to the last step.
  private func write(_ figure: Figure, frames: Int, to folder: String) throws(Failure) {
    try OutputFile.makeFolder(folder)
    let digits = String(frames).count
    for frame in 0..<frames {
      var figure = figure
      let last = ClockAxis(
        span: figure.position, isLogarithmic: figure.scene.isLogarithmic(figure.clock))
      if frames > 1 {
        figure.position = last.position(at: Double(frame) / Double(frames - 1))
      }
      let number = String(frame + 1)
      let name = String(repeating: "0", count: digits - number.count) + number
      try OutputFile.write(figure.svg, to: "\(folder)/frame-\(name).svg")
    }
  }
}

extension Theme: ExpressibleByArgument {}

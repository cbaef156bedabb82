import ArgumentParser
import Canvas
import Comparison
import Explorer
import Landscape
import Terminal

/// How the picture shall look: shared by the explorer and `render`.
struct ViewOptions: ParsableArguments {
  @Option(help: "One map for each optimizer, or one for all; by the size where not given.")
  var view: Appearance.View?

  @Option(help: "How the map's pixels are drawn; by the terminal where not given.")
  var glyphs: GlyphSet?

  @Option(help: "The colours of the map.")
  var ramp: Ramp?

  @Option(help: "How the levels of the contours are spread; else the surface's own way.")
  var levels: LevelMode?

  @Option(help: "Bands, contour lines, or both.")
  var contours: Appearance.Contours?

  @Option(help: "The pane beside the map to open.")
  var panel: Pane?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many steps the runs of the sweep pane make; else --steps, else 200.", valueName: "n"),
    transform: Values.steps)
  var sweepSteps: Int?

  @Option(help: "What the chart shows.")
  var chart = ChartMode.loss

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Where the 3-D view is seen from, in degrees.", valueName: "azimuth,elevation"),
    transform: Values.camera)
  var camera = Camera.standard

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The optimizer that keys act upon, counted from 1.", valueName: "n"),
    transform: Values.selection)
  var select: Int?

  @Option(help: "How many colours to use; as many as the terminal has where not given.")
  var color: ColorChoice?

  /// - Throws: a usage error where an optimizer is selected that does not race.
  func checkSelection(in scene: Scene) throws(Failure) {
    let count = scene.settings.count
    if let select, !(1...count).contains(select) {
      throw Failure(
        .usage,
        "there is no optimizer number \(select)\nhint: --select takes "
          + (count == 1 ? "1: there is one optimizer" : "1 to \(count): so many optimizers race"))
    }
  }
}

extension Appearance.View: ExpressibleByArgument {}
extension Appearance.Contours: ExpressibleByArgument {}
extension ChartMode: ExpressibleByArgument {}
extension GlyphSet: ExpressibleByArgument {}
extension Ramp: ExpressibleByArgument {}
extension LevelMode: ExpressibleByArgument {}
extension ColorChoice: ExpressibleByArgument {}

import ArgumentParser
import Canvas
import Comparison
import Explorer
import Landscape
import Optimizers
import Terminal

struct Explore: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Watch optimizers walk down a loss surface (the default command).",
    usage: "descent [SURFACE] [options]\ndescent COMMAND [options]",
    discussion: """
      EXAMPLES
        descent                                     gd, sgd, momentum, adam on a bowl
        descent rosenbrock -o gd -o adam:lr=0.05    two of them in a curved valley
        descent rosenbrock --runs adam.csv -o gd    a recorded run beside gradient descent
        descent net.yaml --runs runs.csv --follow   watch a training that is under way
        descent 'x^4 + y^4 - 3x*y' --domain=-3:3    a formula of your own (or -f)
        descent -f 'r = hypot(x, y); if(r < pi, r*sin(r), 0)' --start '1/3, -2'
        descent ill-conditioned --set kappa=1000 --paused
        descent my-surface.yaml                     a surface of your own
        descent loss.npy                            a slice through a network's loss
        descent --loss-command 'python3 loss.py' --start 1,1    a loss that your program computes

      Preferences, such as 'ramp: viridis', are read from ~/.config/descent/config.yaml.

      In the explorer, + and - change the learning rates, space pauses, ? shows all keys, q quits.

      COMMANDS
      \(ShortHelp.commands)
      `descent COMMAND --help` describes each of them.
      """)

  @OptionGroup var setup: SetupOptions
  @OptionGroup var look: ViewOptions

  @Option(
    parsing: .unconditional,
    help:
      "Stop playing at this step (default: never); on another axis, when all runs have made it.",
    transform: Values.steps)
  var steps: Int?

  @Option(
    parsing: .unconditional,
    help: "The step to open at (default: the start); on another axis, the rows or evaluations.",
    transform: Values.moment)
  var step: Int?

  @Flag(help: "Read the files of recorded runs on as they grow, and show the newest step.")
  var follow = false

  @Flag(help: "Open without playing.")
  var paused = false

  @Option(
    help: ArgumentHelp(
      "Record the session into a file for `asciinema play`, as the key e does.", valueName: "file"))
  var record: String?

  @Flag(help: "Print the race as lines of text, for screen readers, and end.")
  var plain = false

  @Flag(help: "Repair a terminal that a killed descent left (screen, mouse, colours).")
  var restore = false

  func run() throws {
    if restore {
      do throws(ScreenError) { return try Screen.restore() } catch { throw Failure(error) }
    }
    if let step, let steps, step > steps, look.measure.axis ?? .steps == .steps,
      try setup.source.lossCommand != nil
        || setup.source.landscape(domain: setup.domain).rowCount == nil
    {
      throw Failure(
        .usage, "--step \(step) is beyond --steps \(steps)\nhint: the last step shown is \(steps)")
    }
    if plain {
      if record != nil { throw Failure(.usage, "--plain has no screen to record") }
      return try printRace()
    }
    guard TextOutput.isTerminal else {
      if record != nil { throw Failure(.noTerminal, "there is no terminal to record") }
      return try printPicture()
    }
    let stage = try stage(isLive: true)
    try Session(stage: stage, options: look, record: record).run { state in
      Look(options: look, preferences: Preferences()).open(in: &state)
    }
  }

  /// The number of steps of a race that is printed, and that no key can end.
  private func printedSteps(_ scene: Scene) -> Int {
    steps ?? min(max(scene.pictureSteps, step ?? 0), Trajectory.stepLimit)
  }

  private func printedScene(report: LossProgram.Report = .line) throws(Failure) -> Scene {
    try setup.scene(
      steps: steps ?? min(max(100, step ?? 0), Trajectory.stepLimit), target: look.target,
      runs: follow ? .following : .once, report: report)
  }

  private func printPicture() throws(Failure) {
    let scene = try printedScene()
    try look.check(in: scene)
    try Render.printPicture(
      of: scene, position: step,
      limit: look.spending.budget ?? Budget(printedSteps(scene), of: .steps),
      size: Size(width: 100, height: 30),
      format: .text, look: Look(options: look, preferences: .storedOrWarned()), withTable: true)
  }

  private func printRace() throws(Failure) {
    if setup.source.lossCommand != nil {
      try TextOutput.print("Waiting for the program, which is asked for some hundred losses.\n")
    }
    let scene = try printedScene(report: .sentences)
    try look.check(in: scene)
    var race = PlainRace(scene, steps: printedSteps(scene), wanted: step)
    var output = TextOutput()
    try race.write(to: &output)
    try output.finish()
  }
}

import Calculus
import Comparison
import Landscape
import Optimizers

func raceFromText() throws {
  // Himmelblau's function, which has four minima of loss 0 around a hill.
  let hill = Surface.typed(
    formula: try Formula("(x^2 + y - 11)^2 + (x + y^2 - 7)^2"), domain: Domain(x: -6...6, y: -6...6)
  )
  var setup = try Setup(
    surface: hill,
    optimizers: [OptimizerSpec("adam:lr=0.1"), OptimizerSpec("momentum"), OptimizerSpec("gd")])
  setup.start = Point(-0.27, -0.92)

  // The scene settles what the setup leaves open, here two learning rates.
  let scene = try Scene(setup)
  let rates = scene.settings.map(\.learningRate.initial)
  precondition(rates[0] == 0.1 && rates[1] < rates[2])

  var race = scene.race
  race.advance(to: 300)
  for run in race.runs {
    print("\(run.settings.kind.title): \(run.verdict(scales: scene.scales).sentence)")
    precondition(run.verdict(scales: scene.scales).name == "minimum")
  }
  // Adam reaches another minimum than the other two.
  let ends = race.runs.map { $0.trajectory.point(300) }
  precondition((ends[0] - Point(3, 2)).norm < 0.01)
  precondition((ends[1] - ends[2]).norm < 0.01)

  // Gradient descent diverges from some rate on; its automatic rate is well below that.
  var sweep = try scene.sweep(steps: 100)
  sweep.complete()
  let edge = sweep.curves[2].edge!
  precondition(rates[2] < edge.firstDiverged / 5)

  // A spec that cannot be read says what is wrong with it, and where.
  do throws(SpecError) {
    _ = try OptimizerSpec("adam:beta1=1.5")
    preconditionFailure("beta1 must be less than 1")
  } catch {
    precondition(error.part == "1.5")
    print(error)
  }
}

import Calculus
import Optimizers
import Testing

/// Every optimizer against PyTorch or Optax: see `Golden/make_trajectories.py`.
@Suite struct GoldenTrajectoryTests {
  /// Rules that others here stand for, and methods whose line searches no library shares: those
  /// have laws of their own.
  static let withoutGolden = ["sgd", "minibatch", "linesearch", "cg", "newton", "bfgs"]

  @Test(arguments: OptimizerKind.all.filter { !withoutGolden.contains($0.name) })
  func pathsAgreeWithTheLibraries(kind: OptimizerKind) throws {
    let surfaces = try GoldenSurface.all()
    let cases = try GoldenCase.all(of: kind)
    #expect(Set(cases.map(\.surface)).count >= 5)
    for golden in cases {
      let surface = try #require(surfaces[golden.surface])
      let settings = try RunSettings(
        kind, learningRate: 0.0, hyperparameters: golden.settings, batch: .full)
      var run = try Run(objective: surface.objective, start: surface.start, settings: settings)
      run.advance(to: 200)
      #expect(run.step == 200)
      for (step, point) in golden.checkpoints {
        let distance = (run.trajectory[step].point - point).norm
        #expect(distance < 1e-9, "\(kind.name) \(golden.settings) \(golden.surface) \(step)")
      }
    }
  }
}

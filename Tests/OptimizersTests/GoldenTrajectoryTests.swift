import Calculus
import Optimizers
import TestSupport
import Testing

/// Every optimizer against PyTorch, Optax or a run with 50 digits: see `Golden/make_trajectories.py`.
@Suite struct GoldenTrajectoryTests {
  /// Rules that are tested through others.
  static let withoutGolden = ["sgd", "minibatch"]

  @Test(.slow, arguments: OptimizerKind.all.filter { !withoutGolden.contains($0.name) })
  func pathsAgreeWithTheLibraries(kind: OptimizerKind) throws {
    let surfaces = try GoldenSurface.all()
    let cases = try GoldenCase.all(of: kind)
    #expect(Set(cases.map(\.surface)).count >= 5)
    for golden in cases {
      #expect(golden.checkpoints.last.map { 1...200 ~= $0.step } == true)
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

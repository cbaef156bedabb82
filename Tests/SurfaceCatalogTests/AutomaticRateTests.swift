import Calculus
import Landscape
import Optimizers
import SurfaceCatalog
import TestSupport
import Testing

/// The automatic learning rate has a visible effect on surfaces without a tuned one.
@Suite struct AutomaticRateTests {
  private static let kinds: [OptimizerKind] = [.adam, .nadam, .radam, .adan, .rprop, .lion]

  /// The highest loss on the way is at most twice that of the start.
  @Test(.slow, arguments: SurfaceCatalog.names) func itLeadsToNoDivergence(_ name: String) throws {
    let surface = try #require(SurfaceCatalog.surface(named: name))
    let function = surface.function()
    let curvature = function.largestCurvature(in: surface.domain, start: surface.start)
    for kind in Self.kinds {
      let rate = kind.family().automaticLearningRate(
        largestCurvature: curvature, shorterSide: surface.domain.shorterSide)
      var run = try Run(
        objective: function.objective(), start: surface.start,
        settings: RunSettings(kind, learningRate: LearningRatePlan(rate)))
      // A step on data uses all rows.
      let steps = surface.data == nil ? 100 : 10
      run.advance(to: steps)
      // On a slice a run may come to the edge.
      let hasEdge = function.offGrid(at: surface.domain.point(2, 2)) != nil
      #expect(run.step == steps || hasEdge, "\(kind)")
      let losses = run.trajectory.map { $0.loss }
      #expect(losses.allSatisfy { $0 <= losses[0] + abs(losses[0]) }, "\(kind)")
    }
  }
}

import Calculus
import Comparison
import Landscape
import Optimizers
import SurfaceCatalog
import TestSupport
import Testing

/// The lines that tell what has become of a run, as they change while it plays.
@Suite struct AccountFlickerTests {
  private struct Span: CustomStringConvertible {
    let text: String
    let step: Int

    var description: String { "\(step): \(text)" }
  }

  /// Each line that is shown, with the step from which it is.
  private static func spans(_ run: Run, _ scales: SurfaceScales, steps: Int) -> [Span] {
    var spans: [Span] = []
    // Every seventh row, for speed: this way each position within the blocks of ten rows occurs.
    for step in stride(from: 0, through: steps, by: 7) {
      let text = run.account(at: step, scales: scales).text
      if spans.last?.text != text { spans.append(Span(text: text, step: step)) }
    }
    return spans
  }

  private static func scene(_ name: String) throws -> Scene {
    try Scene(Setup(surface: #require(SurfaceCatalog.surface(named: name))))
  }

  /// Each line of each default race: few changes, none of which is taken back at once.
  @Test(.slow, arguments: SurfaceCatalog.names) func linesDoNotFlicker(_ name: String) throws {
    let scene = try Self.scene(name)
    for (var run, label) in zip(scene.race.runs, scene.labels) {
      // A step on data takes a hundred times as long; on all rows it has no noise.
      let steps = scene.setup.surface.data == nil ? 400 : run.settings.isStochastic ? 300 : 60
      run.advance(to: steps)
      let spans = Self.spans(run, scene.scales, steps: steps)
      #expect(spans.count <= 6, "\(label.text): \(spans)")
      for index in spans.indices.dropFirst(2) where spans[index].text == spans[index - 2].text {
        #expect(spans[index].step - spans[index - 1].step >= 18, "\(label.text): \(spans)")
      }
    }
  }
}

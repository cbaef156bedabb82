@testable import Calculus
@testable import Comparison
@testable import Landscape
@testable import Optimizers

private let bowl: Surface = {
  guard let formula = try? Formula("x^2 + 3y^2") else { fatalError("a bowl is a formula") }
  return .typed(formula: formula)
}()

/// Reads an optimizer or a schedule, by the first byte, and races with it.
func takeSpec(_ bytes: [UInt8]) {
  guard let first = bytes.first else { return }
  let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
  do throws(SpecError) {
    if first & 1 == 0 {
      let spec = try OptimizerSpec(text)
      race(on: bowl, steps: 40, optimizers: [spec])
      _ = spec.kind.title
    } else {
      let schedule = try ScheduleSpec(text)
      race(
        on: bowl, steps: 40, optimizers: [OptimizerSpec(.gd), OptimizerSpec(.adam)],
        schedule: schedule)
    }
  } catch {
    promise(!"\(error)".isEmpty, "an error has words")
  }
  _ = LearningRatePlan(text)
  _ = DecimalNumber(text)
  _ = WrittenNumber(text)
}

/// Races on a surface, and asks all questions about the runs.
func race(
  on surface: Surface, steps: Int, optimizers: [OptimizerSpec] = [], schedule: ScheduleSpec? = nil
) {
  guard surface.parameters.count < 50 else { return }
  var setup = Setup(surface: surface, optimizers: optimizers)
  setup.schedule = schedule
  race(setup, steps: steps)
}

/// Runs a race, and asks all questions about the runs.
func race(_ setup: Setup, steps: Int) {
  var setup = setup
  setup.steps = steps
  do throws(SetupError) {
    let scene = try Scene(setup)
    var race = scene.race
    race.advance(to: steps)
    for run in race.runs {
      _ = run.verdict(scales: scene.scales).sentence
      for step in 0...run.step {
        let row = run.trajectory[step]
        promise(row.point.isFinite && row.loss.isFinite, "a trajectory is finite: \(row)")
      }
      _ = Inspection(of: run, at: run.step)
    }
  } catch {
    promise(!"\(error)".isEmpty, "an error has words")
  }
}

import Calculus

/// The part of a training loop that prepares the gradient for the optimizer.
///
/// The gradient is that of the step's batch, by the objective's substitute rule if it has one. It is clipped by its norm: g·max_norm/|g| if |g| ≥
/// max_norm, as by Optax's `clip_by_global_norm` (PyTorch's `clip_grad_norm_` adds 1e-6 to the norm).
/// Then L2 weight decay is added: g + weight_decay·p.
struct GradientSource: Sendable {
  private let batch: Batch
  private let isStochastic: Bool
  /// Whether the objective is asked even for the full batch.
  private let isAsked: Bool
  private let seed: UInt64
  private let longest: Double
  private let decay: Double
  private let isPrepared: Bool

  init(_ settings: RunSettings, on objective: any Objective) {
    batch = settings.batch
    isStochastic = settings.isStochastic
    isAsked = isStochastic || objective.substitute != nil
    seed = settings.seed
    longest = settings[Hyperparameter.maxNorm.name] ?? .infinity
    decay = settings.addedDecay
    isPrepared = longest < .infinity || decay != 0
  }

  /// Whether the gradient is the loss's own.
  var isPlain: Bool { !isAsked && !isPrepared }

  /// The gradient for the optimizer.
  /// - Parameter step: the number of the step, from 1.
  @inline(__always)
  func gradient<Loss: Objective>(
    at point: Point, evaluation: Evaluation, step: Int, on objective: Loss
  ) -> Point {
    let gradient =
      isAsked
      ? sampled(at: point, evaluation: evaluation, step: step, on: objective) : evaluation.gradient
    return isPrepared ? decayed(clipped(gradient), at: point) : gradient
  }

  /// The gradient for the optimizer, stage by stage.
  func stages<Loss: Objective>(
    at point: Point, evaluation: Evaluation, step: Int, on objective: Loss
  ) -> SeenGradient {
    let full = evaluation.gradient
    let batch =
      isStochastic ? sampled(at: point, evaluation: evaluation, step: step, on: objective) : nil
    let substitute = objective.substituteGradient(at: point)
    let given = batch ?? substitute ?? full
    let shortened = clipped(given)
    return SeenGradient(
      full: full, substitute: substitute, batch: batch,
      clipped: shortened == given ? nil : shortened,
      decayed: decay == 0 ? nil : decayed(shortened, at: point))
  }

  private func sampled<Loss: Objective>(
    at point: Point, evaluation: Evaluation, step: Int, on objective: Loss
  ) -> Point {
    objective.batchGradient(at: point, full: evaluation, batch: batch, step: step, seed: seed)
  }

  private func clipped(_ gradient: Point) -> Point {
    let norm = gradient.portableNorm
    return norm >= longest ? gradient * (longest / norm) : gradient
  }

  private func decayed(_ gradient: Point, at point: Point) -> Point {
    decay == 0 ? gradient : gradient + decay * point
  }
}

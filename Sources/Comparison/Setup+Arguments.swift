import Calculus
import Landscape
import Optimizers

extension Setup {
  /// The arguments of a `descent` command line that states this setup. Anything that would be
  /// settled the same way without them is left out.
  ///
  ///     setup.arguments  // ["rosenbrock", "-o", "gd:lr=0.002", "-o", "adam"]
  ///
  /// - Complexity: a grid of curvatures, if automatic learning rates must be compared.
  public var arguments: [String] {
    var plain = Setup(surface: surface)
    plain.parameters = parameters
    plain.domain = domain ?? surface.domain
    plain.recordings = recordings
    let function = surface.function(parameters)
    return sourceArguments + runArguments + placeArguments(plain, function)
      + optimizerArguments(plain, function) + sampleArguments(function)
  }

  private var sourceArguments: [String] {
    var arguments: [String]
    if let file {
      arguments = [file.contains("/") ? file : "./" + file]
    } else if case .given(let loss) = surface.loss {
      arguments = loss.arguments
    } else if surface.isTyped {
      arguments = ["-f", surface.lossText]
    } else {
      arguments = [surface.id]
    }
    for parameter in surface.parameters {
      if let value = parameters[parameter.name], value != parameter.value {
        arguments += ["--set", "\(parameter.name)=\(value.plain)"]
      }
    }
    if surface.isSwitched {
      arguments.append(surface.isStandardized ? "--standardize" : "--no-standardize")
    }
    if givenGradient != standardGradient { arguments.append("--gradient=\(givenGradient.text)") }
    return arguments
  }

  private var runArguments: [String] {
    runFiles.flatMap { ["--runs", $0.hasPrefix("-") ? "./" + $0 : $0] }
      + (followsRuns && hasRecordings ? ["--follow"] : [])
  }

  private func placeArguments(_ plain: Setup, _ function: any LossFunction) -> [String] {
    var arguments: [String] = []
    let isGiven = surface.loss.isGiven
    let usual = surface.isTyped || isGiven ? Domain.standard : surface.domain
    if let domain = plain.domain, domain != usual {
      arguments.append("--domain=\(domain.x.text),\(domain.y.text)")
    }
    let start = start(on: function)
    if start != plain.start(on: function) || isGiven {
      arguments.append("--start=\(start.x.plain),\(start.y.plain)")
    }
    return arguments
  }

  private func optimizerArguments(_ plain: Setup, _ function: any LossFunction) -> [String] {
    let start = start(on: function)
    let defaults = OptimizerSpec.defaults(on: surface)
    var rates = LearningRates(of: self, function: function, start: start)
    var plainRates = LearningRates(of: plain, function: function, start: start)
    let specs = racedOptimizers.map { spec in
      var stated = OptimizerSpec(spec.kind, hyperparameters: spec.hyperparameters)
      let (rate, plainRate) = (spec.tuned ?? rates.settled(spec), plainRates.settled(stated))
      if rate != plainRate { stated.learningRate = rate }
      let batch = spec.batch(in: self)
      if batch != stated.batch(in: plain) { stated.batch = batch }
      return stated.description
    }
    // The default race need not be stated, unless recorded runs take its place.
    if specs == defaults.map(\.kind.name), !hasRecordings { return [] }
    return specs.flatMap { ["-o", $0] }
  }

  private func sampleArguments(_ function: any LossFunction) -> [String] {
    var arguments: [String] = []
    if seed != 0 { arguments += ["--seed", "\(seed)"] }
    if let noise, noise != surface.noise(of: function) { arguments += ["--noise", noise.plain] }
    if let schedule, schedule.kind != .constant {
      arguments += ["--schedule", schedule.description]
    }
    if let target { arguments.append("--target=\(target.plain)") }
    if let steps { arguments += ["--steps", "\(steps)"] }
    return arguments
  }
}

extension ClosedRange<Double> {
  fileprivate var text: String { "\(lowerBound.plain):\(upperBound.plain)" }
}

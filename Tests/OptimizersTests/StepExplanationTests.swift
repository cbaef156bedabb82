import Calculus
import Optimizers
import TestSupport
import Testing

/// The formulas of a step, computed from the numbers shown with them.
@Suite struct StepExplanationTests {
  /// Formulas in words, or in symbols that do not belong to one axis.
  private static let words: Set<String> = [
    "∇f", "∇f + noise", "full gradient", "∇f·max_norm/|∇f|", "g·max_norm/|g|", "the same at t+1",
    "of the step before", "lr of the step before",
    "of the steps before", "β₂·h + (1−β₂)·(∂²f/∂x², ∂²f/∂y²)",
    "g − g of the step before", "m̂ while ρ ≤ 5", "β₃·q + d/d₀·η·g·(p₀ − p)",
    "max(d, d_coef·q/|s|₁)",
    "w/Σw, w = (max lr)^weight_lr_power", "etaplus, etaminus",
    "k·l, lr at first", "0 if k < 1", "|g|² + ε",
    "min((f − f_min)/|g|², max_learning_rate)", "lr·rho^k that pays", "−|H|⁻¹·g", "−H·g",
    "−g, as it was not downhill", "second derivatives", "eigenvalue of H", "inverse Hessian",
    "the identity at first", "strong Wolfe search", "lr, less at first",
    "steps that H is made from", "y·s/y·y of the last one", "max(0, g·(g − g′)/|g′|²)",
    "by the losses of the corners", "best corner", "second corner", "worst corner",
    "|g|", "∇f(p + e), the same batch", "G + g·gᵀ", "(√G + ε·I)⁻¹·g", "H + g·gᵀ, ε·I at first",
    "H^(−1/2)·g",
  ]

  /// Other values of the hyperparameters, with which a rule takes another branch.
  private static let variants: [String: [[String: Double]]] = [
    "gd": [["max_norm": 0.5, "weight_decay": 0.1]],
    "momentum": [["dampening": 0.3], ["nesterov": 1]],
    "adam": [["amsgrad": 1], ["beta1": 0.5, "beta2": 0.7, "eps": 0.1]],
    "adagrad": [["lr_decay": 0.1, "initial_accumulator_value": 0.5]],
    "rmsprop": [["centered": 1], ["momentum": 0.8, "alpha": 0.5]],
    "nadam": [["weight_decay": 0.1], ["weight_decay": 0.1, "decoupled_weight_decay": 1]],
    "radam": [["beta2": 0.9], ["weight_decay": 0.1, "decoupled_weight_decay": 1]],
    "adan": [["weight_decay": 0.1]], "lion": [["weight_decay": 0]],
    "ademamix": [["eps_root": 0.1, "weight_decay": 0.1]],
    "adopt": [["nesterov": 1], ["use_clipping": 0]],
    "schedulefree_adamw": [["weight_decay": 0.1]],
    "prodigy": [
      ["weight_decay": 0.1, "d0": 0.1], ["safeguard_warmup": 1],
      ["weight_decay": 0.1, "d0": 0.1, "cautious": 1],
    ],
    "polyak": [["eps": 0.1]], "lbfgs": [["strong_wolfe": 1]],
    "qhadam": [["nu2": 0.6]],
    "sophia": [["update_interval": 1, "gamma": 1], ["cautious": 1, "weight_decay": 0.1]],
    "sam": [
      ["momentum": 0.8, "rho": 0.5, "weight_decay": 0.1], ["momentum": 0.8, "cautious": 1],
    ],
    "adamw": [["cautious": 1, "weight_decay": 0.3], ["lookahead": 1, "cautious": 1]],
    "signum": [["lookahead": 1, "lookahead_k": 2, "lookahead_alpha": 0.3]],
  ]

  @Test(.slow, arguments: OptimizerKind.all)
  func formulasGiveTheComputedValues(kind: OptimizerKind) throws {
    let objective = TestObjective.quadratic(2, 4, noise: 0.3)
    for values in [[:]] + (Self.variants[kind.name] ?? []) {
      let run = try run(kind.name, values, lr: 0.003, on: objective, steps: 25)
      for row in 2..<run.step where values["lookahead"] != 1 || row > 5 {
        var symbols = Symbols(of: run, at: row)
        for quantity in Inspection(of: run, at: row - 1).quantities { symbols.set(quantity) }
        for quantity in Inspection(of: run, at: row).quantities {
          let formula = quantity.formula
          let isMask = formula.hasPrefix("1 where ")
          if !Self.words.contains(formula), !formula.isEmpty, !isMask {
            let computed = try symbols.value(of: formula)
            #expect(
              quantity.value.isNear(computed),
              "\(kind.name) \(values) row \(row): \(quantity.symbol) = \(formula) is \(computed)")
          }
          symbols.set(quantity)
        }
      }
    }
  }
}

/// Names and values for the parser of formulas, which knows neither hats nor Greek letters.
private struct Symbols {
  private var values: [String: Point] = [:]

  private static let spellings: [(String, String)] = [
    ("m̂", "mhat"), ("v̂", "vhat"), ("n̂", "nhat"), ("2t·", "2·t·"), ("ᵗ", "toT"), ("₁", "1"),
    ("₂", "2"), ("₃", "3"), ("d₀", "d0"),
    ("ρ∞", "rhoEnd"), ("β", "beta"), ("ε", "eps"), ("ρ", "rho"), ("γ", "gamma"), ("α", "alpha"),
    ("ν", "nu"), ("λ", "lambd"), ("δ", "delta"), ("μ′", "muNext"), ("μ", "mu"), ("η", "rate"),
    ("½", "0.5"), ("¼", "0.25"), ("²", "^2"), ("−", "-"), (")(", ")*("),
    (")rho", ")*rho"),
    ("|g|", "abs(g)"), ("·", "*"),
  ]

  /// Symbols of the rules that are names of the language of formulas.
  private static let renamed = ["x": "average", "p": "point"]

  init(of run: Run, at row: Int) {
    for name in run.settings.kind.allHyperparameters.map(\.name) {
      guard let value = run.settings[name] else { continue }
      values[name] = Point(repeating: value)
      let power = (0...row).reduce(1.0) { product, _ in product * value }
      values[name + "toT"] = Point(repeating: power)
    }
    let beta2 = run.settings["beta2"] ?? 0
    values["beta3"] = values["beta3"] ?? Point(repeating: beta2.squareRoot())
    values["rhoEnd"] = Point(repeating: 2 / (1 - beta2) - 1)
    values["lr"] = Point(repeating: run.settings.learningRate(forStep: row + 1))
    values["t"] = Point(repeating: Double(row + 1))
    values["point"] = run.trajectory.point(row)
  }

  mutating func set(_ quantity: Quantity) {
    let name = Self.plain(quantity.symbol)
    switch quantity.value {
    case .number(let value): values[Self.renamed[name] ?? name] = Point(repeating: value)
    case .vector(let value): values[Self.renamed[name] ?? name] = value
    case .word: break
    }
  }

  func value(of formula: String) throws -> Point {
    let text = Self.plain(formula)
    let names = Set(values.keys)
    let parsed = try Formula(Self.clipless(text), parameters: names)
    func value(_ axis: Int) -> Double {
      parsed.compiled(parameters: values.mapValues { $0[axis] }).value(at: .zero)
    }
    return Point(value(0), value(1))
  }

  private static func plain(_ text: String) -> String {
    var text = spellings.reduce(text) { $0.replacing($1.0, with: $1.1) }
    for (symbol, name) in renamed { text = text.replacingName(symbol, with: name) }
    return text.rooted
  }

  /// `clip(a, b)` as `min(max(a, -b), b)`, and `clip(a, lo…hi)` likewise.
  private static func clipless(_ text: String) -> String {
    guard text.hasPrefix("clip("), let comma = text.ranges(of: ", ").last else { return text }
    let inner = text[text.index(text.startIndex, offsetBy: 5)..<comma.lowerBound]
    let limits = text[comma.upperBound...].dropLast().split(separator: "…")
    let low = limits.count == 2 ? String(limits[0]) : "-(\(limits[0]))"
    return "min(max(\(inner), \(low)), \(limits[limits.count - 1]))"
  }
}

extension String {
  /// Whole names only.
  fileprivate func replacingName(_ name: Character, with other: String) -> String {
    let characters = Array(self)
    func isPart(_ index: Int) -> Bool {
      guard characters.indices.contains(index) else { return false }
      return characters[index].isLetter || characters[index].isNumber || characters[index] == "_"
    }
    return characters.indices.map { index in
      characters[index] == name && !isPart(index - 1) && !isPart(index + 1)
        ? other : String(characters[index])
    }.joined()
  }

  fileprivate func replacingName(_ name: String, with other: String) -> String {
    name.first.map { replacingName($0, with: other) } ?? self
  }

  /// `√v + 1` as `sqrt(v) + 1`.
  fileprivate var rooted: String {
    var result = ""
    var rest = self[...]
    while let character = rest.popFirst() {
      guard character == "√" else {
        result.append(character)
        continue
      }
      let name = rest.prefix { $0.isLetter || $0.isNumber }
      rest = rest.dropFirst(name.count)
      result += name.isEmpty ? "sqrt" : "sqrt(\(name))"
    }
    return result
  }
}

extension Quantity.Value {
  /// Up to rounding.
  fileprivate func isNear(_ other: Point) -> Bool {
    switch self {
    case .number(let value): abs(value - other.x) <= 1e-10 * max(1, abs(value))
    case .vector(let value): (value - other).norm <= 1e-10 * max(1, value.norm)
    case .word: true
    }
  }
}

/// Notation of other languages, or copied from a page, and its equivalent in this language.
///
/// Some of it is simply accepted, because it has only one meaning: the modules below, other forms
/// of a sign (`Symbol`, `Character.plainForm`), `.*`, `./` and `.^`. For the rest, the error offers
/// the formula to type.
enum Foreign {
  /// Modules that contain functions; `np.sin` is read as sin.
  static let modules: Set<String> = [
    "np", "numpy", "jnp", "jax", "math", "Math", "cmath", "torch", "tf", "tensorflow", "scipy",
    "special", "sp", "sympy", "nn", "functional", "F", "K", "keras", "mx", "cp", "cupy", "std",
    "mpmath", "mp", "onp", "anp", "autograd", "backend", "activations", "linalg", "nnx",
  ]

  /// Signs that are written differently here.
  static let signs: [Character: String] = [
    "[": "(", "]": ")", "{": "(", "}": ")", "⟨": "(", "⟩": ")", "【": "(", "】": ")",
    "√": "sqrt ", "∛": "cbrt ", "ˆ": "^", "∧": " and ", "∨": " or ", "¬": " not ", "~": " not ",
    "∣": "|", "ǀ": "|", "│": "|", "❘": "|", "∥": "|", "°": "*(pi/180)", "½": "(1/2)", "¼": "(1/4)",
    "¾": "(3/4)", "⅓": "(1/3)", "⅔": "(2/3)", "⅛": "(1/8)", "'": "", "\"": "", "`": "", "“": "",
    "”": "", "‘": "", "’": "", "«": "", "»": "", "$": "", "；": ";", "∶": ":", "↑": "^",
    "＊": "*", "※": "*", "⊗": "*", "∘": "*", "₊": "+", "¹": "^1",
  ]

  /// Letters that look like Latin ones.
  static let letters: [Character: Character] = [
    "х": "x", "Х": "x", "у": "y", "У": "y", "е": "e", "а": "a", "о": "o", "с": "c", "р": "p",
    "і": "i", "ѕ": "s", "ј": "j", "һ": "h", "ԁ": "d", "ո": "n", "χ": "x", "Χ": "x", "γ": "y",
    "υ": "y", "ɣ": "y", "ο": "o", "ρ": "p", "ｘ": "x", "ℯ": "e", "ⅇ": "e", "ⅹ": "x", "ᵪ": "x",
    "ℓ": "l", "ƒ": "f", "ı": "i",
  ]

  /// Values under other names.
  static let values: [String: (formula: String, words: String)] = [
    "tau": ("(2*pi)", "tau is 2*pi: write"), "τ": ("(2*pi)", "τ is 2*pi: write"),
    "PI": ("pi", "write"), "Pi": ("pi", "write"), "E": ("e", "write"), "euler": ("e", "write"),
    "M_PI": ("pi", "write"), "M_E": ("e", "write"),
    "true": ("(1 > 0)", "write"), "True": ("(1 > 0)", "write"),
    "false": ("(1 < 0)", "write"), "False": ("(1 < 0)", "write"),
    "AND": (" and ", "write"), "OR": (" or ", "write"), "NOT": (" not ", "write"),
    "And": (" and ", "write"), "Or": (" or ", "write"), "Not": (" not ", "write"),
  ]

  /// Names of values that are not finite numbers.
  static let nonFinite: Set<String> = ["inf", "infinity", "infty", "nan", "oo"]
}

extension Foreign {
  /// A function of other languages: the formulas for it, with $1, $2 … for its arguments.
  struct ForeignFunction {
    let count: Int
    let formulas: [String]
    var words = "write"
  }

  /// The formulas for a call; nil if the function is not known.
  static func call(_ name: String, _ arguments: [String]) -> (formulas: [String], words: String)? {
    let entries = functions[name] ?? functions[name.lowercased()] ?? []
    guard let entry = entries.first(where: { $0.count == arguments.count || $0.count == 0 }) else {
      return nil
    }
    return (
      entry.formulas.map { "(" + filled($0, arguments) + ")" }, entry.words
    )
  }

  /// An example for a function that was called with the wrong arguments.
  static func example(of name: String) -> String? {
    (functions[name] ?? functions[name.lowercased()])?.first.map {
      filled($0.formulas[0], ["x", "y", "1"], bare: true)
    }
  }

  private static func filled(_ formula: String, _ arguments: [String], bare: Bool = false) -> String
  {
    var result = ""
    var rest = formula[...]
    while let sign = rest.firstIndex(of: "$") {
      result += rest[..<sign]
      rest = rest[rest.index(after: sign)...]
      guard let digit = rest.first else { break }
      rest = rest.dropFirst()
      if digit == "*" {
        result += arguments.joined(separator: ", ")
      } else if let place = digit.wholeNumberValue, arguments.indices.contains(place - 1) {
        result += bare ? arguments[place - 1] : "(\(arguments[place - 1]))"
      }
    }
    return result + rest
  }

  private static func one(_ formulas: String..., words: String = "write") -> [ForeignFunction] {
    [ForeignFunction(count: 1, formulas: formulas, words: words)]
  }

  private static func two(_ formulas: String..., words: String = "write") -> [ForeignFunction] {
    [ForeignFunction(count: 2, formulas: formulas, words: words)]
  }

  private static func three(_ formula: String) -> [ForeignFunction] {
    [ForeignFunction(count: 3, formulas: [formula])]
  }

  /// Any number of arguments, as they are.
  private static func same(_ name: String) -> [ForeignFunction] {
    [ForeignFunction(count: 0, formulas: ["\(name)($*)"])]
  }

  static let functions: [String: [ForeignFunction]] = [
    // Powers and roots.
    "pow": two("$1^$2"), "power": two("$1^$2"), "powf": two("$1^$2"), "powi": two("$1^$2"),
    "float_power": two("$1^$2"), "square": one("$1^2"), "sq": one("$1^2"), "abs2": one("$1^2"),
    "sqr": one("$1^2", "sqrt($1)", words: "for the square or the root write"),
    "cube": one("$1^3"), "root": two("$1^(1/$2)") + one("sqrt($1)"), "nthroot": two("$1^(1/$2)"),
    "sqroot": one("sqrt($1)"), "rsqrt": one("1/sqrt($1)"), "surd": two("$1^(1/$2)"),
    "inv": one("1/$1"), "reciprocal": one("1/$1"), "neg": one("-$1"), "negative": one("-$1"),
    "norm": two("hypot($1, $2)") + one("abs($1)"), "length": two("hypot($1, $2)"),
    "dist": two("hypot($1, $2)"),
    // Exponentials and logarithms.
    "lg": one("log10($1)", words: "lg is the logarithm to base 10: write"),
    "ld": one("log2($1)"), "lb": one("log2($1)"), "loge": one("log($1)"), "logn": one("log($1)"),
    "log_2": one("log2($1)"), "log_10": one("log10($1)"), "exp10": one("10^$1"),
    "log1pexp": one("softplus($1)"), "log_sigmoid": one("-softplus(-$1)"),
    "logsigmoid": one("-softplus(-$1)"), "logaddexp": two("log(exp($1) + exp($2))"),
    "logsumexp": two("log(exp($1) + exp($2))"),
    "logit": one("log($1/(1 - $1))"), "xlogy": two("$1*log($2)"),
    // Activations.
    "expit": one("sigmoid($1)"), "logistic": one("sigmoid($1)"), "sigm": one("sigmoid($1)"),
    "swish": one("$1*sigmoid($1)", words: "swish is x*sigmoid(x): write"),
    "silu": one("$1*sigmoid($1)", words: "silu is x*sigmoid(x): write"),
    "mish": one("$1*tanh(softplus($1))"), "gelu": one("$1*(1 + erf($1/sqrt(2)))/2"),
    "elu": one("if($1 > 0, $1, exp($1) - 1)"), "relu6": one("clip($1, 0, 6)"),
    "leaky_relu": one("max($1, 0.01*$1)"), "leakyrelu": one("max($1, 0.01*$1)"),
    "softsign": one("$1/(1 + abs($1))"), "hardtanh": one("clip($1, -1, 1)"),
    "step": one("if($1 > 0, 1, 0)"), "heaviside": one("if($1 > 0, 1, 0)"),
    "theta": one("if($1 > 0, 1, 0)"), "huber": one("if(abs($1) < 1, $1^2/2, abs($1) - 1/2)"),
    // Trigonometry.
    "sec": one("1/cos($1)"), "csc": one("1/sin($1)"), "cosec": one("1/sin($1)"),
    "cot": one("1/tan($1)"), "cotan": one("1/tan($1)"), "ctg": one("1/tan($1)"),
    "sech": one("1/cosh($1)"), "csch": one("1/sinh($1)"), "coth": one("1/tanh($1)"),
    "tg": one("tan($1)"), "sen": one("sin($1)"), "sh": one("sinh($1)"), "ch": one("cosh($1)"),
    "th": one("tanh($1)"), "arcsin": one("asin($1)"), "arccos": one("acos($1)"),
    "arctan": one("atan($1)") + two("atan2($1, $2)"), "arctg": one("atan($1)"),
    "arctan2": two("atan2($1, $2)"), "atg": one("atan($1)"), "acot": one("pi/2 - atan($1)"),
    "arcsinh": one("asinh($1)"), "arccosh": one("acosh($1)"), "arctanh": one("atanh($1)"),
    "arsinh": one("asinh($1)"), "arcosh": one("acosh($1)"), "artanh": one("atanh($1)"),
    "argsinh": one("asinh($1)"), "argcosh": one("acosh($1)"), "argtanh": one("atanh($1)"),
    "sinc": one(
      "sin($1)/$1", "sin(pi*$1)/(pi*$1)", words: "without pi, or with it as in NumPy, write"),
    "sind": one("sin($1*pi/180)"), "cosd": one("cos($1*pi/180)"), "tand": one("tan($1*pi/180)"),
    "sinpi": one("sin(pi*$1)"), "cospi": one("cos(pi*$1)"), "hav": one("sin($1/2)^2"),
    "radians": one("$1*pi/180"), "deg2rad": one("$1*pi/180"), "degrees": one("$1*180/pi"),
    "rad2deg": one("$1*180/pi"), "versin": one("1 - cos($1)"),
    // Steps and remainders.
    "round": one("floor($1 + 0.5)"), "rint": one("floor($1 + 0.5)"), "nint": one("floor($1 + 0.5)"),
    "trunc": one("sign($1)*floor(abs($1))"), "fix": one("sign($1)*floor(abs($1))"),
    "int": one("sign($1)*floor(abs($1))"), "frac": one("$1 - floor($1)"),
    "fract": one("$1 - floor($1)"), "ceiling": one("ceil($1)"), "sgn": one("sign($1)"),
    "signum": one("sign($1)"),
    "fmod": two(
      "sign($1)*mod(abs($1), abs($2))", words: "with the sign of its first argument it is"),
    "rem": two(
      "sign($1)*mod(abs($1), abs($2))", words: "with the sign of its first argument it is"),
    "remainder": two("mod($1, $2)", words: "with the sign of its second argument it is"),
    "modulo": two("mod($1, $2)"), "floordiv": two("floor($1/$2)"),
    "floor_divide": two("floor($1/$2)"),
    "div": two("floor($1/$2)", "$1/$2", words: "with or without rounding down write"),
    "divide": two("$1/$2"), "truediv": two("$1/$2"), "true_divide": two("$1/$2"),
    "add": two("$1 + $2"), "plus": two("$1 + $2"), "sub": two("$1 - $2"),
    "subtract": two("$1 - $2"), "minus": two("$1 - $2"), "mul": two("$1*$2"),
    "multiply": two("$1*$2"), "times": two("$1*$2"), "dot": two("$1*$2"),
    "mean": two("($1 + $2)/2"),
    "avg": two("($1 + $2)/2"),
    // Choices.
    "fabs": same("abs"), "absolute": same("abs"), "maximum": same("max"), "fmax": same("max"),
    "amax": same("max"), "minimum": same("min"), "fmin": same("min"), "amin": same("min"),
    "where": same("if"), "select": same("if"), "ifelse": same("if"), "iif": same("if"),
    "cond": same("if"), "clamp": three("clip($1, $2, $3)"), "limit": three("clip($1, $2, $3)"),
    "clip_by_value": three("clip($1, $2, $3)"), "positive": one("max($1, 0)"),
    "ramp": one("max($1, 0)"), "pos": one("max($1, 0)"), "product": same("prod"),
    "summation": same("sum"), "add_n": same("sum"),
    "eq": two("$1 == $2"), "ne": two("$1 != $2"), "lt": two("$1 < $2"), "gt": two("$1 > $2"),
    "le": two("$1 <= $2"), "ge": two("$1 >= $2"), "less": two("$1 < $2"),
    "greater": two("$1 > $2"), "logical_and": two("$1 and $2"), "logical_or": two("$1 or $2"),
    "logical_not": one("not $1"),
    // Distributions.
    "erfc": one("1 - erf($1)"), "normcdf": one("(1 + erf($1/sqrt(2)))/2"),
    "normpdf": one("exp(-$1^2/2)/sqrt(2*pi)"), "gauss": one("exp(-$1^2)"),
    "gaussian": one("exp(-$1^2)"), "sqrtn": one("sqrt($1)"),
  ]

  /// The formulas for a known function with another number of arguments.
  static func call(_ function: Function, misgiven arguments: [String]) -> [String] {
    let parts = arguments.map { "(\($0))" }
    switch (function, parts.count) {
    case (.log, 2), (.ln, 2):
      switch arguments[1] {
      case "2": return ["log2\(parts[0])"]
      case "10": return ["log10\(parts[0])"]
      case "e": return ["log\(parts[0])"]
      default: return ["(log\(parts[0])/log\(parts[1]))"]
      }
    case (.atan, 2): return ["atan2(\(arguments[0]), \(arguments[1]))"]
    case (.sqrt, 2): return ["(\(parts[0])^(1/\(parts[1])))"]
    case (.exp, 2): return ["(\(parts[0])^\(parts[1]))"]
    case (.abs, 2): return ["hypot(\(arguments[0]), \(arguments[1]))"]
    case (.hypot, 3...): return ["sqrt(\(parts.map { $0 + "^2" }.joined(separator: " + ")))"]
    case (.hypot, 1): return ["abs\(parts[0])"]
    case (.if, 2): return ["if(\(arguments[0]), \(arguments[1]), 0)"]
    case (.mod, 1): return ["mod(\(arguments[0]), 1)"]
    case (.clip, 1): return ["clip(\(arguments[0]), -1, 1)"]
    case (.sum, _), (.prod, _): return series(function, arguments)
    default: return []
    }
  }

  /// `sum(i=1, 5, …)`, `sum(…, i, 1, 5)`, `sum(…, (i, 1, 5))`, and the sum of some values.
  private static func series(_ function: Function, _ arguments: [String]) -> [String] {
    func isName(_ text: String) -> Bool { text.allSatisfy(\.isNamePart) && !text.isEmpty }
    let name = function.rawValue
    if let first = arguments.first?.split(separator: "=", maxSplits: 1), first.count == 2,
      arguments.count == 3, isName(String(first[0]).trimmingBlanks)
    {
      return ["\(name)(\(first[0]), \(first[1]), \(arguments[1]), \(arguments[2]))"]
    }
    if arguments.count == 4, isName(arguments[1]) {
      return ["\(name)(\(arguments[1...].joined(separator: ", ")), \(arguments[0]))"]
    }
    if arguments.count == 2, arguments[1].hasPrefix("("), arguments[1].hasSuffix(")") {
      return ["\(name)(\(arguments[1].dropFirst().dropLast()), \(arguments[0]))"]
    }
    if arguments.contains(where: { $0.contains("=") }) || arguments.isEmpty { return [] }
    if arguments.count == 3, isName(arguments[0]) { return [] }
    let sign = function == .sum ? " + " : "*"
    return ["(" + arguments.map { "(\($0))" }.joined(separator: sign) + ")"]
  }
}

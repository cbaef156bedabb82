/// What people write who know another language, or copy from a page, and what it is here.
///
/// Some of it is simply read, because it has one meaning and cannot mislead: the modules below, other
/// forms of a sign (`Symbol`, `Character.plainForm`), `.*`, `./` and `.^`. For the rest the formula
/// to type is offered.
enum Foreign {
  /// The modules that functions stand in; `np.sin` is read as sin.
  static let modules: Set<String> = [
    "np", "numpy", "jnp", "jax", "math", "Math", "cmath", "torch", "tf", "tensorflow", "scipy",
    "special", "sp", "sympy", "nn", "functional", "F", "K", "keras", "mx", "cp", "cupy", "std",
    "mpmath", "mp", "onp", "anp", "autograd", "backend", "activations", "linalg", "nnx",
  ]

  /// Signs that are written otherwise.
  static let signs: [Character: String] = [
    "[": "(", "]": ")", "{": "(", "}": ")", "⟨": "(", "⟩": ")", "【": "(", "】": ")",
    "√": "sqrt ", "∛": "cbrt ", "ˆ": "^", "∧": " and ", "∨": " or ", "¬": " not ", "~": " not ",
    "∣": "|", "ǀ": "|", "│": "|", "❘": "|", "∥": "|", "°": "*(pi/180)", "½": "(1/2)", "¼": "(1/4)",
    "¾": "(3/4)", "⅓": "(1/3)", "⅔": "(2/3)", "⅛": "(1/8)", "'": "", "\"": "", "`": "", "“": "",
    "”": "", "‘": "", "’": "", "«": "", "»": "", "$": "", "；": ";", "∶": ":", "↑": "^",
    "＊": "*", "※": "*", "⊗": "*", "∘": "*", "₊": "+", "¹": "^1",
  ]

  /// Letters that look like others.
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

  /// Names of what no finite number is.
  static let endless: Set<String> = ["inf", "infinity", "infty", "nan", "oo"]
}

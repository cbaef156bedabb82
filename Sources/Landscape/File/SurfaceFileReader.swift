import Calculus

extension Surface {
  /// Reads a surface from the contents of a YAML file.
  ///
  /// ```yaml
  /// name: Rosenbrock
  /// formula: (1 - x)^2 + 100*(y - x^2)^2
  /// domain: {x: [-2, 2], y: [-1, 3]}
  /// start: [-1.2, 1]
  /// ```
  /// - Parameters:
  ///   - yaml: the bytes of the file. More than `largestFile` are refused unread, so the caller
  ///     need not read more than one byte beyond.
  ///   - file: the name of the file, with which errors begin. Without folder and ".yaml" or ".yml" it is
  ///     the surface's `id`.
  ///   - optimizers: the names allowed in `learning_rates`; nil allows any.
  ///   - data: reads the file at a path with the data or the grid of the surface, called only if it
  ///     has one. The path is the one in the surface's file, relative to the folder of `file` unless
  ///     it is absolute.
  /// - Throws: the first fault, and where it is.
  public init(
    yaml: some Collection<UInt8>, file: String, optimizers: [String]? = nil,
    data: @escaping DataLoader = Surface.noData
  ) throws(SurfaceFileError) {
    let document = try YAMLDocument(bytes: yaml, file: file, kind: .surface)
    let reader = SurfaceFileReader(document: document, optimizers: optimizers, data: data)
    self = try reader.surface(id: file.fileStem)
  }

  /// Returns the contents of the file at a path, or throws the reason why it cannot. More than `limit`
  /// bytes are refused unread, so it need not return more than one byte beyond.
  public typealias DataLoader = (_ path: String, _ limit: Int) throws(UnreadableData) -> [UInt8]

  /// A loader that finds no files.
  public static let noData: @Sendable (String, Int) throws(UnreadableData) -> [UInt8] = {
    _, _ throws(UnreadableData) in throw UnreadableData("there are no data files here")
  }

  /// The most bytes of a surface file, and of any other YAML file.
  public static var largestFile: Int { YAMLDocument.largestFile }
}

/// Makes a surface from the values in a YAML file, or throws the first fault.
struct SurfaceFileReader: YAMLFileReader {
  let document: YAMLDocument
  /// The names allowed in `learning_rates`; nil allows any.
  let optimizers: [String]?
  /// Reads the data file at a path.
  let data: Surface.DataLoader

  /// Each key of a surface file, in the order in which they are usually written.
  static let keys = [
    "name", "formula", "data", "sample", "grid", "let", "gradient", "domain", "start", "minima",
    "learning_rates", "levels", "aspect", "noise", "parameters", "lesson", "runs",
  ]

  func surface(id: String) throws(SurfaceFileError) -> Surface {
    let root = try self.root()
    let entries = try self.entries(of: root, key: nil, known: Self.keys)
    let isGrid = entries.contains { $0.key == "grid" }
    for entry in entries where isGrid && Self.keysOfFormulas.contains(entry.key) {
      throw error(.besideGrid(key: entry.key), at: entry.name)
    }
    let isData = entries.contains { $0.key == "data" || $0.key == "sample" }
    // The loss is stated once, and the samples of a data set are its only noise.
    for entry in entries where isData && (entry.key == "formula" || entry.key == "noise") {
      throw error(.besideData(key: entry.key), at: entry.name)
    }
    func optional(_ key: String) -> YAMLValue? { entries.first { $0.key == key }?.value }
    func required(_ key: String) throws(SurfaceFileError) -> YAMLValue {
      if let value = optional(key) { return value }
      throw document.error(.missingKey(key, owner: nil), at: root.position)
    }

    let name = try text(required("name"), key: "name")
    if isGrid {
      let grid = try grid(required("grid"))
      let domain = try optional("domain").map(self.domain) ?? grid.domain
      let start =
        try optional("start").map { value throws(SurfaceFileError) in
          try self.start(value, domain: domain)
        } ?? Surface.defaultStart(of: grid.spline, in: domain)
      let surface = Surface(id: id, name: name, loss: .grid(grid), domain: domain, start: start)
      return try completed(surface, entries, parameters: [], parts: [])
    }
    let loss = isData ? "sample" : "formula"
    let lossValue = try required(loss)
    let dataValue = isData ? try required("data") : nil
    let domain = try self.domain(required("domain"))
    let start = try self.start(required("start"), domain: domain)
    let parameters = try optional("parameters").map(self.parameters) ?? []
    var names = Set(parameters.map(\.name))
    let data = try dataValue.map { value throws(SurfaceFileError) in
      try dataSet(value, parameters: names)
    }
    names.formUnion(data?.columns.map(\.name) ?? [])
    let parts = try optional("let").map { value throws(SurfaceFileError) in
      try self.parts(value, parameters: names)
    }
    let formula = try self.formula(lossValue, key: loss, parameters: names, parts: parts ?? [])
    let source = data.map { Loss.mean(of: formula, over: $0) } ?? .formula(formula)
    var surface = Surface(id: id, name: name, loss: source, domain: domain, start: start)
    surface.parameters = parameters
    surface.scalableColumns = surface.columnsToScale
    return try completed(surface, entries, parameters: names, parts: parts ?? [])
  }

  /// The keys that a surface made of a grid cannot have.
  private static let keysOfFormulas: Set<String> = [
    "formula", "data", "sample", "let", "parameters",
  ]

  /// The surface with what may be stated about any loss.
  private func completed(
    _ surface: Surface, _ entries: Entries, parameters: Set<String>, parts: [Formula.Part]
  ) throws(SurfaceFileError) -> Surface {
    func optional(_ key: String) -> YAMLValue? { entries.first { $0.key == key }?.value }
    var surface = surface
    if let value = optional("gradient") {
      surface.gradient = try gradient(value, parameters: parameters, parts: parts)
    }
    if let value = optional("minima") { surface.minima = try points(value, key: "minima") }
    if let value = optional("learning_rates") { surface.learningRates = try learningRates(value) }
    if let value = optional("levels") { surface.levels = try oneOf(value, key: "levels") }
    if let value = optional("aspect") { surface.aspect = try oneOf(value, key: "aspect") }
    if let value = optional("noise") { surface.noise = try notNegative(value, key: "noise") }
    if let value = optional("lesson") { surface.lesson = try text(value, key: "lesson") }
    if let value = optional("runs") { surface.runs = try files(value, key: "runs") }
    return surface
  }

  // MARK: - Values

  /// A file, or a list of files.
  private func files(_ value: YAMLValue, key: String) throws(SurfaceFileError) -> [String] {
    guard case .list(let elements) = value.content else { return [try text(value, key: key)] }
    var files: [String] = []
    for element in elements { files.append(try text(element, key: key)) }
    return files
  }

  /// Named parts of the formula, each of which may use those before it.
  private func parts(_ value: YAMLValue, parameters: Set<String>) throws(SurfaceFileError)
    -> [Formula.Part]
  {
    var parts: [Formula.Part] = []
    let expected = SurfaceFileError.Expectation.other("names with the formulas that they stand for")
    let entries = try self.entries(of: value, key: "let", known: nil, expected: expected)
    for (name, nameValue, value) in entries {
      try check(name, nameValue, .partName(name))
      if parameters.contains(name) { throw error(.partIsParameter(name), at: nameValue) }
      do throws(SurfaceFileError) {
        _ = try formula(value, key: name, parameters: parameters, parts: parts)
      } catch {
        // The unknown name may be that of a part further down.
        guard case .formula(let inner) = error.reason,
          case .unknownName(let other, _) = inner.reason,
          entries.contains(where: { $0.key == other })
        else { throw error }
        throw SurfaceFileError(file: error.file, place: error.place, reason: .partBelow(other))
      }
      parts.append(Formula.Part(name: name, text: try text(value, key: name)))
    }
    return parts
  }

  /// Refuses a text that cannot be the name of a parameter, a column or a part.
  func check(_ name: String, _ value: YAMLValue, _ reason: SurfaceFileError.Reason)
    throws(SurfaceFileError)
  {
    guard Self.canBeParameter(name) else { throw error(reason, at: value) }
    if name.isSwallowedByNumbers { throw error(.swallowedName(name), at: value) }
  }

  private func formula(
    _ value: YAMLValue, key: String, parameters: Set<String>, parts: [Formula.Part]
  ) throws(SurfaceFileError) -> Formula {
    let text = try self.text(value, key: key)
    do throws(FormulaError) {
      return try Formula(text, parameters: parameters, parts: parts)
    } catch {
      throw document.error(.formula(error), in: value, text: text, range: error.range)
    }
  }

  private func gradient(_ value: YAMLValue, parameters: Set<String>, parts: [Formula.Part])
    throws(SurfaceFileError) -> GradientFormula
  {
    let text = try gradientText(value)
    do throws(FormulaError) {
      return try GradientFormula(text, parameters: parameters, parts: parts)
    } catch {
      throw document.error(.formula(error), in: value, text: text, range: error.range)
    }
  }

  /// `2*x, 4*y`, or a list of two formulas, as YAML reads `[2*x, 4*y]`.
  private func gradientText(_ value: YAMLValue) throws(SurfaceFileError) -> String {
    guard case .list(let elements) = value.content, elements.count == 2 else {
      return try text(value, key: "gradient")
    }
    return try elements.map { element throws(SurfaceFileError) in
      try text(element, key: "gradient")
    }.joined(separator: ", ")
  }

  private func domain(_ value: YAMLValue) throws(SurfaceFileError) -> Domain {
    let entries = try self.entries(of: value, key: "domain", known: ["x", "y"])
    let x = try range(entry("x", of: "domain", entries, value), key: "x")
    let y = try range(entry("y", of: "domain", entries, value), key: "y")
    return Domain(x: x, y: y)
  }

  private func start(_ value: YAMLValue, domain: Domain) throws(SurfaceFileError) -> Point {
    let start = try point(value, key: "start")
    guard domain.contains(start) else { throw error(.startOutside(start, domain), at: value) }
    return start
  }

  private func learningRates(_ value: YAMLValue) throws(SurfaceFileError) -> [String: Double] {
    var rates: [String: Double] = [:]
    for (name, nameValue, value) in try entries(of: value, key: "learning_rates", known: nil) {
      if let optimizers, !optimizers.contains(name) {
        throw error(.unknownName(name, what: "optimizer", known: optimizers), at: nameValue)
      }
      let rate = try number(value, key: name)
      guard rate > 0 else { throw error(.notPositive(key: name, value: rate), at: value) }
      rates[name] = rate
    }
    return rates
  }

  private func parameters(_ value: YAMLValue) throws(SurfaceFileError) -> [SurfaceParameter] {
    var parameters: [SurfaceParameter] = []
    for (name, nameValue, value) in try entries(of: value, key: "parameters", known: nil) {
      try check(name, nameValue, .parameterName(name))
      let fields = try entries(of: value, key: name, known: ["value", "range", "scale"])
      let rangeValue = try entry("range", of: name, fields, value)
      let range = try self.range(rangeValue, key: "range")
      let numberValue = try entry("value", of: name, fields, value)
      let number = try self.number(numberValue, key: "value")
      guard range.contains(number) else {
        throw error(.parameterOutside(name, value: number, range: range), at: numberValue)
      }
      var scale = SurfaceParameter.Scale.linear
      if let field = fields.first(where: { $0.key == "scale" }) {
        scale = try oneOf(field.value, key: "scale")
      }
      guard scale == .linear || range.lowerBound > 0 else {
        throw error(.parameterScale(name), at: rangeValue)
      }
      parameters.append(SurfaceParameter(name: name, value: number, range: range, scale: scale))
    }
    return parameters
  }

  /// Whether a formula can distinguish the name from everything else that it may contain.
  static func canBeParameter(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic,
      name.unicodeScalars.allSatisfy({
        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_")
      })
    else { return false }
    do throws(FormulaError) {
      _ = try Formula(name)
      return false  // It has a meaning of its own: x, pi.
    } catch {
      if case .unknownName = error.reason { return true }
      return false
    }
  }
}

extension Surface {
  /// The error about a start where no run can begin, at the place where the file states it.
  ///
  /// Reading such a file is not an error, because other parameters or another start may be given.
  /// - Parameters:
  ///   - yaml: the bytes of the file.
  ///   - file: its name, with which the error begins.
  ///   - fault: why no run can begin.
  package static func undefinedStart(
    inYAML yaml: some Collection<UInt8>, file: String, fault: SurfaceValueError
  ) -> SurfaceFileError {
    let reason = SurfaceFileError.Reason.undefinedStart(fault)
    do throws(SurfaceFileError) {
      let document = try YAMLDocument(bytes: yaml, file: file, kind: .surface)
      let reader = SurfaceFileReader(document: document, optimizers: nil, data: noData)
      let entries = try reader.entries(of: reader.root(), key: nil, known: nil)
      if let entry = entries.first(where: { $0.key == "start" }) {
        return document.error(reason, at: entry.value.position)
      }
    } catch {
      // The file has changed since it was read.
    }
    return SurfaceFileError(file: file, place: nil, reason: reason)
  }
}

import Calculus
import Explorer
import Landscape
import Optimizers
import SurfaceCatalog

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Finds the surface that a command line names.
enum SurfaceSource {
  /// A built-in surface by its name, or the surface in a file: see `isFile`.
  static func surface(_ argument: String) throws(Failure) -> Surface {
    guard isFile(argument) else { return try builtIn(argument) }
    do {
      return try read(argument, data: dataFile)
    } catch let error as SurfaceFileError {
      throw Failure(.badData, "\(error)")
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.badData, "\(error)")
    }
  }

  /// The surface in a file of YAML or of losses.
  /// - Throws: `SurfaceFileError` or `Failure`.
  private static func read(_ path: String, data: @escaping Surface.DataLoader) throws -> Surface {
    if Surface.isOfLosses(file: path) {
      return try Surface(losses: lossFile(path, limit: Surface.largestLosses), file: path)
    }
    let bytes = try readFile(path, limit: Surface.largestFile)
    return try Surface(
      yaml: bytes, file: path, optimizers: OptimizerKind.all.map(\.name), data: data)
  }

  /// The failure if the loss or the gradient is undefined at the start that a file gives.
  static func undefinedStart(inFile path: String, _ fault: SurfaceValueError) -> Failure {
    let bytes =
      Surface.isOfLosses(file: path)
      ? [] : (try? readFile(path, limit: Surface.largestFile)) ?? []
    let error = Surface.undefinedStart(inYAML: bytes, file: path, fault: fault)
    return Failure(.badData, "\(error)")
  }

  /// Whether an argument names a file, not a built-in surface or a formula.
  static func isFile(_ argument: String) -> Bool {
    if hasEnding(argument) { return true }
    return argument.contains("/") && !isFormula(argument)
  }

  private static func hasEnding(_ argument: String) -> Bool {
    argument.isYAMLFile || Surface.isOfLosses(file: argument)
  }

  /// Whether an argument is a formula, although there is no `-f` before it: it can be read as a
  /// formula in x or y, or has the symbols of one, and no surface or file has that name.
  static func isFormula(_ argument: String) -> Bool {
    guard SurfaceCatalog.surface(named: argument) == nil, !hasEnding(argument),
      access(argument.systemPath, F_OK) != 0
    else { return false }
    // Paths have dots and slashes, names have hyphens; neither has any of these.
    let isMeant =
      argument.contains { "^*+()=|<>²³".contains($0) } && !argument.hasPrefix("/")
      && !argument.hasPrefix("./") && !argument.hasPrefix("../") && !argument.hasPrefix("~")
    return isMeant || (try? Formula(argument))?.dependsOnVariables == true
  }

  /// The surface in a file as it is now, or what is wrong with it in one line; and the files that
  /// were read.
  static func reading(file path: String)
    -> (surface: Result<Surface, SurfaceFault>, files: [String])
  {
    var files = [path]
    do {
      let surface = try read(path) { path, limit throws(UnreadableData) in
        files.append(path)
        return try dataFile(path, limit: limit)
      }
      return (.success(surface), files)
    } catch let error as SurfaceFileError {
      return (.failure(SurfaceFault(error.line)), files)
    } catch {
      return (.failure(SurfaceFault((error as? Failure)?.message ?? "\(error)")), files)
    }
  }

  private static func lossFile(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    try readFile(path, limit: limit, advice: "take every second row and column: loss[::2, ::2]")
  }

  /// The data or the grid that a surface file refers to.
  private static func dataFile(_ path: String, limit: Int) throws(UnreadableData) -> [UInt8] {
    do throws(Failure) {
      return limit == Surface.largestLosses
        ? try lossFile(path, limit: limit)
        : try readFile(path, limit: limit, advice: "take a sample of the rows")
    } catch {
      throw UnreadableData(error.message)
    }
  }

  /// The surface of a formula that was typed.
  static func typed(_ text: String, domain: Domain?) throws(Failure) -> Surface {
    do throws(FormulaError) {
      return .typed(formula: try Formula(text), domain: domain ?? .standard)
    } catch {
      throw Failure(.badData, "\(error)")
    }
  }

  static var catalog: Catalog {
    Catalog(
      names: SurfaceCatalog.names, lessons: LessonSource.shelf, recordings: RunFiles.embedded
    ) { SurfaceCatalog.surface(named: $0) }
  }

  private static func builtIn(_ name: String) throws(Failure) -> Surface {
    if let surface = SurfaceCatalog.surface(named: name) { return surface }
    let wanted = name.lowercased()
    let advice: String
    if let command = wanted.closestMatch(among: Descent.commands) {
      advice = "did you mean the command '\(command)'?"
    } else if let surface = wanted.closestMatch(among: SurfaceCatalog.names) {
      advice = "did you mean '\(surface)'?"
    } else {
      advice =
        "`descent list surfaces` shows all of them; a file needs a '/' in its name or an end such as"
        + " .yaml, .npy or .csv, and a formula -f before it"
    }
    throw Failure(.noInput, "there is no surface \(name.shortened.quotedName)\nhint: \(advice)")
  }
}

extension SurfaceFileError {
  /// File, line, column, what was found and what to do, in one line.
  var line: String {
    let name = (file.split(separator: "/").last.map(String.init) ?? file).escaped
    let position = place.map { ", line \($0.position.line), column \($0.position.column)" } ?? ""
    return "\(name)\(position): \(message)" + (hint.map { "; \($0)" } ?? "")
  }
}

import ArgumentParser
import Comparison
import Explorer
import Landscape
import LessonCatalog
import Lessons
import Optimizers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Finds the lesson that a command line names, and the pictures that lessons state.
enum LessonSource {
  /// A built-in lesson by its name, or the one in a file: see `isFile`.
  static func lesson(_ argument: String) throws(Failure) -> Lesson {
    var bytes: [UInt8]?
    if isFile(argument) {
      bytes = try readFile(
        argument, limit: Surface.largestFile, advice: "a lesson file is some pages of text")
    }
    do throws(SurfaceFileError) {
      if let bytes { return try Lesson(yaml: bytes, file: argument, check: fault) }
      if let entry = LessonCatalog.entry(named: argument) { return try entry.lesson() }
    } catch {
      throw Failure(.badData, "\(error)")
    }
    let advice =
      argument.lowercased().closestMatch(among: LessonCatalog.names).map { "did you mean '\($0)'?" }
      ?? "`descent list lessons` shows all of them; a file needs a '/' or '.yaml' in its name"
    throw Failure(.noInput, "there is no lesson \(argument.shortened.quotedName)\nhint: \(advice)")
  }

  /// Whether an argument names a file, not a built-in lesson: a path with a slash, or a YAML file.
  static func isFile(_ argument: String) -> Bool {
    argument.contains("/") || argument.isYAMLFile
  }

  /// The lesson in a file as it is now, or what is wrong with it in one line.
  static func reading(file path: String) -> Result<Lesson, SurfaceFault> {
    do {
      let bytes = try readFile(path, limit: Surface.largestFile)
      return .success(try Lesson(yaml: bytes, file: path, check: fault))
    } catch let error as SurfaceFileError {
      return .failure(SurfaceFault(error.line))
    } catch {
      return .failure(SurfaceFault((error as? Failure)?.message ?? "\(error)"))
    }
  }

  /// What the explorer needs for lessons.
  static let shelf = LessonShelf(
    lesson: { try? LessonCatalog.entries.first?.lesson() },
    stage: { try? stage($0) })

  /// Why a picture cannot be shown; nil if it can.
  static func fault(of stage: Lesson.Stage) -> Lesson.StageFault? {
    do throws(Failure) {
      _ = try self.stage(stage)
      return nil
    } catch {
      let parts = error.message.components(separatedBy: "\nhint: ")
      let lines = parts[0].split(separator: "\n").map(String.init)
      return Lesson.StageFault(
        message: lines.first ?? parts[0], hint: parts.count > 1 ? parts[1] : nil)
    }
  }

  /// The picture of a command line.
  static func stage(_ stage: Lesson.Stage) throws(Failure) -> Stage {
    let command: Explore
    do {
      command = try Explore.parse(stage.arguments)
    } catch {
      throw Failure(.usage, Explore.message(for: error))
    }
    return try command.stage()
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}

extension Explore {
  /// The picture that the command line shows.
  /// - Parameter isLive: whether losses that take time come while it is shown.
  func stage(isLive: Bool = false) throws(Failure) -> Stage {
    let scene = try setup.scene(
      steps: steps, target: look.target, runs: follow ? .following : .once, isLive: isLive)
    try look.check(in: scene)
    let options = look
    return Stage(
      scene: scene,
      playback: Playback(
        // Like `tail -f`, it begins with what is newest.
        position: step ?? (follow ? scene.lastRecordedStep : 0), isPlaying: !paused && !follow,
        limit: look.spending.budget ?? steps.map { Budget($0, of: .steps) }),
      focus: Look(options: look, preferences: Preferences()).focus
    ) { appearance in
      appearance.view = options.view
      appearance.levels = options.levels
      appearance.aspect = options.shape.aspect
      if let contours = options.contours { appearance.contours = contours }
    }
  }
}

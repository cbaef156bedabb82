import Landscape
import Lessons

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The steps of lessons that are done, kept from one session to the next in the file
/// `descent/lessons` of `$XDG_STATE_HOME` or `~/.local/state`.
///
/// Each line has a lesson, a chapter and a step, counted from 1: `downhill 2.3`. What cannot be read
/// or written is not worth a message: a student loses marks in a list, and nothing else.
struct LessonProgress {
  /// The built-in lesson, or the path of its file.
  let name: String
  private let path: String?
  private(set) var done: Set<Lesson.Place>
  /// The lines of other lessons.
  private let others: [String]

  /// - Parameter lesson: the name or the file as the command line gives it.
  init(of lesson: String, path: String? = LessonProgress.standardPath) {
    name = LessonSource.isFile(lesson) ? Self.absolute(lesson) : lesson.lowercased()
    self.path = path
    var done: Set<Lesson.Place> = []
    var others: [String] = []
    let bytes = path.flatMap { try? readFile($0, limit: Surface.largestFile) } ?? []
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      if let place = Self.place(in: line, of: name) {
        done.insert(place)
      } else {
        others.append(String(line))
      }
    }
    (self.done, self.others) = (done, others)
  }

  private static func place(in line: Substring, of name: String) -> Lesson.Place? {
    guard let blank = line.lastIndex(of: " "), line[..<blank] == name else { return nil }
    let numbers = line[line.index(after: blank)...].split(separator: ".").compactMap { Int($0) }
    guard numbers.count == 2, numbers.allSatisfy({ (1...1000).contains($0) }) else { return nil }
    return Lesson.Place(chapter: numbers[0] - 1, step: numbers[1] - 1)
  }

  /// Notes the steps that are done, and writes the file if they are others than before.
  mutating func update(_ done: Set<Lesson.Place>) {
    guard done != self.done, let path else { return }
    self.done = done
    let lines = others + done.sorted().map { "\(name) \($0.chapter + 1).\($0.step + 1)" }
    Self.makeFolders(above: path)
    guard let file = try? OutputFile(path, replacing: true) else { return }
    var output = TextOutput(to: file.descriptor)
    do throws(Failure) {
      try output.write(lines.map { $0 + "\n" }.joined())
      try output.finish()
      try? file.keep()
    } catch {
      file.discard()
    }
  }

  /// The path of the file; nil without a home folder.
  private static var standardPath: String? {
    func folder(_ name: String) -> String? {
      getenv(name).map { String(cFileName: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    let base = folder("XDG_STATE_HOME") ?? folder("HOME").map { $0 + "/.local/state" }
    return base.map { $0 + "/descent/lessons" }
  }

  private static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cFileName: folder) + "/" + path
  }

  private static func makeFolders(above path: String) {
    for (index, character) in zip(path.indices, path)
    where character == "/" && index > path.startIndex {
      mkdir(String(path[..<index]).systemPath, 0o700)
    }
  }
}

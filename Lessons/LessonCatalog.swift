import Landscape
import Lessons

/// The lessons that come with the program: the YAML files of the folder BuiltIn, embedded.
public enum LessonCatalog {
  /// The built-in lessons; the first is the one that opens without a name.
  public static let entries: [Entry] = [
    Entry("downhill", PackageResources.downhill_yaml),
    Entry("lecturer", PackageResources.lecturer_yaml),
  ]

  /// The names of all lessons, in the same order.
  public static var names: [String] { entries.map(\.id) }

  /// The lesson of this name, in any case; nil if there is none.
  public static func entry(named name: String) -> Entry? {
    entries.first { $0.id == name.lowercased() }
  }

  /// A built-in lesson that is not parsed yet.
  public struct Entry: Identifiable, Sendable {
    /// The name on the command line, and that of the file without its ending.
    public let id: String
    private let contents: @Sendable () -> [UInt8]

    init(_ id: String, _ contents: @autoclosure @escaping @Sendable () -> [UInt8]) {
      self.id = id
      self.contents = contents
    }

    /// The contents of the file, which can serve as a template for another lesson.
    public var yaml: [UInt8] { contents() }

    /// Parses the file.
    ///
    /// - Parameter check: finds the fault of a command line.
    /// - Throws: the first fault of the file, which the tests rule out.
    public func lesson(
      check: @escaping (Lesson.Stage) -> Lesson.StageFault? = { _ in nil }
    ) throws(SurfaceFileError) -> Lesson {
      try Lesson(yaml: yaml, file: "\(id).yaml", check: check)
    }
  }
}

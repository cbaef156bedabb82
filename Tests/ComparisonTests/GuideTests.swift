import Foundation
import Testing

/// The examples of the guides and of the library's page are files of the package `Tests/LibraryExample`, which
/// stops if a result is not the expected one.
struct GuideTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
  }

  private func example(_ name: String) throws -> String {
    try text("Tests/LibraryExample/Sources/LibraryExample/\(name).swift")
  }

  /// The Swift code in a Markdown file, block by block.
  private func code(in path: String) throws -> [String] {
    try text(path).components(separatedBy: "```swift\n").dropFirst().map { part in
      String(part.components(separatedBy: "```")[0])
    }
  }

  private func expectCall(of name: String) throws {
    let function = name.prefix(1).lowercased() + name.dropFirst()
    #expect(try example("main").contains("try \(function)()\n"))
  }

  @Test(arguments: ["Calculus", "Landscape", "Optimizers", "Experiments", "Comparison"])
  func theGuidesOfALibraryShowExamplesThatRun(_ library: String) throws {
    let catalogue = "Sources/\(library)/\(library).docc"
    let guides = try FileManager.default
      .contentsOfDirectory(atPath: Self.root.appending(path: catalogue).path)
      .filter { $0.hasSuffix(".md") && $0 != "\(library).md" }
    #expect(!guides.isEmpty)
    for guide in guides {
      let name = String(guide.dropLast(3))
      #expect(try code(in: "\(catalogue)/\(guide)") == [try example(name)])
      #expect(try text("\(catalogue)/\(library).md").contains("<doc:\(name)>"))
      try expectCall(of: name)
    }
  }

  @Test func theLibraryPageShowsAnExampleThatRuns() throws {
    #expect(try code(in: "Documentation/Library.md") == [try example("GradientDescent")])
    try expectCall(of: "GradientDescent")
  }
}

import Foundation
import TestSupport
import Testing

@testable import descent

/// Written files: the former file stays until all of the new one is written.
@Suite struct OutputFileTests {
  private func write(_ text: String, to file: OutputFile) throws {
    var output = TextOutput(to: file.descriptor)
    try output.write(text)
    try output.finish()
  }

  private func mode(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  private func names(in folder: Folder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func theFormerFileStaysUntilTheNewOneIsComplete() throws {
    let folder = try Folder()
    let path = try folder.write("a.svg", "old".utf8)
    let file = try OutputFile(path, replacing: true)
    try write("new", to: file)
    // All that would be left if the program were killed now.
    #expect(try folder.read("a.svg") == "old")
    try file.keep()
    #expect(try folder.read("a.svg") == "new")
    #expect(try names(in: folder) == ["a.svg"])
  }

  @Test(arguments: [true, false])
  func aDiscardedFileLeavesNothingBehind(replaces: Bool) throws {
    let folder = try Folder()
    if replaces { try folder.write("a.svg", "old".utf8) }
    let file = try OutputFile(folder["a.svg"], replacing: replaces)
    try write("new", to: file)
    file.discard()
    #expect(try names(in: folder) == (replaces ? ["a.svg"] : []))
    if replaces { #expect(try folder.read("a.svg") == "old") }
  }

  @Test func anExistingFileIsOnlyReplacedOnRequest() throws {
    let folder = try Folder()
    let path = try folder.write("a.svg", "old".utf8)
    #expect(throws: OutputFile.Refusal.exists) { try OutputFile(path, replacing: false) }
    // Another file takes the name meanwhile.
    let file = try OutputFile(folder["b.svg"], replacing: false)
    try folder.write("b.svg", "theirs".utf8)
    #expect(throws: OutputFile.Refusal.exists) { try file.keep() }
    #expect(try folder.read("b.svg") == "theirs")
    #expect(try names(in: folder) == ["a.svg", "b.svg"])
  }

  @Test(arguments: [0o600, 0o640, 0o666, 0o755])
  func permissionsAreKept(mode wanted: Int) throws {
    let folder = try Folder()
    let path = try folder.write("a.svg", "old".utf8)
    try FileManager.default.setAttributes([.posixPermissions: wanted], ofItemAtPath: path)
    let file = try OutputFile(path, replacing: true)
    try file.keep()
    #expect(try mode(path) == wanted)
  }

  @Test func linksAreKeptAndLeadToTheNewFile() throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(
      atPath: folder["far"], withIntermediateDirectories: false)
    try folder.write("far/a.svg", "old".utf8)
    try #require(symlink("far/a.svg", folder["near"]) == 0)
    try #require(symlink("near", folder["nearer"]) == 0)
    try #require(symlink("far/new.svg", folder["open"]) == 0)
    for name in ["nearer", "open"] {
      #expect(throws: OutputFile.Refusal.exists) { try OutputFile(folder[name], replacing: false) }
      let file = try OutputFile(folder[name], replacing: true)
      try write("new", to: file)
      try file.keep()
    }
    #expect(try folder.read("far/a.svg") == "new" && folder.read("far/new.svg") == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder["nearer"]) == "near")
    #expect(try names(in: folder) == ["far", "near", "nearer", "open"])
    try #require(symlink("loop", folder["loop"]) == 0)
    #expect(throws: OutputFile.Refusal.failed(String(cString: strerror(ELOOP)))) {
      try OutputFile(folder["loop"], replacing: true)
    }
  }

  @Test func onlyFilesAreWritten() throws {
    let folder = try Folder()
    try #require(mkfifo(folder["pipe"], 0o600) == 0)
    func refusal(_ path: String) -> String {
      do throws(OutputFile.Refusal) {
        try OutputFile(path, replacing: true).discard()
        return "none"
      } catch {
        return "\(error)"
      }
    }
    #expect(refusal(folder["pipe"]).contains("this is a named pipe, not a file"))
    #expect(refusal(folder.path).contains("this is a folder, not a file"))
    #expect(refusal(folder["none/a.svg"]).contains("No such file or directory"))
    #expect(refusal(folder["none"] + "/").contains("failed"))
    #expect(refusal("").contains("No such file or directory"))
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may write anything"))
  func protectedFilesStay() throws {
    let folder = try Folder()
    let path = try folder.write("a.svg", "old".utf8)
    chmod(path, 0o400)
    #expect(throws: OutputFile.Refusal.self) { try OutputFile(path, replacing: true) }
    chmod(path, 0o600)
    chmod(folder.path, 0o500)
    defer { chmod(folder.path, 0o700) }
    #expect(throws: OutputFile.Refusal.self) { try OutputFile(path, replacing: true) }
    #expect(try folder.read("a.svg") == "old")
  }
}

import Foundation
import TestSupport
import Testing

/// The preferences file, as the program reads it.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct PreferencesFileTests {
  /// A folder with a preferences file, for `XDG_CONFIG_HOME`.
  private func configurations(_ text: String) throws -> Folder {
    let folder = try Folder()
    try FileManager.default.createDirectory(
      atPath: folder["descent"], withIntermediateDirectories: true)
    try folder.write("descent/config.yaml", text.utf8)
    return folder
  }

  private func render(_ arguments: String, in folder: Folder) async throws -> ChildProcess.Result {
    try await Program.shell(
      "XDG_CONFIG_HOME='\(folder.path)' \"$DESCENT\" render --size 60x16 --steps 3 \(arguments)")
  }

  @Test func theCommandLineOverridesTheFile() async throws {
    let folder = try configurations("glyphs: ascii\n")
    let ascii = try await render("", in: folder)
    #expect(ascii.status == 0 && ascii.errors == "")
    #expect(ascii.output.utf8.allSatisfy { $0 < 0x80 })
    let blocks = try await render("--glyphs half", in: folder)
    #expect(blocks.status == 0 && blocks.output.utf8.contains { $0 >= 0x80 })
  }

  @Test func picturesHaveTheGroundOfTheFile() async throws {
    let light = try await render("--format svg", in: try configurations("background: light\n"))
    #expect(light.output.contains("height=\"100%\" fill=\"#ffffff\""))
    let dark = try await render("--format svg", in: try configurations("background: dark\n"))
    #expect(dark.output.contains("height=\"100%\" fill=\"#121218\""))
  }

  @Test func picturesShowTheKeysOfTheFile() async throws {
    let folder = try configurations("keys: {play: [P], quit: [F3]}\n")
    let result = try await render("--size 120x40", in: folder)
    let footer = try #require(result.output.split(separator: "\n").last)
    #expect(footer.contains(" P play ") && footer.contains("F3 quit"))
    let taken = try configurations("keys: {play: [q]}\n")
    let other = try await render("--size 120x40", in: taken)
    #expect(other.output.hasSuffix("  Ctrl-C quit\n"))
  }

  @Test func aWrongFileGivesOneWarningAndTheDefaults() async throws {
    let folder = try configurations("glyphs: ascii\nramp: magm\n")
    let result = try await render("", in: folder)
    #expect(result.status == 0)
    #expect(
      result.errors == """
        warning: \(folder.path)/descent/config.yaml:2:7: unknown ramp 'magm'
        ramp: magm
              ^^^^
        hint: did you mean 'magma'?

        """)
    let none = try await Program.run("render", "--size", "60x16", "--steps", "3")
    #expect(result.output == none.output)
    let piped = try await Program.shell(
      "XDG_CONFIG_HOME='\(folder.path)' \"$DESCENT\" --steps 3 | cat")
    #expect(piped.status == 0 && piped.errors == result.errors)
  }

  @Test func aFolderInItsPlaceIsReported() async throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(
      atPath: folder["descent/config.yaml"], withIntermediateDirectories: true)
    let result = try await render("", in: folder)
    #expect(result.status == 0)
    #expect(result.errors.contains("warning: ") && result.errors.contains("is a folder"))
  }

  @Test func aPipeInItsPlaceIsReported() async throws {
    let folder = try configurations("")
    try folder.remove("descent/config.yaml")
    try #require(mkfifo(folder["descent/config.yaml"], 0o600) == 0)
    let result = try await render("", in: folder)
    #expect(result.status == 0)
    #expect(result.errors.contains("warning: ") && result.errors.contains("is a named pipe"))
  }

  @Test func theExplorerOpensAndShowsTheProblem() async throws {
    let folder = try configurations("ramp: magm\n")
    let line = "XDG_CONFIG_HOME='\(folder.path)' \"$DESCENT\" --paused"
    try await Tmux.run(line, columns: 80) { tmux in
      try await tmux.wait(for: "the explorer and the problem") {
        $0.step == 0 && $0.contains("config.yaml:1:7:") && $0.contains("'magm';")
          && $0.contains("'magma'?")
      }
      try await tmux.press("Right", "Right")
      try await tmux.wait(for: "the next key clears it") {
        $0.step == 1 && !$0.contains("config.yaml")
      }
    }
  }

  /// Unless the command line chooses another axis. The texts of a lesson are about steps.
  @Test func theExplorerMeasuresByTheAxisOfTheFile() async throws {
    let folder = try configurations("axis: evaluations\n")
    let program = "XDG_CONFIG_HOME='\(folder.path)' \"$DESCENT\""
    try await Tmux.run("\(program) --paused --step 4; exec cat") { tmux in
      _ = try await tmux.wait(for: "evaluations") { $0.title.contains("evaluations 4") }
    }
    try await Tmux.run("\(program) --paused --step 4 --axis steps; exec cat") { tmux in
      _ = try await tmux.wait(for: "a step") { $0.step == 4 }
    }
    try await Tmux.run("\(program) lesson --chapter 2; exec cat") { tmux in
      _ = try await tmux.wait(for: "a step") { $0.step != nil }
    }
  }

  @Test func theExplorerUsesIt() async throws {
    let folder = try configurations("glyphs: ascii\nview: overlay\n")
    let line = "XDG_CONFIG_HOME='\(folder.path)' \"$DESCENT\" --paused"
    try await Tmux.run(line) { tmux in
      _ = try await tmux.wait(for: "an ASCII picture of one map") {
        $0.step == 0 && $0.contains("+-") && !$0.contains("┌") && !$0.contains("GD  lr")
      }
    }
  }
}

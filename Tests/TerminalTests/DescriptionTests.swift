import CNcurses
import Canvas
import Testing

@testable import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Lets curses read generated descriptions and compares the result with the original. Serialized,
/// because curses has one description at a time.
@Suite(.serialized) struct DescriptionTests {
  private func load(_ name: String) throws -> Description {
    try #require(cn_load_description(name) == 1)
    return Description.loaded(name: name)
  }

  /// A description as curses reads it from the environment.
  private func read(_ description: Description) throws -> Description {
    setenv("TERMINFO", description.database, 1)
    defer { unsetenv("TERMINFO") }
    return try load(description.name)
  }

  @Test(arguments: ["xterm-256color", "vt100", "linux", "screen"])
  func isReadUnchanged(name: String) throws {
    let original = try load(name)
    var copy = original
    copy.name = "descent"
    let found = try read(copy)
    #expect(found.flags == original.flags)
    #expect(found.numbers == original.numbers)
    #expect(found.strings == original.strings)
  }

  @Test func hasDirectColors() throws {
    let original = try load("xterm-256color")
    let found = try read(original.drawing(by: .direct))
    #expect(cn_flag("RGB"))
    #expect(found[number: "colors"] == 0x100_0000)
    #expect(found[number: "pairs"] == 0x10000)
    #expect(found[string: "setaf"]?.hasPrefix("\u{1B}[38;2;%p1%{65536}%/%d;") == true)
    #expect(found[string: "setab"]?.hasPrefix("\u{1B}[48;2;") == true)
    #expect(found[string: "cup"] == original[string: "cup"])
    #expect(found[flag: "bce"])
  }

  @Test func omitsWhatTheProgramControls() throws {
    for method in [ColorMethod.none, .eight, .indexed256, .palette, .direct] {
      let found = try read(load("xterm-256color").drawing(by: method))
      for name in ["smcup", "rmcup", "civis", "cnorm", "initc", "oc"] {
        #expect(found[string: name] == nil)
      }
      #expect(!found[flag: "ccc"])
      #expect(cn_flag("RGB") == (method == .direct))
    }
  }

  @Test func keepsTheColorsOfATerminalWithTheRightNumber() throws {
    let linux = try load("linux")
    #expect(linux.drawing(by: .eight)[string: "setaf"] == linux[string: "setaf"])
    let more = linux.drawing(by: .indexed256)
    #expect(more[number: "colors"] == 256)
    #expect(more[string: "setaf"]?.contains("38;5;%p1%d") == true)
    #expect(linux.drawing(by: .none) == linux.drawing(by: .none))
    #expect(linux.drawing(by: .none)[string: "setaf"] == linux[string: "setaf"])
  }
}

import Foundation
import TestSupport
import Testing

/// Any wrong input gives one clear message, the right exit status, and no stack trace.
@Suite(.timeLimit(.minutes(15)))
struct BadInputTests {
  /// A command line and its expected outcome.
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let status: Int32
    /// Parts of the message.
    let says: [String]

    init(_ arguments: String..., status: Int32, says: String...) {
      self.arguments = arguments
      self.status = status
      self.says = says
    }

    var testDescription: String { arguments.joined(separator: " ").prefix(60) + "" }
  }

  @Test(arguments: [
    Case("--bogus", status: 64, says: "--bogus"),
    Case("trace", "--bogus", status: 64, says: "--bogus"),
    Case("-o", "adm", status: 64, says: "no optimizer 'adm'", "did you mean 'adam'"),
    Case("-o", "adam:beta1=1.5", status: 64, says: "beta1", "beta1 < 1"),
    Case("-o", "adam:beta_1=0.5", status: 64, says: "beta_1", "did you mean 'beta1'"),
    Case("-o", "adam:lr=nan", status: 64, says: "lr", "nan"),
    Case("--lr", "nan", status: 64, says: "'nan' is not a learning rate"),
    Case("--start", "1", status: 64, says: "'1' is not a point"),
    Case("--domain", "3:1,2:3", status: 64, says: "from low to high"),
    Case("--domain=0:1e-320", status: 64, says: "at least 1e-300"),
    Case("--set", "kapa=3", "ill-conditioned", status: 64, says: "kapa"),
    Case("rosenbrock", "-f", "x^2", status: 64, says: "a surface or a formula, not both"),
    Case(
      "trace", "-f", "x^2", "--stpes", "1", status: 64, says: "Unknown option '--stpes'",
      "Did you mean '--steps'?"),
    Case("evaluate", "--att", "1,1", status: 64, says: "Did you mean '--at'?"),
    Case("evaluate", status: 64, says: "a point is missing"),
    Case("--seed", "abc", status: 64, says: "a whole number from 0 to 18446744073709551615"),
    Case("--lr", "1e400", status: 64, says: "'1e400' is too large: numbers end at 1.8e308"),
    Case("evaluate", "--at=1,-1e400", status: 64, says: "'-1e400' is too large"),
    Case("sweep", "--lr-range", "1:1e400", status: 64, says: "'1e400' is too large"),
    Case("--lr", "0x10", status: 64, says: "'0x10' is not a learning rate"),
    Case("-o", "gd:lr=1e400", status: 64, says: "'1e400' is too large", "      ^^^^^\n"),
    Case("-o", "adam:beta1=0x0", status: 64, says: "'0x0' is not a number", "in decimal"),
    Case("--schedule", "cosine:t_max=1e400", status: 64, says: "'1e400' is too large"),
    Case("--select", "0", status: 64, says: "there is no run number 0", "1 to 4"),
    Case("digits-mlp", "--select=4", status: 64, says: "there is no run number 4", "1 to 3"),
    Case("render", "-o", "gd", "--select", "2", status: 64, says: "--select takes 1:"),
    Case("--step", "5", "--steps", "3", status: 64, says: "--step 5 is beyond --steps 3"),
    Case("--gradient", "central:h=0", status: 64, says: "'h=0' is not a step of differences"),
    Case("rosenbrock", "--standardize", status: 64, says: "'Rosenbrock' is not made of data"),
    Case("check", "--precision", "half", status: 64, says: "half", "single"),
  ])
  func wrongOptionsAreUsageErrors(wrong: Case) async throws { try await check(wrong) }

  @Test(arguments: [
    Case("--steps", "-1", status: 64, says: "'-1' is not a number of steps", "from 0 to 1000000"),
    Case("trace", "--steps", "-1", status: 64, says: "'-1' is not a number of steps"),
    Case("render", "--steps", "-1", status: 64, says: "'-1' is not a number of steps"),
    Case("sweep", "--steps", "-1", status: 64, says: "'-1' is not a number of steps"),
    Case("--step", "-3", status: 64, says: "'-3' is not a step"),
    Case("--batch", "-1", status: 64, says: "'-1' is not a batch"),
    Case("--seed", "-1", status: 64, says: "'-1' is not a seed"),
    Case("--select", "-1", status: 64, says: "there is no run number -1"),
    Case("sweep", "--points", "-1", status: 64, says: "'-1' is not a number of points"),
    Case("sweep", "--lr-range", "-1:1", status: 64, says: "'-1:1' is not a range"),
    Case("sweep", "--lr-range", "1e-4:junk:1", status: 64, says: "is not a range of learning"),
    Case("sweep", "--lr-range", "1e-4::1", status: 64, says: "'1e-4::1' is not a range"),
    Case("--domain=-2:foo:2,-1::3", status: 64, says: "'-2:foo:2,-1::3' is not a domain"),
    Case("render", "--size", "-40x12", status: 64, says: "'-40x12' is not a size"),
  ])
  func aNegativeValueIsNotTakenForAnOption(wrong: Case) async throws { try await check(wrong) }

  @Test(arguments: [
    Case("--formula", "1/2x", status: 65, says: "two ways", "1/2x\n^^^^\n", "1/(2*x)"),
    Case("--formula", "sin(x", status: 65, says: "')' is missing", "sin(x\n     ^\n"),
    Case("--formula", "foo(x)", status: 65, says: "unknown function 'foo'", "foo(x)\n^^^\n"),
    Case("--formula", "", status: 65, says: "empty"),
    Case("--formula", "x $ y", status: 65, says: "x $ y\n  ^"),
    Case("-f", String(repeating: "(", count: 100_000), status: 65, says: "longer than", "^"),
    Case("-f", "log(x)", "--start=-1,1", status: 65, says: "undefined at the start", "(-1, 1)"),
    Case("trace", "-f", "log(x)", "--start=-1,1", status: 65, says: "undefined at the start"),
    Case("--gradient", "2x", status: 65, says: "two formulas, and this is one", "2x\n  ^\n"),
    Case("check", "--gradient", "2x, 4yy", status: 65, says: "name 'yy'", "2x, 4yy\n     ^^\n"),
  ])
  func wrongFormulasAreBadData(wrong: Case) async throws { try await check(wrong) }

  @Test(arguments: [
    Case("rosenbork", status: 66, says: "no surface 'rosenbork'", "did you mean 'rosenbrock'"),
    Case("trcae", status: 66, says: "'trcae'", "did you mean the command 'trace'"),
    Case("./no-such-file.yaml", status: 66, says: "./no-such-file.yaml", "No such file"),
    Case("/", status: 66, says: "'/' is a folder"),
  ])
  func missingFilesAndSurfacesAreNoInput(wrong: Case) async throws { try await check(wrong) }

  @Test(arguments: [
    ["/dev/null"], ["trace", "/dev/zero"], ["FOLDER/pipe.yaml"], ["trace", "FOLDER/pipe.yaml"],
    ["evaluate", "FOLDER/pipe.yaml", "--at", "1,1"], ["FOLDER/link.yaml"], ["FOLDER/"],
  ])
  func onlyRegularFilesAreOpened(arguments: [String]) async throws {
    let folder = try Folder()
    try #require(mkfifo(folder["pipe.yaml"], 0o600) == 0)
    try #require(symlink("pipe.yaml", folder["link.yaml"]) == 0)
    let result = try await Program.run(
      arguments.map { $0.replacing("FOLDER", with: folder.path) })
    #expect(result.status == 66)
    #expect(result.errors.contains(/is a (named pipe|device|folder), not a file\n/))
  }

  @Test func dataIsOnlyReadFromRegularFiles() async throws {
    let folder = try Folder()
    try #require(mkfifo(folder["rows.csv"], 0o600) == 0)
    let file = try folder.write("map.yaml", DataText.surface.utf8)
    try await check(
      Case(
        "trace", file, status: 65, says: "map.yaml:2:14", "rows.csv' is a named pipe, not a file"))
  }

  @Test func pipesOpenedByTheShellAreRead() async throws {
    let folder = try Folder()
    try folder.write("rows.csv", "a,b\n1,2\n".utf8)
    let text = DataText.surface.replacing("rows.csv", with: folder["rows.csv"])
    let file = try folder.write("map.yaml", text.utf8)
    for line in [
      "cat '\(file)' | \"$DESCENT\" trace /dev/stdin", "\"$DESCENT\" trace /dev/fd/3 3<'\(file)'",
    ] {
      let result = try await Program.shell(line + " --steps 1")
      #expect(result.status == 0 && result.output.hasPrefix("run,"), "\(result.errors)")
    }
  }

  private enum DataText {
    static let surface = """
      name: Rows
      data: {file: rows.csv, columns: {u: a, v: b}}
      sample: (x*u + y - v)^2
      domain: {x: [-2, 2], y: [-2, 2]}
      start: [1, 1]

      """
  }

  @Test(arguments: [
    ["FILE"], ["LONG"], ["---LONG"], ["--start", "WORDS"], ["--start", "---LONG"], ["-o", "LONG"],
    ["-o", "gd:LONG=1"], ["-o", "gd:lr=LONG"], ["--schedule", "LONG"], ["--set", "LONG"],
    ["--set", "LONG=1"], ["--glyphs", "LONG"], ["quadratic", "LONG"], ["./LONG.yaml"],
    ["./WORDS.yaml"],
    ["WORDS"], ["--lr", "WORDS"], ["-f", "LONG"], ["--panel", "WORDS"], ["-LONG"], ["--LONG=1"],
  ])
  func longInputIsShortenedInMessages(arguments: [String]) async throws {
    let folder = try Folder()
    let file = try folder.write(
      "a.yaml", ("---" + String(repeating: "x", count: 30_000) + "\n").utf8)
    let long = String(repeating: "x", count: 30_000)
    let words = String(repeating: "x ", count: 15_000)
    let result = try await Program.run(
      arguments.map {
        $0.replacing("FILE", with: file).replacing("LONG", with: long)
          .replacing("WORDS", with: words)
      })
    #expect([64, 65, 66].contains(result.status))
    #expect(result.errors.hasPrefix("error: ") && result.errors.contains("…"))
    #expect(result.errors.count < 1000)
  }

  @Test func aPathThatIsNotUTF8Opens() async throws {
    let folder = try Folder()
    let file = try folder.write(
      "map.yaml", "name: T\nformula: x\ndomain: {x: [0, 1], y: [0, 1]}\nstart: [1, 1]\n".utf8)
    let result = try await Program.shell(
      "name=\"\(folder.path)/$(printf 'n\\377\\351.yaml')\"; cp '\(file)' \"$name\" || exit 0;"
        + " \"$DESCENT\" trace \"$name\" --steps 1 >&2 && \"$DESCENT\" trace \"$name.yaml\"")
    // Some systems do not allow such names.
    if result.status == 0 { return }
    #expect(result.status == 66)
    #expect(result.errors.contains("1,gd,0,1.0,1.0"))
    #expect(result.errors.hasSuffix("/n\\377\\351.yaml.yaml': No such file or directory\n"))
  }

  /// It exists, so it is no product.
  @Test func aFolderThatIsNotUTF8IsNoFormula() async throws {
    let folder = try Folder()
    let result = try await Program.shell(
      "cd '\(folder.path)'; name=\"$(printf 'x*y\\377')\"; mkdir \"$name\" || exit 0;"
        + " printf 'name: T\\nformula: x\\ndomain: {x: [0, 1], y: [0, 1]}\\nstart: [1, 1]\\n' >"
        + " \"$name/map\";"
        + " \"$DESCENT\" trace \"$name/map\" --steps 1 -o gd && echo read")
    #expect(result.status == 0)
    // Some systems do not allow such names.
    #expect(result.output.hasSuffix("read\n") || result.errors.contains("mkdir"))
  }

  @Test func filesOtherThanSurfacesAreBadData() async throws {
    let folder = try Folder()
    let empty = try folder.write("empty.yaml", [])
    let binary = try folder.write("binary.yaml", (0..<4096).map { UInt8($0 & 0xff) })
    // Each list has the one before nine times: 9¹⁰ names when expanded.
    let bomb = "abcdefghij".reduce(into: (text: "", last: "x")) { bomb, letter in
      let list = Array(repeating: bomb.last, count: 9).joined(separator: ", ")
      bomb = (bomb.text + "\(letter): &\(letter) [\(list)]\n", "*\(letter)")
    }
    let bombFile = try folder.write("bomb.yaml", (bomb.text + "name: \(bomb.last)\n").utf8)
    // A sparse file, which takes no room on the disk.
    let huge = try folder.write("huge.yaml", [])
    try #require(truncate(huge, 200_000_000) == 0)

    try await check(Case(empty, status: 65, says: "empty.yaml", "this file is empty"))
    try await check(Case(binary, status: 65, says: "binary.yaml", "not a text file"))
    try await check(Case(bombFile, status: 65, says: "bomb.yaml:1:"))
    try await check(Case(huge, status: 65, says: "huge.yaml", "larger than"))
    try await check(Case("trace", huge, status: 65, says: "larger than"))
  }

  @Test func anUndefinedLossAtTheStartPointsIntoTheFile() async throws {
    let folder = try Folder()
    let text = """
      name: Logarithm
      formula: log(x) + y^2
      domain: {x: [-2, 2], y: [-2, 2]}
      start: [-1, 1]

      """
    let file = try folder.write("log.yaml", text.utf8)
    for command in [["trace"], []] {
      let result = try await Program.run(command + [file])
      #expect(result.status == 65)
      #expect(
        result.errors.contains(
          "log.yaml:4:8: the loss is undefined at the start (-1, 1)\nstart: [-1, 1]\n       ^\n"))
    }
    let mended = try await Program.run("trace", file, "--start", "1,1", "--steps", "1")
    #expect(mended.status == 0)
  }

  @Test func anUndefinedGradientAtTheStartPointsIntoTheFile() async throws {
    let folder = try Folder()
    let text = """
      name: Root
      formula: sqrt(k*x) + y^2
      domain: {x: [-2, 2], y: [-2, 2]}
      start: [0, 1]
      parameters: {k: {value: 1, range: [-1, 2]}}

      """
    let file = try folder.write("root.yaml", text.utf8)
    let fact = "the gradient is undefined at the start (0, 1)"
    for command in ["trace", "sweep", "render"] {
      let result = try await Program.run(command, file)
      #expect(result.status == 65)
      #expect(result.errors.contains("root.yaml:4:8: \(fact)"))
    }
    // A start or a parameter from the command line is not the fault of the file.
    for outside in [["--start", "0,1"], ["--set", "k=0.5"]] {
      let result = try await Program.run(["trace", file] + outside)
      #expect(result.status == 65)
      #expect(result.errors.hasPrefix("error: \(fact)\nhint: "))
    }
  }

  @Test func controlCharactersInMessagesAreReplaced() async throws {
    let (escape, override) = ("\u{1b}]0;x\u{7}", "\u{202e}")
    let folder = try Folder()
    let broken = try folder.write("a\(escape).yaml", "name: x\n nam: y\n".utf8)
    let text = """
      name: "a\\e]0;x\\ab\\u202ec"
      formula: x^2
      domain: {x: [-2, 2], y: [-2, 2]}
      start: [1, 1]

      """
    let file = try folder.write("named.yaml", text.utf8)
    for arguments in [
      ["./no\(escape).yaml"], ["./no\(override).yaml"], [broken], ["--lr", escape],
      ["--\(escape)"], ["--lr", override], ["no\(escape)"], ["-o", "gd:\(escape)=1"],
      [file, "--plain", "--steps", "1"],
    ] {
      let result = try await Program.run(arguments)
      let sent = result.errors + result.output
      // Names of files are quoted as for a shell.
      #expect(sent.contains(/\u{fffd}|\\033|\\342\\200\\256/), "\(arguments)")
      #expect(
        !sent.unicodeScalars.contains { $0 == "\u{1b}" || $0 == "\u{7}" || $0 == "\u{202e}" },
        "\(arguments)")
    }
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is a /dev/full"),
    arguments: ["trace quadratic", "render", "list", "evaluate --at 1,1"])
  func anUnwritableResultIsAnError(command: String) async throws {
    let result = try await Program.shell("\"$DESCENT\" \(command) > /dev/full")
    #expect(result.status == 73)
    #expect(result.errors.contains("cannot write"))
  }

  @Test func aClosedPipeEndsTheProgramQuietly() async throws {
    let result = try await Program.shell("\"$DESCENT\" trace --steps 20000 | head -n 1")
    #expect(result.output == "run,optimizer,step,x,y,loss,gradient_norm,lr\n")
    #expect(result.errors == "")
  }

  private func check(_ wrong: Case, sourceLocation: SourceLocation = #_sourceLocation) async throws
  {
    let result = try await Program.run(wrong.arguments)
    let message = Comment(rawValue: result.errors)
    #expect(result.status == wrong.status, message, sourceLocation: sourceLocation)
    #expect(result.output == "", sourceLocation: sourceLocation)
    for part in wrong.says {
      #expect(result.errors.contains(part), message, sourceLocation: sourceLocation)
    }
    let errors = result.errors.lowercased()
    let lines = errors.split(separator: "\n")
    #expect(lines.count <= 8, message, sourceLocation: sourceLocation)
    let first = lines.count { $0.hasPrefix("error: ") }
    #expect(first == 1, message, sourceLocation: sourceLocation)
    for trace in ["fatal error", "backtrace", "stack dump", "crashed"] {
      #expect(!errors.contains(trace), message, sourceLocation: sourceLocation)
    }
  }
}

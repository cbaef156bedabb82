import Foundation
import Testing

@testable import descent

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The output of the commands without a terminal.
@Suite(.timeLimit(.minutes(15)))
struct OutputTests {
  @Test func evaluatePrintsNullForUndefinedNumbers() async throws {
    let result = try await Program.run(
      "evaluate", "-f", "x^y + atan2(y,x)", "--at", "2,3", "--at=-2,3")
    #expect(result.status == 0)
    #expect(result.errors == "")
    let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let points = try #require(json as? [[String: Any]])
    try #require(points.count == 2)
    #expect(points[0]["at"] as? [Double] == [2, 3])
    let value = try #require(points[0]["value"] as? Double)
    #expect(abs(value - (8 + atan2(3, 2))) < 1e-14 * value)
    let gradient = try #require(points[0]["gradient"] as? [Double])
    #expect(abs(gradient[0] - (12 - 3.0 / 13)) < 1e-13)
    #expect(abs(gradient[1] - (8 * log(2) + 2.0 / 13)) < 1e-13)

    // x^y has no derivative by y at negative x.
    let undefined = try #require(points[1]["gradient"] as? [Any])
    #expect(undefined[0] is Double)
    #expect(undefined[1] is NSNull)
    let hessian = try #require(points[1]["hessian"] as? [[Any]])
    #expect(hessian[0][0] is Double)
    #expect(hessian[1][1] is NSNull)
    #expect((points[1]["eigenvalues"] as? [Any])?.allSatisfy { $0 is NSNull } == true)
  }

  @Test func renderDrawsText() async throws {
    let result = try await Program.run("render", "himmelblau", "--size", "80x24")
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 25, "24 lines, each with its end")
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines[0].contains("Himmelblau"))
    #expect(!result.output.contains("\u{1b}"))
  }

  /// Extreme numbers, in every pane.
  @Test(arguments: [
    ["-f", "1e308*sin(x)", "-o", "polyak"], ["-f", "1e-323*x^2", "-o", "gd"],
    ["-f", "x^2", "-o", "gd:lr=5e-324"], ["-f", "1e300*x^2", "-o", "adam:lr=1e308"],
    ["-f", "x^2", "-o", "gd:lr=1e308", "--schedule", "cosine", "--chart", "learning-rate"],
    ["-f", "x^2", "-o", "adam", "--schedule", "onecycle:div_factor=1e-300"],
    ["-f", "x^2", "--noise", "5e-324"],
  ])
  func renderDrawsExtremeNumbers(arguments: [String]) async throws {
    for panel in ["parameters", "sweep", "inspector", "check"] {
      let result = try await Program.run(
        ["render"] + arguments + ["--start", "1,1", "--steps", "20", "--panel", panel])
      #expect(result.status == 0, "\(panel): \(result.errors)")
      #expect(result.output.split(separator: "\n").count == 40, "\(panel)")
    }
  }

  @Test func ratesAreFiniteWithAnySchedule() async throws {
    let result = try await Program.run(
      "trace", "-f", "x^2", "--start", "1,1", "-o", "gd", "--lr", "1e308", "--schedule",
      "onecycle:div_factor=1e-300", "--format", "json")
    #expect(result.status == 0)
    _ = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
  }

  @Test func theSameStepsAreMadeWithoutATerminal() async throws {
    let arguments = ["quadratic", "-o", "gd", "--schedule", "cosine"]
    let picture = try await Program.run(arguments)
    let rows = try await Program.run(["trace"] + arguments + ["--steps", "100"])
    let last = try #require(rows.output.split(separator: "\n").last).split(separator: ",")
    #expect(picture.output.contains(last[3]) && picture.output.contains(last[4]))
  }

  @Test func undefinedNumbersAreReported() async throws {
    let result = try await Program.run("check", "-f", "log(x)", "--at=-1,0")
    #expect(result.output.contains("loss      undefined\ngradient  (undefined, 0.0)\n"))
  }

  @Test func aGradientTypedByHandIsCheckedAndRaced() async throws {
    let wrong = ["rosenbrock", "--gradient", "2*(1-x) + 400*x*(y-x^2), 200*(y-x^2)"]
    let check = try await Program.run(["check"] + wrong)
    #expect(check.status == 0)
    #expect(check.output.contains(/x +215\.6 +-215\.6 +2 +the sign\n/))
    #expect(check.output.contains(/y +-88 +-88 +0 +right\n/))
    let json = try await Program.run(["check", "--format", "json"] + wrong)
    #expect(json.output.contains(#""agrees":false,"places":64"#))
    #expect(json.output.contains(#""fault":"sign""#))
    let trace = try await Program.run(["trace", "--steps", "1", "-o", "gd:lr=0.001"] + wrong)
    #expect(trace.output.contains("1,gd,1,-1.4156,1.088,"))
    #expect(trace.errors.contains("the optimizers are given your gradient: 2*(1-x)"))
    let point = try await Program.run(["evaluate", "--at", "1,1"] + ["--gradient", "1, 2"])
    #expect(point.output.contains(#""given_gradient":[1.0,2.0]"#))
    let plain = try await Program.run(wrong + ["--plain", "--steps", "1"])
    #expect(plain.output.contains("The optimizers are given your gradient: 2*(1-x)"))
  }

  @Test func standardizedDataNeedOneStep() async throws {
    let result = try await Program.run(
      "trace", "linear-regression", "--standardize", "-o", "gd:lr=1", "--steps", "1")
    let last = try #require(result.output.split(separator: "\n").last).split(separator: ",")
    #expect(try #require(Double(last[6])) < 1e-14)
  }

  @Test func renderDrawsANSI() async throws {
    let result = try await Program.run("render", "--format", "ansi", "--size", "80x24")
    #expect(result.status == 0)
    #expect(result.output.contains("\u{1b}[0;38;2;") || result.output.contains("\u{1b}[38;2;"))
    let text = result.output.replacing(/\u{1b}\[[0-9;]*m/, with: "")
    #expect(!text.contains("\u{1b}"), "nothing but colours")
    #expect(text.contains("Quadratic bowl"))
  }

  @Test func renderDrawsWellFormedSVG() async throws {
    let result = try await Program.run("render", "rosenbrock", "--format", "svg")
    #expect(result.status == 0)
    let elements = ElementNames()
    let parser = XMLParser(data: Data(result.output.utf8))
    parser.delegate = elements
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(elements.names.first == "svg")
    #expect(elements.names.contains("path") && elements.names.contains("text"))
  }

  @Test func theExplorerPrintsAPictureAndATableWithoutATerminal() async throws {
    let result = try await Program.shell("\"$DESCENT\" rosenbrock | cat")
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.output.contains("Rosenbrock") && result.output.contains("step 100"))
    #expect(!result.output.contains("\u{1b}"))
    let table = result.output.split(separator: "\n").suffix(5)
    #expect(table.first?.hasPrefix("optimizer ") == true)
    #expect(table.dropFirst().map { $0.prefix { $0 != " " } } == ["gd", "sgd", "momentum", "adam"])
  }

  @Test func listNamesSurfacesAndOptimizers() async throws {
    let result = try await Program.run("list")
    #expect(result.status == 0)
    let names = result.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
    for name in ["quadratic", "rosenbrock", "himmelblau", "gd", "sgd", "momentum", "adam"] {
      #expect(names.contains { $0 == name }, "\(name)")
    }
  }

  @Test func schedulesAreListedWithTheirDefaults() async throws {
    let result = try await Program.run("list", "schedules")
    for line in [
      "step_size: steps between the drops; default 25 % of --steps, or of 200",
      "drops; default 50 % and 75 % of --steps, or of 200", "default --steps, or 200",
      "default lr", "default 0.1*lr", "default 10000", "default triangular",
    ] { #expect(result.output.contains(line), "\(line)") }
  }

  @Test func aStepCanBeShownWithoutATerminal() async throws {
    let result = try await Program.run("quadratic", "--step", "2", "--steps", "5")
    #expect(result.status == 0)
    let rows = result.output.split(separator: "\n").suffix(4)
    #expect(rows.allSatisfy { $0.contains(#/^\w+ +2 /#) })
  }

  @Test(arguments: ["--help", "-h", "help"])
  func helpShowsExamplesAndTheExplorersOptions(word: String) async throws {
    let result = try await Program.run(word)
    #expect(result.status == 0)
    let wanted = [
      "EXAMPLES", "descent rosenbrock", "--formula", "--optimizer", "--lr", "--start", "--paused",
      "trace", "render", "evaluate", "list",
    ]
    for text in wanted { #expect(result.output.contains(text), "\(text)") }
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 41, "it fits on a screen")
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(result.output.contains("man descent"))
  }

  @Test func helpOnAnUnknownCommandIsRefused() async throws {
    let result = try await Program.run("help", "swep")
    #expect(result.status == 64 && result.output.isEmpty)
    #expect(result.errors == "error: there is no command 'swep'\nhint: did you mean 'sweep'?\n")
  }

  @Test func theLongHelpNamesEveryCommand() async throws {
    let result = try await Program.run("help", "explore")
    let lines = result.output.split(separator: "\n")
    let place = try #require(lines.firstIndex { $0.hasSuffix("COMMANDS") })
    for name in Descent.commands where name != "explore" {
      #expect(lines[place...].contains { $0.hasPrefix("  \(name)  ") }, "\(name)")
    }
  }

  @Test(arguments: ["optimizers", "schedules"])
  func theDocumentationShowsAList(of subject: String) async throws {
    let root = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appending(path: "Documentation/Optimizers.md"), encoding: .utf8)
    let list = try await Program.run("list", subject).output
    #expect(page.contains("\n```\n\(list)```\n"), "Documentation/Optimizers.md has another list")
  }

  @Test func versionAndCompletionsArePrinted() async throws {
    let version = try await Program.run("--version")
    #expect(version.status == 0)
    #expect(version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    let completion = try await Program.run("--generate-completion-script", "bash")
    #expect(completion.status == 0)
    for word in ["descent", "evaluate", "rosenbrock", "rmsprop", "cosine"] {
      #expect(completion.output.contains(word), "\(word)")
    }
  }

  /// The step before ArgumentParser's script is put in by words that must be found there.
  @Test(arguments: ["zsh", "fish"])
  func completionsOfTheDefaultCommandNeedNotItsName(in shell: String) async throws {
    let script = try await Program.run("--generate-completion-script", shell).output
    let step =
      shell == "zsh"
      ? "\n_descent_command() {\n"
      : "\n        set unparsed_tokens $unparsed_tokens[1] explore $unparsed_tokens[2..]\n"
    #expect(script.contains(step))
    #expect(shell == "zsh" || script.contains("positional \"descent\" -eq 1' -fka 'quadratic"))
  }

  @Test(arguments: [
    ("descent rosenb", ["rosenbrock"]), ("descent tra", ["trace"]),
    ("descent trace rosenb", ["rosenbrock"]), ("descent rosenbrock --vie", ["--view"]),
    ("descent -o ada", ["adagrad", "adadelta", "adam"]), ("descent list sched", ["schedules"]),
  ])
  func bashCompletes(_ line: String, to words: [String]) async throws {
    let script = try await Program.run("--generate-completion-script", "bash").output
    let typed = line.split(separator: " ")
    let test = """
      COMP_WORDS=(\(line)) COMP_CWORD=\(typed.count - 1)
      _descent_or_explore descent "\(typed.last!)" "\(typed[typed.count - 2])"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let result = try await ChildProcess.run(
      "/bin/bash", ["-c", script + test], environment: [:])
    let offered = result.output.split(separator: "\n").map(String.init)
    #expect(offered.starts(with: words), "\(result.errors)")
  }
}

/// The elements of an XML document in their order.
private final class ElementNames: NSObject, XMLParserDelegate {
  var names: [String] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    names.append(name)
  }
}

import Foundation
import TestSupport
import Testing

/// A loss that a program computes, here in Perl, which Debian and macOS always have.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct LossCommandTests {
  private static let quick =
    #"perl -ne '$| = 1; ($x, $y) = split; printf "%.17g %.17g %.17g\n", $x*$x + 2*$y*$y, 2*$x, 4*$y'"#

  @Test func aRunWithGradientsIsThatOfTheFormula() async throws {
    let race = ["--start", "5,3", "--lr", "0.1", "-o", "gd", "-o", "adam"]
    let own = try await Program.run(["trace", "--loss-command", Self.quick] + race)
    let typed = try await Program.run(["trace", "-f", "x^2 + 2y^2"] + race)
    #expect(own.status == 0)
    func numbers(_ text: String) -> [Double] {
      text.split { $0 == "," || $0 == "\n" }.compactMap { Double($0) }
    }
    let (left, right) = (numbers(own.output), numbers(typed.output))
    #expect(left.count == right.count && left.count > 1000)
    #expect(zip(left, right).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($1)) })
  }

  @Test func commandsSayWhyThereAreNoAnswers() async throws {
    let wrong = try await Program.run("trace", "--loss-command", "echo hello")
    #expect(wrong.status == 65 && wrong.errors.contains("answered 'hello'"))
    let crash = try await Program.run(
      "evaluate", "--at", "1,1", "--loss-command", "echo out of luck >&2; exit 3")
    #expect(crash.status == 69)
    #expect(crash.errors.contains("ended with status 3; it says: out of luck"))
    let hang = try await Program.run(
      "trace", "--loss-timeout", "0.5", "--loss-command", "sleep 100")
    #expect(hang.status == 69 && hang.errors.contains("gave no answer for 0.5 s"))
    let distance = try await Program.run("trace", "--loss-command", Self.quick, "--loss-h", "0")
    #expect(distance.status == 64 && distance.errors.contains("is no distance for differences"))
    let useless = try await Program.run("trace", "beale", "--loss-h", "0.1")
    #expect(useless.status == 64)
    #expect(useless.errors.contains("--loss-h has no effect without --loss-command"))
    let both = try await Program.run("trace", "beale", "--loss-command", "echo")
    #expect(both.status == 64)
  }

  private static let plain =
    #"perl -ne '$| = 1; ($x, $y) = split; printf "%.17g\n", abs($x) + abs($y)'"#

  @Test func differencesAreTakenOverTheStatedDistance() async throws {
    let result = try await Program.run(
      "evaluate", "--loss-command", Self.plain, "--loss-h", "0.5", "--at", "0.25,-1")
    #expect(result.status == 0)
    #expect(result.output.contains(#""value":1.25,"gradient":[0.5,-1.0]"#), "\(result.output)")
  }

  /// The program counts what it was asked in a file.
  @Test func aFigureAsksForALatticeOnce() async throws {
    let folder = try Folder()
    let file = folder["asked"]
    let command =
      #"tee \#(file) | perl -ne '$| = 1; ($x, $y) = split; print $x*$x + 2*$y*$y, " ", 2*$x, " ", 4*$y, "\n"'"#
    let result = try await Program.run(
      "figure", "--loss-command", command, "--start", "4,3", "-o", "gd:lr=0.1", "--steps", "50")
    #expect(result.status == 0 && result.output.hasPrefix("<svg"))
    #expect(result.output.contains("about a minimum"))
    let asked = try folder.read("asked").split(separator: "\n")
    #expect(asked.count <= 65 * 65 + 120, "\(asked.count)")
    #expect(Set(asked).count == asked.count)
  }

  @Test func theWaitIsToldInSentences() async throws {
    let result = try await Program.run(
      "--plain", "--loss-command", Self.plain, "--start", "4,3", "--steps", "2", "-o", "gd:lr=0.1")
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    #expect(lines.first?.hasPrefix("Waiting for the program") == true)
    #expect(
      result.output.contains("losses to measure the surface. Derivatives are differences, h ="))
    #expect(lines.last?.hasPrefix("The program computed ") == true)
  }

  /// Nothing would be on the screen to stay.
  @Test func aProgramThatNeverAnswersEndsTheExplorer() async throws {
    let line =
      #""$DESCENT" --loss-command 'echo no such module >&2; exit 1'; echo status=$?; exec cat"#
    try await Tmux.run(line) { tmux in
      let screen = try await tmux.wait(for: "status=69")
      #expect(screen.contains("ended with status 1; it says: no such module"))
    }
  }

  /// It answers when there is a file `go`.
  @Test func theScreenDoesNotWaitForTheProgram() async throws {
    let program =
      #"$| = 1; while (<>) { sleep 1 until -e 'go'; ($x, $y) = split; print $x*$x + 2*$y*$y, "\n" }"#
    let line = #""$DESCENT" --loss-command 'perl loss.pl'; exec cat"#
    try await Tmux.run("while ! [ -e loss.pl ]; do sleep 0.1; done; " + line) { tmux in
      try tmux.folder.write("loss.pl", program.utf8)
      try await tmux.wait(for: "before the race")
      try await tmux.press("?")
      try await tmux.wait(for: "Esc")
      try await tmux.press("Escape")
      try tmux.folder.write("go", [])
      try await tmux.wait(for: "a race") { ($0.step ?? 0) >= 2 && $0.contains("differences, h =") }
      try await tmux.press("q")
    }
  }

  /// It answers until there is a file `stop`, in the middle of the map.
  @Test func theMapRefinesAndFaultsAreRepaired() async throws {
    let program = #"""
      $| = 1; open P, '>', 'process'; print P $$; close P;
      while (<>) {
        if (-e 'stop') { print STDERR "out of luck\n"; exit 3 }
        sleep 100 if -e 'hang';
        select undef, undef, undef, 0.001;
        ($x, $y) = split; print $x*$x + 2*$y*$y, "\n";
      }
      """#
    let line =
      #""$DESCENT" --loss-command 'sleep 1234 & perl loss.pl' --start 4,3; echo over; exec cat"#
    try await Tmux.run("while ! [ -e loss.pl ]; do sleep 0.1; done; " + line) { tmux in
      try tmux.folder.write("loss.pl", program.utf8)
      try await tmux.wait(for: "a race on a map that is asked for") {
        $0.contains("loss of sleep") && $0.contains("differences, h =") && $0.contains(" asked")
          && ($0.step ?? 0) >= 1
      }
      // Keys work while the program hangs.
      try tmux.folder.write("hang", [])
      try await tmux.press("+", "?")
      try await tmux.wait(for: "Esc")
      try await tmux.press("Escape")
      try tmux.folder.write("stop", [])
      try tmux.folder.remove("hang")
      let process = try #require(pid_t(try tmux.folder.read("process")))
      kill(process, SIGTERM)
      try await tmux.wait(for: "R starts it again")
      try tmux.folder.remove("stop")
      try await tmux.press("R")
      try await tmux.wait(for: "a race that goes on") {
        !$0.contains("R starts it again") && ($0.step ?? 0) >= 3
      }
      let next = try #require(pid_t(try tmux.folder.read("process")))
      #expect(next != process)
      try await tmux.press("q")
      try await tmux.wait(for: "over")
      let deadline = ContinuousClock.now + Tmux.patience
      while kill(next, 0) == 0, ContinuousClock.now < deadline {
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(kill(next, 0) != 0, "the program outlives the explorer")
    }
  }
}

import Calculus
import TestSupport
import Testing

@testable import LossCommand

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Programs in Perl, which Debian and macOS always have.
@Suite(.timeLimit(.minutes(15))) struct CommandFunctionTests {
  /// x² + 2y², with or without the gradient.
  private static func perl(_ body: String) -> String { "exec perl -ne '$| = 1; \(body)'" }
  private static let plain = perl(#"($x,$y)=split; printf "%.17g\n", $x*$x+2*$y*$y"#)
  private static let withGradient = perl(
    #"($x,$y)=split; printf "%.17g %.17g %.17g\n", $x*$x+2*$y*$y, 2*$x, 4*$y"#)

  private static func function(
    _ command: String, timeout: Double = 20, h: Double? = nil, asksFirst: Bool = true,
    failed: @escaping @Sendable (LossFault) -> Void = { Issue.record("\($0.message)") }
  ) throws -> CommandFunction {
    let function = try CommandFunction(
      command: command, timeout: timeout, x: -5...5, y: -5...5, h: h, failed: failed
    ) { _ in }
    if asksFirst { _ = function.value(at: Point(0, 0)) }
    return function
  }

  @Test func gradientsOfTheProgramAreTaken() throws {
    let function = try Self.function(Self.withGradient)
    #expect(function.hasGradients == true && function.source?.note == nil)
    #expect(function.source?.callsPerGradient == 1)
    let here = function.expansion(at: Point(5, 3))
    #expect(here.loss == 43 && here.gradient == Point(10, 12))
    #expect(abs(here.hessian.xx - 2) < 1e-8 && abs(here.hessian.yy - 4) < 1e-8)
    #expect(abs(here.hessian.xy) < 1e-8)
  }

  @Test func differencesStandInForGradients() throws {
    let function = try Self.function(Self.plain)
    #expect(function.source?.note == "differences, h = 1.5e-05")
    #expect(function.source?.callsPerGradient == 5)
    let here = function.expansion(at: Point(5, 3))
    #expect((here.gradient - Point(10, 12)).norm < 1e-8)
    #expect(abs(here.hessian.xx - 2) < 1e-4 && abs(here.hessian.yy - 4) < 1e-4)
  }

  /// Of |x|, whose central differences across 0 are those of the distance.
  @Test func theDistanceOfDifferencesCanBeStated() throws {
    let kink = Self.perl(#"($x,$y)=split; printf "%.17g\n", abs($x)"#)
    let function = try Self.function(kink, h: 0.25)
    #expect(function.h == 0.25 && function.source?.note == "differences, h = 0.25")
    #expect(function.gradient(at: Point(0.125, 0)) == Point(0.5, 0))
    #expect(function.gradient(at: Point(0.5, 0)) == Point(1, 0))
  }

  /// Nothing waits: the first look at a map finds nothing, later ones what has come, which is a spline.
  @Test func aMapIsThereFromTheStartAndBecomesKnown() throws {
    let function = try Self.function(Self.plain, asksFirst: false)
    let source = try #require(function.source)
    source.stopWaiting()
    #expect(function.hasGradients == nil && source.answerCount == 0)
    #expect(function.value(at: Point(1, 1)).isNaN)
    #expect(source.gaps == 1)
    let xs = (0..<120).map { -5 + (Double($0) + 0.5) / 12 }
    func map() -> [Double] { function.values(xs: xs, ys: xs, accuracy: .picture) }
    #expect(function.model(x: -5...5, y: -5...5, cells: nil) == nil)
    #expect(map().allSatisfy { $0.isNaN })
    #expect(source.gaps == 1, "a map without answers is no gap")
    wait { source.detail == 64 && source.openCount == 0 }
    let values = map()
    #expect(source.answerCount == 65 * 65 + 1)
    #expect(
      values.indices.allSatisfy { place in
        let (x, y) = (xs[place % 120], xs[place / 120])
        return abs(values[place] - (x * x + 2 * y * y)) < 1e-9
      })
    let model = try #require(function.model(x: -5...5, y: -5...5, cells: nil))
    #expect(abs(model.hessian(at: Point(1, 2)).yy - 4) < 1e-6)
    #expect(source.gaps == 1 && source.openCount == 0)
  }

  /// A program that counts its starts in a file: its losses are those of one of them alone.
  @Test func afterAnotherStartAllIsAskedAnew() throws {
    let folder = try Folder()
    let name = folder["starts"]
    let function = try Self.function(
      "echo >> \(name); n=$(wc -l < \(name)); export n; "
        + Self.perl(#"exit 3 if /^9/; print "$ENV{n}\n""#), asksFirst: false)
    let source = try #require(function.source)
    source.stopWaiting()
    let xs = (0...10).map { -5 + Double($0) }
    func map() -> [Double] { function.values(xs: xs, ys: xs, accuracy: .picture) }
    _ = map()
    wait { source.detail >= 8 && source.openCount == 0 }
    #expect(map().allSatisfy { abs($0 - 1) < 1e-9 })
    _ = function.value(at: Point(9, 0))
    wait { source.fault != nil }
    #expect(map().allSatisfy { abs($0 - 1) < 1e-9 }, "the picture stays")
    #expect(source.generation == 0)
    #expect(source.restart() && source.generation == 1 && source.detail == 0)
    #expect(function.value(at: Point(0, 0)).isNaN, "asked anew")
    #expect(map().allSatisfy { $0 >= 1 - 1e-9 && $0 <= 2 + 1e-9 }, "the old picture stays")
    wait { source.detail >= 8 && source.openCount == 0 }
    #expect(map().allSatisfy { abs($0 - 2) < 1e-9 })
    #expect(function.value(at: Point(0, 0)) == 2)
  }

  /// More questions than both pipes hold.
  @Test func fullPipesDoNotBlock() throws {
    let function = try Self.function(Self.plain)
    let xs = (0..<150).map(Double.init)
    let values = function.values(xs: xs, ys: xs, accuracy: .exact)
    #expect(values[7 * 150 + 5] == 25 + 98)
  }

  @Test func whatIsNotKnownIsAGapUntilItIsAnswered() throws {
    let function = try Self.function(Self.plain)
    let source = try #require(function.source)
    source.stopWaiting()
    #expect(function.value(at: Point(1, 1)).isNaN)
    #expect(source.gaps == 1)
    wait { source.openCount == 0 }
    #expect(function.value(at: Point(1, 1)) == 3)
    #expect(source.gaps == 1)
  }

  @Test func anEndedProgramSaysItsLastWordsAndStartsAgain() throws {
    let function = try Self.function(
      Self.perl(#"print STDERR "out of luck\n" and exit 3 if $_ > 7; print "1\n""#))
    let source = try #require(function.source)
    source.stopWaiting()
    _ = function.value(at: Point(8, 0))
    wait { source.fault != nil }
    #expect(source.fault?.hasSuffix("ended with status 3; it says: out of luck") == true)
    #expect(source.restart() && source.fault == nil)
    _ = function.value(at: Point(1, 0))
    wait { source.urgentCount == 0 }
    #expect(function.value(at: Point(1, 0)) == 1)
    _ = function.value(at: Point(9, 0))
    wait { source.fault != nil }
  }

  @Test(arguments: [
    (#"print $_ > 7 ? "lots\n" : "1\n""#, "answered 'lots', which is not one number or three"),
    (#"print $_ > 7 ? "1\n2\n" : "1\n""#, "answered '2' without a question"),
    (#"print $_ > 7 ? "1 2 3\n" : "1\n""#, "it must give a gradient everywhere or nowhere"),
    (#"$_ > 7 ? sleep 60 : print "1\n""#, "gave no answer for 2 s"),
    (#"if ($_ > 7) { print "1"; sleep 60 } print "1\n""#, "gave no answer for 2 s"),
    (#"if ($_ > 7) { close STDOUT; sleep 60 } print "1\n""#, "closed its output"),
  ])
  func wrongAnswersAreFaults(_ body: String, _ message: String) throws {
    let isSilent = message.contains("no answer")
    let function = try Self.function(Self.perl(body), timeout: isSilent ? 2 : 20)
    let source = try #require(function.source)
    source.stopWaiting()
    _ = function.value(at: Point(8, 0))
    wait { source.fault != nil }
    #expect(source.fault?.contains(message) == true, "\(source.fault ?? "")")
  }

  /// While nothing comes, the thread that asks sleeps: a pipe whose other end is closed is always ready.
  @Test(arguments: ["exec 2>/dev/null", "exec 2>&-"])
  func aClosedStandardErrorKeepsNoProcessorBusy(_ closing: String) throws {
    let slow = Self.perl(#"select undef, undef, undef, 0.3; print "1\n""#)
    let oracle = try Oracle(
      command: "\(closing); \(slow)", timeout: 20,
      failed: { Issue.record("\($0.message)") }, waited: { _ in })
    for x in 1...4 { _ = oracle.answers(at: [Point(Double(x), 0)]) }
    // A turn or two for each question, each answer, and the end of the stream.
    #expect(oracle.turns < 30)
  }

  @Test func aClosedStandardInputKeepsNoProcessorBusy() throws {
    let oracle = try Oracle(
      command: Self.perl(#"close STDIN; print "1\n"; sleep 60"#), timeout: 2,
      failed: { Issue.record("\($0.message)") }, waited: { _ in })
    _ = oracle.answers(at: [Point(1, 0)])
    oracle.stopWaiting()
    _ = oracle.answers(at: [Point(2, 0)])
    wait { oracle.fault != nil }
    #expect(oracle.fault?.contains("gave no answer for 2 s") == true)
    #expect(oracle.turns < 30)
  }

  @Test func undefinedLossesAreAnswers() throws {
    let function = try Self.function(Self.perl(#"print $_ > 7 ? "nan\n" : "inf\n""#))
    #expect(function.value(at: Point(8, 0)).isNaN)
    #expect(function.value(at: Point(1, 0)) == .infinity)
  }

  private func wait(_ isTrue: () -> Bool) {
    let deadline = ContinuousClock.now + .seconds(60)
    while !isTrue(), ContinuousClock.now < deadline { usleep(2000) }
    #expect(isTrue())
  }
}

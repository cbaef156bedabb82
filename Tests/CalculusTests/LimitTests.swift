import TestSupport
import Testing

@testable import Calculus

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Test(
  .slow,
  arguments: [
    String(repeating: "(", count: 100_000), String(repeating: "x+", count: 500_000) + "x",
    String(repeating: "-", count: 10_001), String(repeating: "|", count: 1_000_000),
  ])
func longTextIsRefused(text: String) {
  let error = #expect(throws: FormulaError.self) { try Formula(text) }
  #expect(error?.reason == .tooLong(limit: 10_000))
  #expect((error?.description.count ?? 0) < 300)
}

@Test(
  .slow,
  arguments: [
    String(repeating: "(", count: 9_000), String(repeating: "-", count: 9_000) + "x",
    String(repeating: "2^", count: 4_000) + "x", String(repeating: "sin(", count: 2_000),
    String(repeating: "max(x,", count: 1_500), String(repeating: "(", count: 101) + "x",
  ])
func deepTextIsRefused(text: String) {
  let error = #expect(throws: FormulaError.self) { try Formula(text) }
  #expect(error?.reason == .tooDeep(limit: 100))
}

@Test(.slow) func longAndDeepFormulasWithinTheLimitsRunOnASmallStack() {
  let texts = [
    String(repeating: "x+", count: 4_999) + "x",
    (0..<1_400).map { "x*\($0)" }.joined(separator: "-"),
    "max(" + String(repeating: "x,", count: 4_990) + "y)",
    String(repeating: "(", count: 98) + "x" + String(repeating: ")", count: 98),
    String(repeating: "sin(y+", count: 49) + "x" + String(repeating: ")", count: 49),
    String(repeating: "2^-", count: 49) + "x",
  ]
  onSmallStack {
    for text in texts {
      guard let function = try? Formula(text).compiled() else {
        Issue.record("refused: \(text.prefix(40))")
        continue
      }
      _ = function.expansion(at: Point(0.5, 0.25))
      _ = function.values(xs: [0.5], ys: [0.25])
      #expect(function.evaluate(at: Point(0.5, 0.25)).loss == function.value(at: Point(0.5, 0.25)))
    }
  }
}

@Test(.slow) func randomTextIsAcceptedOrRefused() {
  var generator = SplitMix(seed: 4)
  let pieces =
    "x y 2 .5 1e3 e pi sin( max( atan2( ( ( ) ) | + - * / ^ ** , ² 日 \t \u{1B} # a kappa log"
    .split(separator: " ").map(String.init) + [" "]
  var readable = 0
  for _ in 0..<5_000 {
    let count = Int.random(in: 1...12, using: &generator)
    let text = (0..<count).map { _ in pieces.randomElement(using: &generator)! }.joined()
    do {
      let function = try Formula(text, parameters: ["a"]).compiled(parameters: ["a": 1])
      _ = function.expansion(at: Point(0.5, -2))
      readable += 1
    } catch {
      #expect(error.range.lowerBound <= error.range.upperBound)
      #expect(error.range.upperBound <= text.count)
      #expect(!error.description.contains("\u{1B}"))
    }
  }
  #expect(readable > 100)
}

/// Runs the body on a thread with a stack as small as that of secondary threads on macOS.
private func onSmallStack(_ body: @escaping @Sendable () -> Void) {
  final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  pthread_attr_setstacksize(&attributes, 512 * 1024)
  let context = Unmanaged.passRetained(Work(body)).toOpaque()
  #if canImport(Darwin)
    var thread: pthread_t?
    let failed = pthread_create(
      &thread, &attributes,
      { argument in
        Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, context)
    if failed == 0, let thread { pthread_join(thread, nil) }
  #else
    var thread = pthread_t()
    let failed = pthread_create(
      &thread, &attributes,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, context)
    if failed == 0 { pthread_join(thread, nil) }
  #endif
  #expect(failed == 0)
  pthread_attr_destroy(&attributes)
}

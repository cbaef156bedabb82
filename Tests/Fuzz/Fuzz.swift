#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A part of Descent that takes bytes from outside. `Scripts/fuzz` feeds one of them with bytes that
/// libFuzzer varies to reach new code.
enum FuzzTarget: String, CaseIterable {
  case formula, yaml, csv, grid, lesson, runs, spec, preferences, input, answers, explorer

  /// Feeds the bytes to it.
  func take(_ bytes: [UInt8]) {
    switch self {
    case .formula: takeFormula(bytes)
    case .yaml: takeSurfaceFile(bytes)
    case .csv: takeTable(bytes)
    case .grid: takeGrid(bytes)
    case .lesson: takeLesson(bytes)
    case .runs: takeRecordings(bytes)
    case .spec: takeSpec(bytes)
    case .preferences: takePreferences(bytes)
    case .input: takeInput(bytes)
    case .answers: takeAnswers(bytes)
    case .explorer: takeSession(bytes)
    }
  }

  /// The one that the environment names.
  static let chosen: FuzzTarget = {
    let name = getenv("FUZZ").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
      fatalError("set FUZZ to one of \(allCases.map(\.rawValue))")
    }
    return target
  }()
}

/// Ends the process, for which libFuzzer keeps the input, if a promise is broken.
func promise(_ condition: Bool, _ text: @autoclosure () -> String) {
  if !condition { fatalError("broken promise: \(text())") }
}

typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments?>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// SwiftPM gives the entry point of an executable this name.
@_cdecl("fuzz_main")
public func fuzzMain(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments) { start, count in
    FuzzTarget.chosen.take(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
  }
}

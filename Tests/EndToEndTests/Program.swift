import Foundation

/// The real program, run as a process of its own without a terminal.
enum Program {
  /// The executable, which the package manager puts beside the tests: on Linux beside their executable
  /// (`.build/debug/descent`), on macOS beside their `.xctest` bundle, which is not the main bundle of
  /// the process there.
  static let path: String = {
    let arguments = CommandLine.arguments
    let named = arguments.firstIndex(of: "--test-bundle-path").map { arguments[$0 + 1] }
    let bundles = Bundle.allBundles.map(\.bundlePath)
    for place in [named, arguments.first].compactMap(\.self) + bundles {
      // A path may lead to the inside of the bundle.
      var folder = URL(fileURLWithPath: place)
      while folder.path != "/" {
        let program = folder.appendingPathComponent("descent").path
        if isExecutableFile(program) { return program }
        folder.deleteLastPathComponent()
      }
    }
    return "descent-was-not-built"
  }()

  private static func isExecutableFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let files = FileManager.default
    return files.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
      && files.isExecutableFile(atPath: path)
  }

  /// Runs the program to its end.
  static func run(_ arguments: String...) async throws -> ChildProcess.Result {
    try await run(arguments)
  }

  static func run(_ arguments: [String]) async throws -> ChildProcess.Result {
    try await ChildProcess.run(path, arguments, environment: environment)
  }

  /// Runs a line of shell in which `$DESCENT` is the program.
  static func shell(_ line: String) async throws -> ChildProcess.Result {
    let environment = environment.merging(["DESCENT": path]) { $1 }
    return try await ChildProcess.run("/bin/sh", ["-c", line], environment: environment)
  }

  /// The variables that the program may depend on, without those that happen to be set.
  static var environment: [String: String] {
    #if os(Linux)
      var environment = ["LC_ALL": "C.UTF-8"]
    #else
      var environment = ["LC_ALL": "en_US.UTF-8"]
    #endif
    environment["XDG_CONFIG_HOME"] = "/no-such-folder"
    environment["XDG_STATE_HOME"] = "/no-such-folder"
    for name in ["PATH", "HOME"] { environment[name] = ProcessInfo.processInfo.environment[name] }
    return environment
  }
}

import Foundation

/// Golden data: files in the folder `Golden` of the test target that asks.
public enum Golden {
  /// The text of a golden file. Throws if there is none, or if it is empty.
  public static func text(_ name: String, of caller: String = #fileID) throws -> String {
    let text = try String(contentsOf: url(name, of: caller), encoding: .utf8)
    guard !text.isEmpty else { throw EmptyGoldenFile(name: name) }
    return text
  }

  /// The lines of a golden file without empty ones and comments (`#`). Throws if there are none.
  public static func lines(_ name: String, of caller: String = #fileID) throws -> [Substring] {
    let lines = try text(name, of: caller).split(separator: "\n").filter { !$0.hasPrefix("#") }
    guard !lines.isEmpty else { throw EmptyGoldenFile(name: name) }
    return lines
  }

  /// With `DESCENT_RECORD=1`, tests write their golden files instead of comparing, and fail.
  public static let isRecording = ProcessInfo.processInfo.environment["DESCENT_RECORD"] != nil

  public static func record(_ text: String, as name: String, of caller: String = #fileID) throws {
    try text.write(to: url(name, of: caller), atomically: true, encoding: .utf8)
  }

  private static func url(_ name: String, of caller: String) -> URL {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let target = caller.prefix { $0 != "/" }
    return tests.appending(path: "\(target)/Golden/\(name)")
  }
}

struct EmptyGoldenFile: Error {
  let name: String
}

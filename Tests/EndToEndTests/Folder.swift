import Foundation

/// A folder for one test, removed with everything in it when the test is done.
final class Folder: Sendable {
  let path: String

  init() throws {
    // Short: a socket's path may have no more than about 100 characters.
    path = NSTemporaryDirectory() + "/descent-" + UUID().uuidString.prefix(8)
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ name: String, _ contents: some Sequence<UInt8>) throws -> String {
    try Data(contents).write(to: URL(fileURLWithPath: self[name]))
    return self[name]
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: self[name], encoding: .utf8)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: self[name])
  }

  /// Gives a file another name, in one step; a file of that name is gone.
  func rename(_ name: String, to other: String) throws {
    guard Foundation.rename(self[name], self[other]) == 0 else {
      throw CocoaError(.fileWriteUnknown)
    }
  }

  /// The path of a file in it.
  subscript(name: String) -> String { path + "/" + name }
}

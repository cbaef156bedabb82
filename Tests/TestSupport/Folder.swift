import Foundation

/// A folder for one test, removed with its contents when the test ends.
public final class Folder: Sendable {
  /// Its path.
  public let path: String

  /// Makes it among the temporary files.
  public init() throws {
    // Short, as the path of a socket may have only about 100 characters.
    path = NSTemporaryDirectory() + "/descent-" + UUID().uuidString.prefix(8)
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and returns its path.
  @discardableResult
  public func write(_ name: String, _ contents: some Sequence<UInt8>) throws -> String {
    try Data(contents).write(to: URL(fileURLWithPath: self[name]))
    return self[name]
  }

  /// Lets a file grow; who writes it again empties it first, which may be seen.
  public func append(_ name: String, _ contents: some Sequence<UInt8>) throws {
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: self[name]))
    defer { try? file.close() }
    try file.seekToEnd()
    try file.write(contentsOf: Data(contents))
  }

  /// The text of a file.
  public func read(_ name: String) throws -> String {
    try String(contentsOfFile: self[name], encoding: .utf8)
  }

  /// Removes a file.
  public func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: self[name])
  }

  /// Renames a file in one step, replacing a file of the new name.
  public func rename(_ name: String, to other: String) throws {
    guard Foundation.rename(self[name], self[other]) == 0 else {
      throw CocoaError(.fileWriteUnknown)
    }
  }

  /// The path of a file in it.
  public subscript(name: String) -> String { path + "/" + name }
}

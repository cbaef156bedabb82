// The names are those of C.
// swift-format-ignore-file

// A stand-in for macOS' C library on Linux: what Descent uses of it, with the declarations of macOS where they differ.
// `Scripts/typecheck-macos` compiles the branches for Darwin against it; nothing here is ever called.

@_exported import Glibc

extension stat { public var st_ctimespec: timespec { st_ctim } }

public struct SignalHandler {
  public var __sa_handler: (@convention(c) (Int32) -> Void)!
}

extension sigaction {
  public var __sigaction_u: SignalHandler {
    get { SignalHandler(__sa_handler: __sigaction_handler.sa_handler) }
    set { __sigaction_handler.sa_handler = newValue.__sa_handler }
  }
}

// MARK: Threads, which are optional pointers

public typealias pthread_t = OpaquePointer

@discardableResult
public func pthread_create(
  _ thread: UnsafeMutablePointer<pthread_t?>!, _ attributes: UnsafePointer<pthread_attr_t>?,
  _ body: @escaping @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer?,
  _ argument: UnsafeMutableRawPointer?
) -> Int32 { 0 }

@discardableResult
public func pthread_join(
  _ thread: pthread_t, _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> Int32 { 0 }

// MARK: New processes, whose actions and attributes are optional pointers

public typealias posix_spawn_file_actions_t = OpaquePointer
public typealias posix_spawnattr_t = OpaquePointer
public typealias FileActions = UnsafeMutablePointer<posix_spawn_file_actions_t?>
public typealias Attributes = UnsafeMutablePointer<posix_spawnattr_t?>
public typealias Words = UnsafePointer<UnsafeMutablePointer<CChar>?>

public let POSIX_SPAWN_SETSID: Int32 = 0x400

public func _NSGetEnviron() -> UnsafeMutablePointer<
  UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
>! { nil }

@discardableResult
public func posix_spawn_file_actions_init(_ actions: FileActions!) -> Int32 { 0 }

@discardableResult
public func posix_spawn_file_actions_destroy(_ actions: FileActions!) -> Int32 { 0 }

@discardableResult
public func posix_spawn_file_actions_adddup2(
  _ actions: FileActions!, _ file: Int32, _ other: Int32
) -> Int32 { 0 }

@discardableResult
public func posix_spawn_file_actions_addopen(
  _ actions: FileActions!, _ file: Int32, _ path: UnsafePointer<CChar>!, _ flags: Int32,
  _ mode: mode_t
) -> Int32 { 0 }

@discardableResult
public func posix_spawnattr_init(_ attributes: Attributes!) -> Int32 { 0 }

@discardableResult
public func posix_spawnattr_destroy(_ attributes: Attributes!) -> Int32 { 0 }

@discardableResult
public func posix_spawnattr_setsigmask(
  _ attributes: Attributes!, _ signals: UnsafePointer<sigset_t>!
) -> Int32 { 0 }

@discardableResult
public func posix_spawnattr_setsigdefault(
  _ attributes: Attributes!, _ signals: UnsafePointer<sigset_t>!
) -> Int32 { 0 }

@discardableResult
public func posix_spawnattr_setpgroup(_ attributes: Attributes!, _ group: pid_t) -> Int32 { 0 }

@discardableResult
public func posix_spawnattr_setflags(_ attributes: Attributes!, _ flags: Int16) -> Int32 { 0 }

public func posix_spawn(
  _ process: UnsafeMutablePointer<pid_t>!, _ path: UnsafePointer<CChar>!,
  _ actions: UnsafePointer<posix_spawn_file_actions_t?>!,
  _ attributes: UnsafePointer<posix_spawnattr_t?>!, _ arguments: Words!, _ environment: Words!
) -> Int32 { 0 }

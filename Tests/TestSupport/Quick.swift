import Foundation

/// Whether slow tests are left out, as `./Scripts/test --quick` asks with `DESCENT_QUICK=1`.
///
/// A slow test says `.disabled(if: isQuick)`.
public let isQuick = ProcessInfo.processInfo.environment["DESCENT_QUICK"] != nil

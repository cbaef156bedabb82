import Foundation
import Testing

private let isQuick = ProcessInfo.processInfo.environment["DESCENT_QUICK"] != nil

extension Trait where Self == ConditionTrait {
  /// Marks a test that takes more than about a third of a second of processor time.
  ///
  /// `./Scripts/test --quick`, which sets `DESCENT_QUICK`, leaves it out.
  public static var slow: Self { .disabled(if: isQuick, "slow") }
}

import ArgumentParser

/// How results are written: for programs, or for people.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  /// Comma-separated values under a heading; numbers read back to the same double, what is not
  /// finite is left empty.
  case csv
  /// Numbers read back to the same double, what is not finite is null.
  case json
  /// Aligned columns of rounded numbers.
  case table
}

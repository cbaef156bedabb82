import CNcurses

/// What the curses library at hand can do.
struct Curses: Hashable, Sendable {
  /// Whether it takes a description from memory, which direct colours need.
  var readsDescriptions: Bool
  /// Whether it takes octants for one cell wide.
  var knowsOctants: Bool

  static let present = Curses(
    readsDescriptions: cn_reads_descriptions(), knowsOctants: cn_knows_octants())
}

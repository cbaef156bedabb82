/// A pane that explains or adjusts the race while it goes on; the keys keep their meanings, but for
/// a few that it takes for itself.
public enum Tool: String, CaseIterable, Hashable, Sendable {
  case parameters, sweep, basins, inspector, check
}

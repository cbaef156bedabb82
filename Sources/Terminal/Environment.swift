#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The environment variables that say something about the terminal, those that are set.
func terminalEnvironment() -> [String: String] {
  let names = [
    "TERM", "COLORTERM", "COLORFGBG", "NO_COLOR", "TERM_PROGRAM", "VTE_VERSION", "TMUX", "STY",
    "ALACRITTY_WINDOW_ID", "GHOSTTY_RESOURCES_DIR", "KITTY_WINDOW_ID", "WEZTERM_PANE",
  ]
  return names.reduce(into: [:]) { environment, name in
    environment[name] = getenv(name).map { String(cString: $0) }
  }
}

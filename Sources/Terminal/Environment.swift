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
    "TERM", "COLORTERM", "COLORFGBG", "NO_COLOR", "TERM_PROGRAM", "TERM_PROGRAM_VERSION",
    "VTE_VERSION", "KONSOLE_VERSION", "TMUX", "STY", "ALACRITTY_WINDOW_ID",
    "GHOSTTY_RESOURCES_DIR", "KITTY_WINDOW_ID", "MLTERM", "TERMINOLOGY", "WEZTERM_PANE",
    "WT_SESSION", "XTERM_VERSION",
  ]
  return names.reduce(into: [:]) { environment, name in
    environment[name] = getenv(name).map { String(cString: $0) }
  }
}

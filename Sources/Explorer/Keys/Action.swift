/// What a person can want of the explorer. Keys, the mouse and the pickers all come down to these.
public enum Action: Hashable, Sendable {
  // Time
  case togglePlay
  case step(Int)
  case firstStep
  case lastStep
  case slower
  case faster
  case restart

  // Learning rate
  /// Multiplies the selected learning rates by 10^(tenths/10).
  case scaleLearningRate(tenths: Int)
  case typeLearningRate
  case toggleBranching

  // Who runs
  case selectNext
  case selectPrevious
  /// Counted from 0; more than there are does nothing.
  case select(Int)
  case selectAll
  case pickOptimizers
  case newSeed

  // Where
  case pickSurface
  case changeSurface(by: Int)
  case typeFormula
  case typeStart
  case moveStart(columns: Int, rows: Int)
  case zoom(Zoom)
  case pan(columns: Int, rows: Int)
  case resetView

  // What it explains
  case toggle(Tool)
  case switchChart

  // How it looks
  case switchView
  case switchRelief
  case switchContours
  case switchGlyphs
  case switchRamp
  case switchLevels

  // The program
  case undo
  case redo
  case showCommandLine
  case export
  case showHelp
  case close
  case quit
  case suspend

  public enum Zoom: Hashable, Sendable {
    case closer, wider
  }
}

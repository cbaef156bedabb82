/// Everything that a user can ask of the explorer. Keys, the mouse and the pickers all produce
/// these.
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
  /// Races the selected run at a third, once and three times its rate.
  case raceThreeRates

  // Optimizers
  case selectNext
  case selectPrevious
  /// Counted from 0; an index beyond the runs does nothing.
  case select(Int)
  case selectAll
  case pickOptimizers
  case newSeed
  /// Shows many seeds of the stochastic runs at once, or only the seed of the race again.
  case toggleSeeds

  // Surface and map
  case pickSurface
  case changeSurface(by: Int)
  case typeFormula
  /// Types the gradient that the optimizers are given.
  case typeGradient
  case typeStart
  case moveStart(columns: Int, rows: Int)
  case zoom(Zoom)
  case pan(columns: Int, rows: Int)
  case resetView

  // Panes and chart
  case toggle(Tool)
  case switchChart
  /// Measures the race by something else: steps, evaluations, rows seen.
  case switchClock

  // Look
  case switchView
  case switchAspect
  case switchRelief
  case switchContours
  case switchGlyphs
  case switchRamp
  case switchLevels

  case lesson(LessonAction)

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

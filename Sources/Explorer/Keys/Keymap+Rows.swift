import Canvas

extension Keymap {
  /// The actions whose keys the footer shows, most useful first.
  static let footerOrder: [Action] = [
    .togglePlay, .scaleLearningRate(tenths: 1), .step(1), .selectNext, .switchView, .pickSurface,
    .pickOptimizers, .typeFormula, .toggle(.parameters), .toggle(.sweep), .toggle(.inspector),
    .toggle(.basins), .toggleBranching, .restart, .faster, .zoom(.closer), .switchContours,
  ]

  /// The actions whose keys end the footer in any case.
  static let footerEnd: [Action] = [.showHelp, .quit]

  static let standardRows: [Row] = time + rate + runs + place + explain + lesson + look + program

  private static let time = [
    Row("play or pause", .time, hint: "play", Command("play", " ", does: .togglePlay)),
    Row(
      "one step back, forward", .time, hint: "step",
      Command("step back", .left, ",", does: .step(-1)),
      Command("step forward", .right, ".", does: .step(1))),
    Row(
      "ten steps back, forward", .time,
      Command("ten steps back", "<", does: .step(-10)),
      Command("ten steps forward", ">", does: .step(10))),
    Row(
      "first, last step", .time,
      Command("first step", .home, "^", does: .firstStep),
      Command("last step", .end, "$", does: .lastStep)),
    Row(
      "slower, faster (sweep: fewer, more steps)", .time, hint: "speed",
      Command("slower", "[", does: .slower), Command("faster", "]", does: .faster)),
    Row(
      "go back to the start and play", .time, hint: "restart",
      Command("restart", "R", does: .restart)),
  ]

  private static let rate = [
    Row(
      "learning rate ÷, × 1.26: ten presses make a factor of 10", .rate, hint: "rate",
      Command("lower rate", .down, "-", does: .scaleLearningRate(tenths: -1)),
      Command("higher rate", .up, "+", "=", does: .scaleLearningRate(tenths: 1))),
    Row(
      "learning rate ÷, × 10", .rate,
      Command("tenth of the rate", .pageDown, "{", does: .scaleLearningRate(tenths: -10)),
      Command("ten times the rate", .pageUp, "}", does: .scaleLearningRate(tenths: 10))),
    Row(
      "race the selected run at a third, once and three times its rate", .rate, hint: "three rates",
      Command("three rates", "*", does: .raceThreeRates)),
    Row(
      "type a learning rate", .rate, hint: "type rate",
      Command("type rate", "r", does: .typeLearningRate)),
    Row(
      "a change replays from the start, or branches at this step", .rate, hint: "branch",
      Command("branch", "b", does: .toggleBranching)),
  ]

  private static let runs = [
    Row(
      "select the next optimizer (Shift-Tab: the previous one)", .runs, hint: "select",
      summary: "Tab",
      Command("select next", .tab, does: .selectNext),
      Command("select previous", .backTab, does: .selectPrevious)),
    Row(
      "select an optimizer by its number; 0: all", .runs, summary: "1-9 0",
      Command("select 1", "1", does: .select(0)), Command("select 2", "2", does: .select(1)),
      Command("select 3", "3", does: .select(2)), Command("select 4", "4", does: .select(3)),
      Command("select 5", "5", does: .select(4)), Command("select 6", "6", does: .select(5)),
      Command("select 7", "7", does: .select(6)), Command("select 8", "8", does: .select(7)),
      Command("select 9", "9", does: .select(8)), Command("select all", "0", does: .selectAll)),
    Row(
      "choose the optimizers that run", .runs, hint: "optimizers",
      Command("optimizers", "o", does: .pickOptimizers)),
    Row("a new random seed", .runs, Command("new seed", "d", does: .newSeed)),
    Row(
      "20 seeds at once of the selected stochastic run, or of all", .runs, hint: "20 seeds",
      Command("many seeds", "D", does: .toggleSeeds)),
  ]

  private static let place = [
    Row("choose a surface", .place, hint: "surface", Command("surface", "s", does: .pickSurface)),
    Row(
      "next, previous surface", .place,
      Command("next surface", "n", does: .changeSurface(by: 1)),
      Command("previous surface", "N", does: .changeSurface(by: -1))),
    Row("type a formula", .place, hint: "formula", Command("formula", "f", does: .typeFormula)),
    Row(
      "type the gradient that the optimizers use, right or wrong", .place, hint: "gradient",
      Command("gradient", "G", does: .typeGradient)),
    Row(
      "move the start (or click on the map)", .place,
      Command("start left", "h", does: .moveStart(columns: -1, rows: 0)),
      Command("start down", "j", does: .moveStart(columns: 0, rows: 1)),
      Command("start up", "k", does: .moveStart(columns: 0, rows: -1)),
      Command("start right", "l", does: .moveStart(columns: 1, rows: 0))),
    Row("type the start", .place, hint: "type start", Command("type start", "@", does: .typeStart)),
    Row(
      "zoom in, out (or the wheel)", .place, hint: "zoom",
      Command("zoom in", "z", does: .zoom(.closer)), Command("zoom out", "Z", does: .zoom(.wider))),
    Row(
      "move the map, turn the relief (or drag it)", .place, hint: "move", summary: "HJKL",
      Command("pan left", "H", does: .pan(columns: -4, rows: 0)),
      Command("pan down", "J", does: .pan(columns: 0, rows: 2)),
      Command("pan up", "K", does: .pan(columns: 0, rows: -2)),
      Command("pan right", "L", does: .pan(columns: 4, rows: 0))),
    Row("show the whole map", .place, Command("whole map", "\\", does: .resetView)),
  ]

  private static let explain = [
    Row(
      "parameters: rates, schedule, noise, seed, the surface itself", .explain,
      hint: "parameters",
      Command("parameters", "p", does: .toggle(.parameters))),
    Row(
      "sweep: the final loss against the learning rate", .explain, hint: "sweep",
      Command("sweep", "w", does: .toggle(.sweep))),
    Row(
      "law: steps to the target against a parameter of the surface", .explain, hint: "law",
      Command("law", "W", does: .toggle(.law))),
    Row(
      "basins of attraction: which minimum each start reaches", .explain, hint: "basins",
      Command("basins", "a", does: .toggle(.basins))),
    Row(
      "inspector: the update rule with this step's numbers", .explain, hint: "inspect",
      Command("inspector", "i", does: .toggle(.inspector))),
    Row(
      "gradient check: exact against finite differences", .explain, hint: "check",
      Command("gradient check", "t", does: .toggle(.check))),
    Row(
      "axis: the race by steps, by evaluations, by rows seen", .explain, hint: "axis",
      Command("axis", "x", does: .switchClock)),
    Row(
      "chart: loss, gradient norm, learning rate, whole loss", .explain,
      Command("chart", "X", does: .switchChart)),
  ]

  private static let lesson = [
    Row(
      "the lesson: open or close it", .lesson, hint: "lesson",
      Command("lesson", "T", does: .lesson(.toggle))),
    Row(
      "go on in the lesson", .lesson, hint: "go on",
      Command("lesson on", .enter, does: .lesson(.goOn))),
    Row(
      "one step back in the lesson", .lesson, hint: "back",
      Command("lesson back", .backspace, does: .lesson(.goBack))),
    Row("a hint for the task", .lesson, hint: "hint", Command("hint", "!", does: .lesson(.hint))),
    Row(
      "the picture of the lesson's step again", .lesson, hint: "set again",
      Command("set again", "S", does: .lesson(.setStage))),
    Row(
      "the chapters of the lesson", .lesson, hint: "chapters",
      Command("chapters", "M", does: .lesson(.pickChapter))),
  ]

  private static let look = [
    Row("side by side or overlay", .look, hint: "view", Command("view", "v", does: .switchView)),
    Row(
      "the surface in three dimensions", .look, hint: "relief",
      Command("relief", "V", does: .switchRelief)),
    Row(
      "axes: equal units, or a map that fills its place", .look,
      Command("aspect", "A", does: .switchAspect)),
    Row(
      "contours: bands and lines, bands, lines", .look, hint: "contours",
      Command("contours", "c", does: .switchContours)),
    Row(
      "glyphs: quadrants, sextants, octants, half-blocks, braille, ASCII, pixels", .look,
      Command("glyphs", "g", does: .switchGlyphs)),
    Row("colour ramp", .look, Command("ramp", "C", does: .switchRamp)),
    Row(
      "levels: automatic, linear, root, log, asinh, quantile", .look,
      Command("levels", "m", does: .switchLevels)),
  ]

  private static let program = [
    Row(
      "undo, redo a change of settings", .program,
      Command("undo", "u", does: .undo), Command("redo", .control("r"), does: .redo)),
    Row(
      "the command that reopens this screen", .program,
      Command("command line", "y", does: .showCommandLine)),
    Row(
      "export: a picture, a figure, the runs, a recording", .program,
      Command("export", "e", does: .export)),
    Row(
      "help: search all keys and run them", .program, hint: "help",
      Command("help", "?", does: .showHelp)),
    Row(
      "close the open pane or panel (never quits)", .program,
      Command("close", .escape, does: .close)),
    Row("quit (also Ctrl-C)", .program, hint: "quit", Command("quit", "q", does: .quit)),
    Row("suspend (fg returns)", .program, Command("suspend", .control("z"), does: .suspend)),
  ]
}

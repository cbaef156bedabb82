import Calculus
import Canvas
import Comparison
import Input
import Optimizers
import TestSupport
import Testing

@testable import Explorer

/// Values typed in the parameters pane, and dragged with the mouse.
struct ParameterTypingTests {
  @Test func enterTypesAValueExactly() throws {
    var state = try ExplorerState.tuning()
    try state.type("<Enter><C-u>123<dot>456<Enter>")
    #expect(state.scene.parameters["kappa"] == 123.456)
    #expect(state.panel == nil && state.tool == .parameters)
    // Typing replaces the suggestion.
    try state.type("<Enter>42<Enter>")
    #expect(state.scene.parameters["kappa"] == 42)
    // Digits select runs, as everywhere.
    try state.type("4")
    #expect(state.selection == 3 && state.panel == nil)
  }

  @Test(
    .slow,
    arguments: [
      (
        Dial.ID.hyperparameter("beta1"), "1.5",
        "adam: beta1 = 1.5 is out of range; allowed is 0 <= beta1 < 1"
      ),
      (.hyperparameter("beta1"), "much", "enter a number, such as 0.9 or 1e-3"),
      (.hyperparameter("eps"), "-1", "adam: eps = -1 is out of range; allowed is eps >= 0"),
      (.learningRate, "-1", "adam: lr = -1 is out of range; allowed is lr >= 0"),
      (.learningRate, "nan", "enter a number, such as 0.9 or 1e-3"),
      (.batch, "1.5", "adam: batch = 1.5 is not a whole number"),
      (.batch, "0", "adam: batch = 0 is out of range; allowed is 1 <= batch <= 1e9"),
      (.batch, "1e300", "adam: batch = 1e300 is out of range; allowed is 1 <= batch <= 1e9"),
      (.batch, "some", "enter a number of samples, or full"),
      (.parameter("kappa"), "0.5", "kappa = 0.5 is outside of its range, 1 to 10000"),
      (.noise, "-2", "noise must be at least 0"),
      (.seed, "-1", "enter a whole number of at least 0"),
      (.startX, "left", "enter a number, such as 0.9 or 1e-3"),
      (
        .scheduleSetting("milestones"), "1.5/3", "multistep: milestones = 1.5 is not a whole number"
      ),
      (
        .scheduleSetting("gamma"), "-1",
        "multistep: gamma = -1 is out of range; allowed is gamma >= 0"
      ),
    ])
  func faultsAreShownAsTheyAreTyped(_ id: Dial.ID, _ text: String, _ fault: String) throws {
    var state = try ExplorerState.tuning {
      $0.optimizers = [OptimizerSpec(.adam)]
      $0.schedule = try ScheduleSpec("multistep")
    }
    try state.choose(id)
    let before = try state.reading(id)
    try state.type("<Enter><C-u>")
    for character in text { _ = state.handle(.key(.character(character))) }
    guard case .prompt(let typed)? = state.panel else {
      Issue.record("no prompt")
      return
    }
    #expect(typed.fault?.message == fault)
    try state.type("<Enter>")
    guard case .prompt? = state.panel else {
      Issue.record("the prompt took \(text)")
      return
    }
    #expect(try state.reading(id) == before)
    try state.type("<Esc>")
    #expect(state.panel == nil && state.tool == .parameters)
  }

  @Test func withoutASelectionATypedValueIsSetForAllRuns() throws {
    var state = try ExplorerState.tuning()
    try state.choose(.learningRate)
    try state.type("<Enter>0<dot>05<Enter>")
    #expect(state.rates == [0.05, 0.05, 0.05, 0.05])
    try state.choose(.batch)
    try state.type("<Enter><C-u>full<Enter>")
    #expect(state.race.runs.allSatisfy { $0.settings.batch == .full })
    try state.choose(.seed)
    try state.type("<Enter>18446744073709551615<Enter><Right>")
    #expect(state.scene.seed == .max)
    try state.choose(.hyperparameter("max_norm"))
    try state.type("<Enter>2<Enter><Enter><C-u>off<Enter>")
    #expect(try state.reading(.hyperparameter("max_norm")) == "off")
  }

  @Test func enterOnAChoiceSelectsTheNextOne() throws {
    var state = try ExplorerState.tuning()
    try state.choose(.schedule)
    #expect(state.text.contains("Enter next"))
    let before = try state.reading(.schedule)
    try state.type("<Enter>")
    #expect(state.panel == nil)
    #expect(try state.reading(.schedule) != before)
  }

  @Test func aStartWithoutALossIsRefused() throws {
    var state = try ExplorerState.tuning { setup in
      setup.surface.loss = .formula(
        try Formula("log(x + 5) + y^2", parameters: ["kappa", "angle"]))
    }
    try state.choose(.startX)
    try state.type("<Enter><C-u>-7<Enter>")
    guard case .prompt(let prompt)? = state.panel else {
      Issue.record("no prompt")
      return
    }
    #expect(prompt.fault?.message == "the loss is undefined at the start (-7, 2)")
  }

  @Test(.slow) func aSliderFollowsTheMouse() throws {
    var session = Session(try .tuning(step: 10))
    func kappa() -> Double? { session.state.scene.parameters["kappa"] }
    let slider = try session.area(of: .setDial(.parameter("kappa"), to: 0))
    let (first, last) = (slider.columns.lowerBound, slider.columns.upperBound - 1)
    session.drag(from: (first + 2, slider.row), to: (last, slider.row))
    #expect(kappa() == 10000)
    // The slider stays held wherever the mouse moves.
    session.drag(from: (last, slider.row), to: (first - 9, slider.row + 4))
    #expect(kappa() == 1)
    try session.type("u")
    #expect(kappa() == 10000)
    try session.type("u")
    #expect(try session.state.reading(.parameter("kappa")) == "100")
  }

  @Test func aClickChoosesALine() throws {
    var session = Session(try .tuning())
    let line = try session.area(of: .chooseDial(.hyperparameter("beta1")))
    session.click(line.column + 5, line.row)
    #expect(session.state.currentDial.id == .hyperparameter("beta1"))
    #expect(try session.state.reading(.hyperparameter("beta1")) == "0.9")
    let flag = try session.area(of: .turnDial(.hyperparameter("amsgrad"), by: 1))
    session.click(flag.column, flag.row)
    #expect(try session.state.reading(.hyperparameter("amsgrad")) == "true")
    let back = try session.area(of: .turnDial(.schedule, by: -1))
    session.click(back.column, back.row)
    #expect(try session.state.reading(.schedule) == ScheduleKind.all.last?.name)
    let next = try session.area(of: .turnDial(.schedule, by: 1))
    session.click(next.column + next.width - 2, next.row)
    #expect(try session.state.reading(.schedule) == "constant")
  }

  @Test func theWheelMovesTheCursor() throws {
    var session = Session(try .tuning())
    let line = try session.area(of: .chooseDial(.learningRate))
    let viewport = session.state.viewport
    session.mouse(.wheelDown, line.column, line.row)
    #expect(session.state.currentDialPlace == 1)
    session.mouse(.wheelUp, line.column, line.row)
    #expect(session.state.currentDialPlace == 0 && session.state.viewport == viewport)
  }

  @Test(.slow, arguments: [(40, 12), (64, 18), (80, 24), (100, 30), (120, 40), (200, 60)])
  func theCursorIsAlwaysVisible(_ width: Int, _ height: Int) throws {
    var state = try ExplorerState.tuning()
    _ = state.handle(.resize(Size(width: width, height: height)))
    var painter = Painter()
    for key in ["<Down>", "<Up>"] {
      for _ in state.dials {
        try state.type(key)
        let pane = ParametersPane(state, in: try #require(Layout(of: state).tool))
        #expect(pane.lines.contains(.dial(state.currentDialPlace)))
        guard width <= 80 else { continue }
        #expect(state.text(by: &painter).contains("› \(state.currentDial.label.prefix(7))"))
      }
    }
  }
}

import Calculus
import Canvas
import Input
import Comparison
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
    // The suggestion is replaced by what is typed.
    try state.type("<Enter>42<Enter>")
    #expect(state.scene.parameters["kappa"] == 42)
    // Digits select, as everywhere.
    try state.type("4")
    #expect(state.selection == 3 && state.panel == nil)
  }

  @Test(arguments: [
    (
      Dial.ID.hyperparameter("beta1"), "1.5",
      "adam: beta1 = 1.5 is out of range; allowed is 0 <= beta1 < 1"
    ),
    (.hyperparameter("beta1"), "much", "a number is wanted, as in 0.9 or 1e-3"),
    (.hyperparameter("eps"), "-1", "adam: eps = -1 is out of range; allowed is eps >= 0"),
    (.learningRate, "-1", "adam: lr = -1 is out of range; allowed is lr >= 0"),
    (.learningRate, "nan", "a number is wanted, as in 0.9 or 1e-3"),
    (.batch, "1.5", "adam: batch = 1.5 is not a whole number"),
    (.batch, "0", "adam: batch = 0 is out of range; allowed is 1 <= batch <= 1e9"),
    (.batch, "1e300", "adam: batch = 1e300 is out of range; allowed is 1 <= batch <= 1e9"),
    (.batch, "some", "a number of samples is wanted, or full"),
    (.parameter("kappa"), "0.5", "kappa = 0.5 is outside of its range, 1 to 10000"),
    (.noise, "-2", "noise must be at least 0"),
    (.seed, "-1", "a whole number of at least 0 is wanted"),
    (.startX, "left", "a number is wanted, as in 0.9 or 1e-3"),
    (.scheduleSetting("milestones"), "1.5/3", "multistep: milestones = 1.5 is not a whole number"),
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

  @Test func allRunsTakeWhatIsTypedWithoutASelection() throws {
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

  @Test func enterOnAChoiceTakesTheNextOne() throws {
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
      setup.surface.formula = try Formula("log(x + 5) + y^2", parameters: ["kappa", "angle"])
    }
    try state.choose(.startX)
    try state.type("<Enter><C-u>-7<Enter>")
    guard case .prompt(let prompt)? = state.panel else {
      Issue.record("no prompt")
      return
    }
    #expect(prompt.fault?.message == "the loss is undefined at the start (-7, 2)")
  }

  @Test func aSliderFollowsTheMouse() throws {
    var state = try ExplorerState.tuning(step: 10)
    let pane = try #require(ParametersPane(state))
    let kappa = try state.dial(.parameter("kappa"))
    let slider = pane.slider(of: kappa).columns
    let row = try state.row(of: .parameter("kappa"))
    try state.drag(from: (slider.lowerBound + 2, row), to: (slider.upperBound - 1, row))
    #expect(state.scene.parameters["kappa"] == 10000)
    // The slider is held, wherever the mouse goes.
    try state.drag(from: (slider.upperBound - 1, row), to: (slider.lowerBound - 9, row + 4))
    #expect(state.scene.parameters["kappa"] == 1)
    try state.type("u")
    #expect(state.scene.parameters["kappa"] == 10000)
    try state.type("u")
    #expect(try state.reading(.parameter("kappa")) == "100")
  }

  @Test func aClickChoosesALine() throws {
    var state = try ExplorerState.tuning()
    let pane = try #require(ParametersPane(state))
    let row = try state.row(of: .hyperparameter("beta1"))
    try state.drag(from: (pane.inner.column + 3, row), to: (pane.inner.column + 3, row))
    #expect(state.currentDial.id == .hyperparameter("beta1"))
    #expect(try state.reading(.hyperparameter("beta1")) == "0.9")
    let slider = pane.slider(of: try state.dial(.hyperparameter("amsgrad"))).columns
    let flag = try state.row(of: .hyperparameter("amsgrad"))
    try state.drag(from: (slider.lowerBound, flag), to: (slider.lowerBound, flag))
    #expect(try state.reading(.hyperparameter("amsgrad")) == "true")
    let words = pane.slider(of: try state.dial(.schedule)).columns
    let schedule = try state.row(of: .schedule)
    try state.drag(from: (words.lowerBound, schedule), to: (words.lowerBound, schedule))
    #expect(try state.reading(.schedule) == "cyclic")
    try state.drag(from: (words.upperBound - 2, schedule), to: (words.upperBound - 2, schedule))
    #expect(try state.reading(.schedule) == "constant")
  }

  @Test func theWheelMovesTheCursor() throws {
    var state = try ExplorerState.tuning()
    let pane = try #require(ParametersPane(state))
    let (column, row) = (pane.inner.column + 1, pane.inner.row + 1)
    let viewport = state.viewport
    _ = state.handle(.mouse(Mouse(.wheelDown, column: column, row: row)))
    #expect(state.currentDialPlace == 1)
    _ = state.handle(.mouse(Mouse(.wheelUp, column: column, row: row)))
    #expect(state.currentDialPlace == 0 && state.viewport == viewport)
  }

  @Test(.slow, arguments: [(40, 12), (64, 18), (80, 24), (100, 30), (120, 40), (200, 60)])
  func theCursorIsAlwaysSeen(_ width: Int, _ height: Int) throws {
    var state = try ExplorerState.tuning()
    _ = state.handle(.resize(Size(width: width, height: height)))
    var painter = Painter()
    for key in ["<Down>", "<Up>"] {
      for _ in state.dials {
        try state.type(key)
        let pane = try #require(ParametersPane(state))
        #expect(pane.lines.contains(.dial(state.currentDialPlace)))
        guard width <= 80 else { continue }
        #expect(state.text(by: &painter).contains("› \(state.currentDial.label.prefix(7))"))
      }
    }
  }
}

extension ExplorerState {
  fileprivate func row(of id: Dial.ID) throws -> Int {
    let pane = try #require(ParametersPane(self))
    return try #require(pane.list.rows.first { pane.dial(atRow: $0)?.id == id })
  }

  fileprivate mutating func drag(
    from start: (column: Int, row: Int), to end: (column: Int, row: Int)
  ) throws {
    _ = handle(.mouse(Mouse(.press, column: start.column, row: start.row)))
    let step = end.column < start.column ? -1 : 1
    for column in stride(from: start.column, through: end.column, by: step) {
      _ = handle(.mouse(Mouse(.drag, column: column, row: end.row)))
    }
    _ = handle(.mouse(Mouse(.release, column: end.column, row: end.row)))
  }
}

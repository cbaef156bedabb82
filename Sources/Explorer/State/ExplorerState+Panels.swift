import Calculus
import Canvas
import Comparison
import Landscape
import Lessons
import Optimizers

/// Prompts and lists, and handling what was typed or chosen in them.
extension ExplorerState {
  var learningRatePrompt: Prompt {
    let rates = changeableRuns.map {
      let due = contest.dueStep(of: $0, at: playback.moment)
      return race.runs[$0].settings.learningRate.rate(forStep: due + 1)
    }
    guard let least = rates.min(), let most = rates.max(), least < most else {
      return Prompt(.learningRate, label: "learning rate of \(selectionName)", text: rates[0].plain)
    }
    // The runs share no rate: Enter on an empty line must not give them one.
    let span = "\(least.readable()) to \(most.readable())"
    return Prompt(.learningRate, label: "learning rate of all (now \(span); Tab selects one)")
  }

  var formulaPrompt: Prompt {
    let surface = scene.surface
    return Prompt(
      .formula, label: "loss in x and y",
      text: surface.typableLoss(scene.parameters) ?? "")
  }

  /// Begins with the gradient that is given now or, where that is the exact one, with that as it would
  /// be typed.
  var gradientPrompt: Prompt {
    let surface = scene.surface
    let given = scene.setup.givenGradient
    return Prompt(
      .gradient,
      label: surface.rowCount == nil
        ? "gradient that the optimizers use" : "gradient that the optimizers use, of a row",
      text: given == .exact ? surface.formula?.gradientText ?? "" : given.text)
  }

  /// Gives the optimizers the typed gradient; an empty text takes it away.
  private mutating func commitGradient(_ prompt: Prompt) {
    var prompt = prompt
    check(&prompt)
    guard prompt.fault == nil else {
      panel = .prompt(prompt)
      return
    }
    let surface = scene.surface
    let spec =
      prompt.trimmedText.isEmpty
      ? GradientSpec.exact : (try? GradientSpec(prompt.text, on: surface)) ?? .exact
    let error = change(leaving: .only(Array(race.runs.indices))) {
      $0.gradient = spec == $0.standardGradient ? nil : spec
    }
    prompt.fault = error.map { ($0.message, 0..<prompt.characters.count) }
    panel = error == nil ? nil : .prompt(prompt)
    guard error == nil, awaited == nil else { return }
    notice =
      scene.gradientComparison(at: scene.start).map { comparison in
        "\(spec.label ?? ""): x \(comparison.words(of: comparison.x.fault, in: spec)), "
          + "y \(comparison.words(of: comparison.y.fault, in: spec))"
      } ?? "the exact gradient"
  }

  var startPrompt: Prompt {
    let start = scene.start
    return Prompt(.start, label: "start at x, y", text: "\(start.x.plain), \(start.y.plain)")
  }

  var surfacePicker: Picker {
    let names = surfaceNames
    let items = names.map { name in
      let surface = surface(named: name)
      return Picker.Item(
        name: name, detail: surface?.lesson ?? surface?.lossText ?? "", surface: surface)
    }
    return Picker(
      .surface, items: items, cursor: surfaceName.flatMap { names.firstIndex(of: $0) } ?? 0)
  }

  var optimizerPicker: Picker {
    let running = Set(scene.settings.map(\.kind.name))
    return Picker(
      .optimizers,
      items: OptimizerKind.all.map {
        Picker.Item(name: $0.name, detail: $0.rule, isChosen: running.contains($0.name))
      })
  }

  /// All commands, to search and perform.
  var commandPicker: Picker {
    let isASCII = appearance.isASCII
    return Picker(
      .commands,
      items: keymap.rows.map { row in
        Picker.Item(
          name: row.keys(ascii: isASCII), detail: row.fullMeaning, group: row.group.rawValue,
          choices: row.commands.map { $0.sign(ascii: isASCII) })
      })
  }

  /// Applies a typed text; an invalid text stays in the prompt with its fault.
  mutating func commit(_ prompt: Prompt) -> Effect? {
    var prompt = prompt
    switch prompt.purpose {
    case .file(let kind):
      prompt.fault = kind.fault(inName: prompt.text).map { ($0, 0..<prompt.characters.count) }
      panel = .prompt(prompt)
      guard prompt.fault == nil else { return nil }
      // The runs are written to the step on which they were.
      if kind != .recording { completeRace() }
      return export(kind, prompt)
    case .dial(let id): commit(prompt, for: id)
    case .gradient: commitGradient(prompt)
    case .start:
      guard let point = Point(text: prompt.text) else {
        prompt.fault = ("enter two numbers, such as 2, -1", 0..<prompt.characters.count)
        panel = .prompt(prompt)
        return nil
      }
      panel = nil
      moveStart(to: point)
    case .learningRate:
      if prompt.trimmedText.isEmpty {
        panel = nil
        return nil
      }
      guard let rate = WrittenNumber(prompt.trimmedText)?.value, rate.isFinite, rate >= 0 else {
        prompt.fault = (
          "a learning rate is a number of at least 0, such as 0.03", 0..<prompt.characters.count
        )
        panel = .prompt(prompt)
        return nil
      }
      panel = nil
      changeLearningRates { _ in rate }
    case .formula:
      check(&prompt)
      guard prompt.fault == nil, let formula = try? Formula(prompt.text) else {
        panel = .prompt(prompt)
        return nil
      }
      let error = change(startsOver: true) { $0 = $0.showing(.typed(formula: formula)) }
      prompt.fault = error.map { ($0.message, 0..<prompt.characters.count) }
      notice = nil
      panel = error == nil ? nil : .prompt(prompt)
    }
    return nil
  }

  /// Checks a prompt while it is being typed.
  func check(_ prompt: inout Prompt) {
    prompt.fault = nil
    guard !prompt.characters.isEmpty else { return }
    switch prompt.purpose {
    case .formula:
      do {
        _ = try Formula(prompt.text)
      } catch {
        prompt.fault = (
          [error.message, error.hint].compactMap(\.self).joined(separator: "; "), error.range
        )
      }
    case .gradient:
      do throws(GradientSpecError) {
        if !prompt.trimmedText.isEmpty { _ = try GradientSpec(prompt.text, on: scene.surface) }
      } catch {
        prompt.fault = (
          [error.message, error.hint].compactMap(\.self).joined(separator: "; "), error.range
        )
      }
    case .dial(let id):
      prompt.fault = read(prompt.trimmedText, for: id).fault.map {
        ($0, 0..<prompt.characters.count)
      }
    case .learningRate, .start, .file: break
    }
  }

  /// Applies the chosen item.
  mutating func commit(_ picker: Picker) -> Effect? {
    panel = nil
    switch picker.purpose {
    case .commands:
      guard let item = picker.current, let place = picker.items.firstIndex(of: item) else { break }
      return perform(keymap.rows[place].commands[picker.choice].action)
    case .chapters:
      if let chapter = picker.current.flatMap({ Int($0.name) }) {
        go(to: Lesson.Place(chapter: chapter - 1))
      }
    case .export:
      if let kind = picker.current.flatMap({ Export.Kind(rawValue: $0.name) }) {
        panel = .prompt(exportPrompt(kind))
      }
    case .surface:
      if let name = picker.current?.name { showSurface(named: name) }
    case .optimizers:
      // Enter without any mark means the item under the cursor.
      let names = picker.chosen.isEmpty ? [picker.current?.name].compactMap(\.self) : picker.chosen
      race(names)
    }
    return nil
  }
}

extension Point {
  /// Reads `2, -1`, `(2, -1)` or `2 -1`; nil for anything except two finite numbers.
  init?(text: String) {
    let bare = text.split { $0 == "," || $0 == " " || $0 == "(" || $0 == ")" }
    // A formula contains parentheses and blanks of its own.
    let pieces = [bare, text.pieces(separatedBy: ",")]
    for parts in pieces where parts.count == 2 {
      if let x = WrittenNumber(parts[0])?.value, let y = WrittenNumber(parts[1])?.value, x.isFinite,
        y.isFinite
      {
        self.init(x, y)
        return
      }
    }
    return nil
  }
}

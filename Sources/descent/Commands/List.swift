import ArgumentParser
import Calculus
import Comparison
import Explorer
import LessonCatalog
import Optimizers
import SurfaceCatalog

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the built-in surfaces, optimizers, schedules, lessons or keys.",
    discussion: """
      EXAMPLES
        descent list
        descent list optimizers
      """)

  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case surfaces, optimizers, schedules, lessons
    /// The keys of the explorer, with the names of their commands in preferences.
    case keys

    /// The lists that are printed by default.
    static let usual: [Subject] = [.surfaces, .optimizers, .schedules, .lessons]
  }

  @Argument(help: "What to list (default: all but the keys).")
  var subject: Subject?

  func run() throws {
    let lists = (subject.map { [$0] } ?? Subject.usual).map(text)
    try TextOutput.print(lists.joined(separator: "\n"))
  }

  private func text(of subject: Subject) -> String {
    switch subject {
    case .surfaces:
      SurfaceCatalog.all.map { surface in
        surface.id.padded(to: 20) + surface.lossText + "\n"
          + (surface.lesson.map { "".padded(to: 20) + $0 + "\n" } ?? "")
      }.joined()
    case .optimizers:
      OptimizerKind.all.map { kind in
        let settings = kind.allHyperparameters.map { hyperparameter in
          hyperparameter.name
            + (hyperparameter.defaultValue.map { "=\(hyperparameter.text(of: $0))" } ?? "")
        }
        return kind.name.padded(to: 20) + kind.rule + "\n" + "".padded(to: 20)
          + settings.joined(separator: " ") + "\n"
      }.joined()
    case .schedules:
      ScheduleKind.all.map { kind in
        let settings = kind.settings.map { setting in
          "  \(setting.name): \(setting.meaning); \(setting.defaultText)\n"
        }
        return kind.name.padded(to: 20) + kind.rule + "\n"
          + settings.map { "".padded(to: 18) + $0 }.joined()
      }.joined()
    case .lessons:
      LessonCatalog.entries.compactMap { try? $0.lesson() }.map { lesson in
        lesson.id.padded(to: 20) + lesson.title + "\n" + "".padded(to: 20) + lesson.summary + "\n"
      }.joined()
    case .keys:
      Keymap.standard.rows.flatMap(\.commands).map { command in
        Keymap.preferenceName(of: command).padded(to: 20)
          + command.keys.map(\.sign).joined(separator: " ") + "\n"
      }.joined()
    }
  }
}

extension ScheduleSetting {
  /// The default, in a few words.
  fileprivate var defaultText: String {
    switch standard {
    case .value(.number(let number)): "default \(number.plain)"
    case .value(.word(let word)): "default \(word)"
    case .value(.list(let numbers)): "default \(numbers.map(\.plain).joined(separator: "/"))"
    case .partsOfLength([1]): "default --steps, or 200"
    case .partsOfLength(let parts):
      "default \(parts.map { "\((100 * $0).plain) %" }.joined(separator: " and "))"
        + " of --steps, or of 200"
    case .partOfRate(1): "default lr"
    case .partOfRate(let part): "default \(part.plain)*lr"
    }
  }
}

extension String {
  fileprivate func padded(to count: Int) -> String {
    self + String(repeating: " ", count: max(1, count - self.count))
  }
}

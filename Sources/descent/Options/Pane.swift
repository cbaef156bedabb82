import ArgumentParser
import Explorer

/// What can be opened by name: the tools, and the help.
enum Pane: Hashable, ExpressibleByArgument, CaseIterable {
  case tool(Tool)
  case help

  static let allCases = Tool.allCases.map { Pane.tool($0) } + [.help]

  init?(argument: String) {
    guard let pane = Pane.allCases.first(where: { $0.name == argument }) else { return nil }
    self = pane
  }

  /// The tool that is meant; nil for the help.
  var tool: Tool? {
    if case .tool(let tool) = self { tool } else { nil }
  }

  static var allValueStrings: [String] { allCases.map(\.name) }
  var defaultValueDescription: String { name }

  private var name: String {
    switch self {
    case .tool(let tool): tool.rawValue
    case .help: "help"
    }
  }
}

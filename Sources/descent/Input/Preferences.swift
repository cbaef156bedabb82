import Canvas
import Explorer
import Landscape
import Optimizers
import Terminal

/// Settings for all sessions; nil if the file does not give them. The command line overrides them.
struct Preferences: Hashable {
  var colors: ColorChoice?
  var glyphs: MapGlyphs?
  var ramp: Ramp?
  var levels: LevelMode?
  var view: Appearance.View?
  /// Nil also for `auto`: the one of the terminal.
  var background: Background?
  var contours: Appearance.Contours?
  var aspect: Aspect?
  /// What races are measured by, where that exists.
  var axis: RaceClock?
  /// The keys of each command, as the file names them.
  var keys: [String: [String]] = [:]
  /// The keymap with those keys, or the standard one if they are invalid.
  var keymap: Keymap { (try? Keymap(changing: keys)) ?? .standard }

  init() {}

  /// Reads the contents of a preferences file; an empty one is fine.
  init(yaml: [UInt8], file: String) throws(SurfaceFileError) {
    do throws(SurfaceFileError) {
      let document = try YAMLDocument(bytes: yaml, file: file, kind: .preferences)
      self = try PreferencesReader(document: document).preferences()
    } catch {
      guard case .empty = error.reason else { throw error }
    }
  }
}

extension YAMLFileKind {
  fileprivate static let preferences = YAMLFileKind(
    noun: "preferences file", content: "set of preferences", least: "it needs nothing",
    lines: "'ramp: viridis' and 'glyphs: sextant'",
    examples: [
      "": "ramp: viridis",
      "colors": "colors: 256",
      "glyphs": "glyphs: sextant",
      "ramp": "ramp: viridis",
      "levels": "levels: log",
      "view": "view: overlay",
      "background": "background: light",
      "contours": "contours: lines",
      "aspect": "aspect: fill",
      "axis": "axis: steps",
      "keys": "keys: {quit: [q, Q]}",
    ])
}

/// Reads preferences from the values in a YAML file.
private struct PreferencesReader: YAMLFileReader {
  let document: YAMLDocument

  private enum Key: String, CaseIterable {
    case colors, glyphs, ramp, levels, view, background, contours, aspect, axis, keys
  }

  private enum BackgroundChoice: String, CaseIterable {
    case auto, dark, light
  }

  func preferences() throws(SurfaceFileError) -> Preferences {
    var preferences = Preferences()
    let known = Key.allCases.map(\.rawValue)
    for (name, _, value) in try entries(of: root(), key: nil, known: known) {
      switch Key(rawValue: name) {
      case .colors: preferences.colors = try oneOf(value, key: name)
      case .glyphs: preferences.glyphs = try oneOf(value, key: name)
      case .ramp: preferences.ramp = try oneOf(value, key: name)
      case .levels: preferences.levels = try oneOf(value, key: name)
      case .view: preferences.view = try oneOf(value, key: name)
      case .background: preferences.background = try background(value)
      case .contours: preferences.contours = try oneOf(value, key: name)
      case .aspect: preferences.aspect = try oneOf(value, key: name)
      case .axis: preferences.axis = try oneOf(value, key: name)
      case .keys: preferences.keys = try keys(value)
      case nil: break
      }
    }
    return preferences
  }

  private func background(_ value: YAMLValue) throws(SurfaceFileError) -> Background? {
    let choice: BackgroundChoice = try oneOf(value, key: Key.background.rawValue)
    return switch choice {
    case .auto: nil
    case .dark: .dark
    case .light: .light
    }
  }

  /// Each action with one key or a list of keys.
  private func keys(_ value: YAMLValue) throws(SurfaceFileError) -> [String: [String]] {
    let actions = try entries(
      of: value, key: Key.keys.rawValue, known: nil, expected: .other("actions with their keys"))
    var keys: [String: [String]] = [:]
    for (action, _, value) in actions {
      let list: [YAMLValue]
      if case .list(let elements) = value.content { list = elements } else { list = [value] }
      var texts: [String] = []
      for element in list {
        guard let text = element.text, !text.isEmpty, element.tag == nil else {
          throw wrongType(element, key: action, expected: .other("a key or a list of keys"))
        }
        texts.append(text)
      }
      keys[action] = texts
    }
    return keys
  }
}

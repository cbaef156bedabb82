import Explorer
import Landscape

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is wrong with the preferences file, which is then ignored as a whole.
struct PreferencesProblem: Hashable {
  /// What was found, where, and what to do; may have several lines.
  let message: String
  /// The same in one line for the screen, without the excerpt.
  let line: String

  init(_ error: SurfaceFileError) {
    message = error.description
    let place = error.place.map { ":\($0.position.line):\($0.position.column)" } ?? ""
    line = "\(error.file.escaped)\(place): \(error.message)" + (error.hint.map { "; \($0)" } ?? "")
  }

  init(_ error: KeymapError, file: String) {
    message = "\(file.escaped): \(error.message)"
    line = message
  }

  init(_ failure: Failure) {
    message = failure.message
    line = failure.message
  }
}

extension Preferences {
  /// The preferences of the file `descent/config.yaml` in `$XDG_CONFIG_HOME` or `~/.config`; empty
  /// ones if there is no file, or if it is wrong.
  static func stored() -> (preferences: Preferences, problem: PreferencesProblem?) {
    let (home, folder) = (variable("HOME"), variable("XDG_CONFIG_HOME"))
    guard let path = path(home: home, configurations: folder), exists(path) else {
      return (Preferences(), nil)
    }
    let file = shortened(path, home: home)
    do throws(Failure) {
      let bytes = try readFile(
        path, limit: Surface.largestFile, advice: "a preferences file is a page of text")
      do throws(SurfaceFileError) {
        let preferences = try Preferences(yaml: bytes, file: file)
        do throws(KeymapError) {
          _ = try Keymap(changing: preferences.keys)
        } catch {
          return (Preferences(), PreferencesProblem(error, file: file))
        }
        return (preferences, nil)
      } catch {
        return (Preferences(), PreferencesProblem(error))
      }
    } catch {
      return (Preferences(), PreferencesProblem(error))
    }
  }

  /// The same, with a warning on standard error if the file is wrong.
  static func storedOrWarned() -> Preferences {
    let (preferences, problem) = stored()
    if let problem { note("warning: \(problem.message)") }
    return preferences
  }

  /// The path of the file; nil without a home folder. As the XDG base directory specification says,
  /// a relative folder is ignored.
  static func path(home: String?, configurations: String?) -> String? {
    let end = "/descent/config.yaml"
    if let configurations, configurations.hasPrefix("/") { return configurations + end }
    return home.map { $0 + "/.config" + end }
  }

  /// The path as messages show it, with `~` for the home folder.
  static func shortened(_ path: String, home: String?) -> String {
    guard let home, home.hasPrefix("/"), home != "/", path.hasPrefix(home + "/")
    else { return path }
    return "~" + path.dropFirst(home.count)
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cFileName: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether there is something of that name, readable or not.
  private static func exists(_ path: String) -> Bool {
    access(path.systemPath, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR)
  }
}

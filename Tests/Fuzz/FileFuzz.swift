import Calculus
@testable import Explorer
@testable import Landscape
@testable import Optimizers

private let table = Array("u,v,w\n1,2,0.5\n2,3.5,-1\n3,5,2\n4,8,1e3\n".utf8)

/// Reads the file of a surface, and races on the surface.
func takeSurfaceFile(_ bytes: [UInt8]) {
  do throws(SurfaceFileError) {
    let surface = try Surface(
      yaml: bytes, file: "maps/f.yaml", optimizers: OptimizerKind.all.map(\.name)
    ) { path, _ throws(UnreadableData) in
      if path.hasSuffix(".csv") { return table }
      if path.hasSuffix(".npy") { return Array("1,2,4\n0,3,-1\n2,2,5\n".utf8) }
      throw UnreadableData("No such file or directory")
    }
    race(on: surface, steps: 30)
  } catch {
    checkWords(of: error)
  }
}

/// Reads the data of a surface, with and without a header of its own.
func takeTable(_ bytes: [UInt8]) {
  let text = """
    name: A
    data: {file: a.csv, columns: {u: a, v: b}, standardize: [u]}
    sample: (x*u + y - v)^2 / 2
    domain: {x: [-5, 5], y: [-5, 5]}
    start: [1, 2]
    """
  for content in [bytes, Array("a,b\n".utf8) + bytes] {
    do throws(SurfaceFileError) {
      let surface = try Surface(yaml: Array(text.utf8), file: "f.yaml") {
        _, _ throws(UnreadableData) in content
      }
      guard let data = surface.data else { fatalError("broken promise: it has data") }
      let rows = data.rowCount
      promise(data.columns.allSatisfy { $0.values.count == rows }, "columns have equal lengths")
      promise(data.columns[1].values.allSatisfy(\.isFinite), "numbers of a file are finite")
      if rows <= 200 { race(on: surface, steps: 5) }
    } catch {
      checkWords(of: error)
    }
  }
}

/// Reads a file of losses at the points of a grid, and races on the surface through them.
func takeGrid(_ bytes: [UInt8]) {
  do throws(SurfaceFileError) {
    let surface = try Surface(losses: bytes, file: "slice.npy")
    guard let matrix = try? LossMatrix(bytes: bytes), matrix.values.count <= 10_000 else { return }
    let function = surface.function()
    let domain = surface.domain
    for row in 0..<matrix.height {
      for column in 0..<matrix.width {
        let share = Point(
          Double(column) / Double(matrix.width - 1), Double(row) / Double(matrix.height - 1))
        let point = Point(
          domain.x.lowerBound + share.x * (domain.x.upperBound - domain.x.lowerBound),
          domain.y.lowerBound + share.y * (domain.y.upperBound - domain.y.lowerBound))
        let value = function.value(at: point)
        let wanted = matrix.values[row * matrix.width + column]
        promise(wanted.isFinite || !value.isFinite, "a hole is undefined, not \(value)")
      }
    }
    race(on: surface, steps: 20)
  } catch {
    checkWords(of: error)
  }
}

/// Reads preferences, and makes the keymap that they ask for.
func takePreferences(_ bytes: [UInt8]) {
  do throws(SurfaceFileError) {
    let preferences = try Preferences(yaml: bytes, file: "~/.config/descent/config.yaml")
    do throws(KeymapError) {
      for row in try Keymap(changing: preferences.keys).rows {
        _ = row.keys()
        _ = row.fullMeaning
      }
    } catch {
      promise(!error.message.isEmpty, "an error has words")
    }
  } catch {
    checkWords(of: error)
  }
}

func checkWords(of error: SurfaceFileError) {
  let text = error.description
  promise(!text.isEmpty, "an error has words")
  promise(text.utf8.count < 200_000, "the words of an error are short: \(text.utf8.count) bytes")
  _ = error.message
  _ = error.hint
  _ = error.place?.excerpt
}

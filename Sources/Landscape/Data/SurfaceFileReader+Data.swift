import Calculus

/// Reading the data set of a surface.
extension SurfaceFileReader {
  /// The data set that the key `data` describes.
  func dataSet(_ value: YAMLValue, parameters: Set<String>) throws(SurfaceFileError) -> DataSet {
    let fields = try entries(of: value, key: "data", known: ["file", "columns", "standardize"])
    let fileValue = try entry("file", of: "data", fields, value)
    let file = try text(fileValue, key: "file")
    let columnsValue = try entry("columns", of: "data", fields, value)
    let names = try entries(of: columnsValue, key: "columns", known: nil)
    if names.isEmpty { throw wrongType(columnsValue, key: "columns", expected: .columns) }
    for (name, nameValue, _) in names {
      try check(name, nameValue, .columnName(name))
      if parameters.contains(name) { throw error(.columnIsParameter(name), at: nameValue) }
    }
    var standardized: Set<String> = []
    if let field = fields.first(where: { $0.key == "standardize" }) {
      standardized = try namesToStandardize(field.value, known: names.map(\.key))
    }

    let path = DataSet.path(ofFile: file, besideFile: document.file)
    let table: CSVTable
    do throws(DataFault) {
      table = try self.table(path)
    } catch {
      // Where the file cannot be read, the error is about its name in the surface's file.
      if case .unreadable = error { throw self.error(.data(error), at: fileValue) }
      throw SurfaceFileError(file: path, place: nil, reason: .data(error))
    }
    var places: [Int] = []
    for (_, _, headerValue) in names {
      places.append(try place(of: headerValue, in: table, path: path))
    }
    let numbers: [[Double]]
    do throws(DataFault) {
      numbers = try table.numbers(ofColumns: places)
    } catch {
      throw SurfaceFileError(file: path, place: nil, reason: .data(error))
    }
    let columns = zip(names, numbers).map { name, values in
      DataSet.Column(
        name: name.key, stated: values, isStandardized: standardized.contains(name.key))
    }
    return DataSet(file: file, columns: columns)
  }

  private func table(_ path: String) throws(DataFault) -> CSVTable {
    let bytes: [UInt8]
    do throws(UnreadableData) {
      bytes = try data(path, DataSet.largestFile)
    } catch {
      throw .unreadable(error.reason)
    }
    return try CSVTable(bytes: bytes)
  }

  private func namesToStandardize(_ value: YAMLValue, known: [String]) throws(SurfaceFileError)
    -> Set<String>
  {
    guard case .list(let elements) = value.content else {
      throw wrongType(value, key: "standardize", expected: .columnNames)
    }
    var names: Set<String> = []
    for element in elements {
      let name = try text(element, key: "standardize")
      guard known.contains(name) else {
        throw error(.unknownName(name, what: "column", known: known), at: element)
      }
      names.insert(name)
    }
    return names
  }

  /// The place of a column in the table, by its header.
  private func place(of value: YAMLValue, in table: CSVTable, path: String)
    throws(SurfaceFileError) -> Int
  {
    let header = try text(value, key: "columns")
    let places = table.header.indices.filter { table.header[$0] == header }
    guard let place = places.first else {
      let found = CSVHeader(
        names: table.header, row: table.headerRow, laterRow: table.row(holding: header))
      throw error(.noColumn(header, file: path, found), at: value)
    }
    guard places.count == 1 else { throw error(.severalColumns(header, file: path), at: value) }
    return place
  }
}

extension DataSet {
  /// The path of a data file: "cars.csv" beside "maps/cars.yaml" is "maps/cars.csv"; an absolute
  /// path stays as it is.
  /// - Parameters:
  ///   - file: the data file as the surface's file names it.
  ///   - surface: the path of the surface's file.
  package static func path(ofFile file: String, besideFile surface: String) -> String {
    guard !file.hasPrefix("/"), let slash = surface.lastIndex(of: "/") else { return file }
    return surface[...slash] + file
  }
}

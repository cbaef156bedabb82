extension Surface {
  /// Reads a surface from the contents of a YAML file.
  ///
  /// ```yaml
  /// name: Rosenbrock
  /// formula: (1 - x)^2 + 100*(y - x^2)^2
  /// domain: {x: [-2, 2], y: [-1, 3]}
  /// start: [-1.2, 1]
  /// ```
  /// - Parameters:
  ///   - yaml: the bytes of the file. Over `largestFile` of them are refused unread, so a caller
  ///     need not read more than one byte beyond.
  ///   - file: the name of the file: errors begin with it, and without folder and ".yaml" it is the
  ///     surface's `id`.
  ///   - optimizers: the names allowed in `learning_rates`; nil allows any.
  ///   - data: reads the data file at a path; asked only by a surface that is made of data. The path
  ///     is the one that the surface's file states, beside `file` unless it is absolute. Over
  ///     `DataSet.largestFile` bytes are refused unread.
  public init(
    yaml: some Collection<UInt8>, file: String, optimizers: [String]? = nil,
    data: @escaping DataLoader = Surface.noData
  ) throws(SurfaceFileError) {
    let document = try YAMLDocument(bytes: yaml, file: file, kind: .surface)
    let reader = SurfaceFileReader(document: document, optimizers: optimizers, data: data)
    self = try reader.surface(id: Surface.stem(ofFile: file))
  }

  /// Returns the contents of the file at a path, or says why it cannot.
  public typealias DataLoader = (_ path: String) throws(UnreadableData) -> [UInt8]

  /// The loader where there are no files.
  public static let noData: @Sendable (String) throws(UnreadableData) -> [UInt8] = {
    _ throws(UnreadableData) in throw UnreadableData("there are no data files here")
  }

  /// The most bytes a surface file may have.
  public static var largestFile: Int { YAMLDocument.largestFile }

  /// "maps/valley.yaml" is "valley".
  private static func stem(ofFile path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    for ending in [".yaml", ".yml"] where name.hasSuffix(ending) && name != ending {
      return String(name.dropLast(ending.count))
    }
    return String(name)
  }
}

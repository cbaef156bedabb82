import Landscape

/// The surfaces that come with the program: the YAML files of the folder BuiltIn, embedded.
public enum SurfaceCatalog {
  /// The built-in surfaces, in the order in which a course would show them.
  ///
  /// Each file of the folder is embedded; this list gives the order.
  public static let entries: [Entry] = [
    // One minimum, from round to oblong.
    Entry("quadratic", PackageResources.quadratic_yaml),
    Entry("sphere", PackageResources.sphere_yaml),
    Entry("ill-conditioned", PackageResources.ill_conditioned_yaml),
    Entry("rotated", PackageResources.rotated_yaml),
    // No minimum where the gradient vanishes.
    Entry("saddle", PackageResources.saddle_yaml),
    Entry("escapable-saddle", PackageResources.escapable_saddle_yaml),
    Entry("walled-saddle", PackageResources.walled_saddle_yaml),
    Entry("monkey-saddle", PackageResources.monkey_saddle_yaml),
    Entry("plateau", PackageResources.plateau_yaml),
    // Two basins.
    Entry("two-basins", PackageResources.two_basins_yaml),
    Entry("gaussian-wells", PackageResources.gaussian_wells_yaml),
    // Valleys.
    Entry("rosenbrock", PackageResources.rosenbrock_yaml),
    Entry("beale", PackageResources.beale_yaml),
    Entry("booth", PackageResources.booth_yaml),
    Entry("matyas", PackageResources.matyas_yaml),
    Entry("dixon-price", PackageResources.dixon_price_yaml),
    Entry("goldstein-price", PackageResources.goldstein_price_yaml),
    // A few minima.
    Entry("himmelblau", PackageResources.himmelblau_yaml),
    Entry("styblinski-tang", PackageResources.styblinski_tang_yaml),
    Entry("mccormick", PackageResources.mccormick_yaml),
    Entry("three-hump-camel", PackageResources.three_hump_camel_yaml),
    Entry("six-hump-camel", PackageResources.six_hump_camel_yaml),
    // Many minima.
    Entry("rastrigin", PackageResources.rastrigin_yaml),
    Entry("ackley", PackageResources.ackley_yaml),
    Entry("griewank", PackageResources.griewank_yaml),
    Entry("bohachevsky", PackageResources.bohachevsky_yaml),
    Entry("levy13", PackageResources.levy13_yaml),
    Entry("easom", PackageResources.easom_yaml),
    // Data: the loss is a mean over samples.
    Entry(
      "linear-regression", PackageResources.linear_regression_yaml,
      files: [EmbeddedFile("spring.csv", PackageResources.spring_csv)]),
    Entry(
      "logistic-regression", PackageResources.logistic_regression_yaml,
      files: [EmbeddedFile("examination.csv", PackageResources.examination_csv)]),
    Entry(
      "exponential-fit", PackageResources.exponential_fit_yaml,
      files: [EmbeddedFile("cooling.csv", PackageResources.cooling_csv)]),
    // Grids: slices through the loss of a network, with recorded runs.
    Entry(
      "digits-mlp", PackageResources.digits_mlp_yaml,
      files: [
        EmbeddedFile("digits-mlp.npy", PackageResources.digits_mlp_npy),
        EmbeddedFile("digits-mlp.csv", PackageResources.digits_mlp_csv),
      ]),
  ]

  /// The names of all surfaces, in the same order.
  public static var names: [String] { entries.map(\.id) }

  /// The built-in surface of this name, in any case; nil if there is none.
  ///
  /// Only this surface is parsed.
  public static func surface(named name: String) -> Surface? {
    let name = name.lowercased()
    return entries.first { $0.id == name }.flatMap { try? $0.surface() }
  }

  /// The files of recorded runs of a built-in surface, as it names them; none for any other surface.
  public static func runFiles(of surface: Surface) -> [EmbeddedFile] {
    guard !surface.runs.isEmpty else { return [] }
    let files = entries.first { $0.id == surface.id }?.files ?? []
    return surface.runs.compactMap { name in files.first { $0.name == name } }
  }

  /// All surfaces, parsed.
  public static var all: [Surface] { entries.compactMap { try? $0.surface() } }
}

extension SurfaceCatalog {
  /// A built-in surface that is not parsed yet.
  public struct Entry: Identifiable, Sendable {
    /// The name on the command line, and that of the file without its ending.
    public let id: String
    private let contents: @Sendable () -> [UInt8]

    /// The files that the surface's file names: its data or its grid, and its recorded runs.
    public let files: [EmbeddedFile]

    init(
      _ id: String, _ contents: @autoclosure @escaping @Sendable () -> [UInt8],
      files: [EmbeddedFile] = []
    ) {
      self.id = id
      self.contents = contents
      self.files = files
    }

    /// The contents of the file, which can serve as a template for another surface.
    public var yaml: [UInt8] { contents() }

    /// Parses the file.
    ///
    /// - Parameter optimizers: the names allowed in `learning_rates`; nil allows any.
    /// - Throws: the first fault of the file, which the tests rule out.
    public func surface(optimizers: [String]? = nil) throws(SurfaceFileError) -> Surface {
      try Surface(yaml: yaml, file: "\(id).yaml", optimizers: optimizers) {
        path, _ throws(UnreadableData) in
        guard let file = files.first(where: { $0.name == path }) else {
          throw UnreadableData("it is not built in")
        }
        return file.bytes
      }
    }
  }

  /// An embedded file that belongs to a surface.
  public struct EmbeddedFile: Sendable {
    /// The name that the surface's file states.
    public let name: String
    private let contents: @Sendable () -> [UInt8]

    init(_ name: String, _ contents: @autoclosure @escaping @Sendable () -> [UInt8]) {
      self.name = name
      self.contents = contents
    }

    /// The contents of the file.
    public var bytes: [UInt8] { contents() }
  }
}

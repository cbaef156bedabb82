// swift-tools-version: 6.0
import PackageDescription

// Before Swift 6.2 a package with such settings cannot be depended on by its version.
#if compiler(>=6.2)
  /// Modules that compute for long are optimized in debug builds as well: tests of whole races, maps
  /// and lessons would take five times as long.
  let computing: [SwiftSetting] = [
    .unsafeFlags(
      ["-O", "-assert-config", "Debug", "-wmo", "-num-threads", "2", "-disable-batch-mode"],
      .when(configuration: .debug))
  ]
  let computingInC: [CSetting] = [.unsafeFlags(["-O2"], .when(configuration: .debug))]
  /// Modules whose code runs once, or for a key, are built for size.
  let small: [SwiftSetting] = [.unsafeFlags(["-Osize"], .when(configuration: .release))]
#else
  let computing: [SwiftSetting] = []
  let computingInC: [CSetting] = []
  let small: [SwiftSetting] = []
#endif

// A target may depend only on targets above it.
let package = Package(
  name: "descent",
  platforms: [.macOS(.v14)],
  products: [
    .executable(name: "descent", targets: ["descent"]),
    .library(name: "Calculus", targets: ["Calculus"]),
    .library(name: "Landscape", targets: ["Landscape"]),
    .library(name: "Optimizers", targets: ["Optimizers"]),
    .library(name: "Experiments", targets: ["Experiments"]),
    .library(name: "Comparison", targets: ["Comparison"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.0.2"),
  ],
  targets: [
    .target(
      name: "CVectorMath", cSettings: computingInC,
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(
      name: "Calculus",
      dependencies: ["CVectorMath", .product(name: "RealModule", package: "swift-numerics")],
      swiftSettings: computing),
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .yum(["libyaml-devel"]), .brew(["libyaml"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .yum(["zlib-devel"]), .brew(["zlib"])]),
    .target(
      name: "Landscape", dependencies: ["CVectorMath", "Calculus", "CYAML", "CZlib"],
      swiftSettings: computing),
    .target(name: "LossCommand", dependencies: ["Calculus"], swiftSettings: small),
    .target(
      name: "Optimizers", dependencies: ["CVectorMath", "Calculus"], swiftSettings: computing),
    .target(
      name: "Experiments", dependencies: ["CVectorMath", "Calculus", "Landscape", "Optimizers"],
      swiftSettings: computing),
    .target(
      name: "Comparison",
      dependencies: [
        "Calculus", "Landscape", "Optimizers", "Experiments",
        .product(name: "RealModule", package: "swift-numerics"),
      ]),
    .target(
      name: "Lessons",
      dependencies: ["Calculus", "Landscape", "Optimizers", "Experiments", "Comparison"],
      swiftSettings: small),
    .target(
      name: "LessonCatalog", dependencies: ["Lessons", "Landscape"], path: "Lessons",
      resources: [.embedInCode("BuiltIn")]),
    .target(name: "Canvas", swiftSettings: computing),
    .target(name: "PNG", dependencies: ["CZlib"]),
    .target(
      name: "Figure",
      dependencies: [
        "Calculus", "Landscape", "Optimizers", "Comparison", "Canvas", "PNG",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: computing),
    .target(name: "Input", dependencies: ["Canvas"]),
    .target(
      name: "SurfaceCatalog", dependencies: ["Landscape"], path: "Surfaces",
      resources: [.embedInCode("BuiltIn")]),
    .target(
      name: "Explorer",
      dependencies: [
        "Calculus", "Landscape", "Optimizers", "Experiments", "Comparison", "Lessons", "Canvas",
        "Input",
      ]),
    .target(
      name: "CNcurses",
      cSettings: [.define("_GNU_SOURCE"), .define("_XOPEN_SOURCE_EXTENDED")],
      linkerSettings: [
        .linkedLibrary("ncursesw", .when(platforms: [.linux])),
        .linkedLibrary("ncurses", .when(platforms: [.macOS])),
      ]),
    .target(name: "Terminal", dependencies: ["Canvas", "PNG", "Input", "CNcurses"]),
    .executableTarget(
      name: "descent",
      dependencies: [
        "Calculus", "Landscape", "LossCommand", "Optimizers", "Experiments", "Comparison",
        "Lessons", "SurfaceCatalog", "LessonCatalog", "Canvas", "Figure", "Input", "Explorer",
        "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: small),
    .target(name: "TestSupport", dependencies: ["Calculus"], path: "Tests/TestSupport"),
    .testTarget(
      name: "CalculusTests", dependencies: ["Calculus", "TestSupport"], exclude: ["Golden"]),
    .testTarget(
      name: "LandscapeTests", dependencies: ["Landscape", "Calculus", "TestSupport"],
      exclude: ["Golden"]),
    .testTarget(
      name: "LossCommandTests", dependencies: ["LossCommand", "Calculus", "TestSupport"]),
    .testTarget(
      name: "OptimizersTests",
      dependencies: ["CVectorMath", "Optimizers", "Calculus", "TestSupport"],
      exclude: ["Golden"]),
    .testTarget(
      name: "SurfaceCatalogTests",
      dependencies: [
        "SurfaceCatalog", "Landscape", "Comparison", "Calculus", "Optimizers", "TestSupport",
      ],
      exclude: ["Golden"]),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: ["Experiments", "Calculus", "Landscape", "Optimizers", "TestSupport"]),
    .testTarget(
      name: "ComparisonTests",
      dependencies: [
        "Comparison", "Experiments", "Calculus", "Landscape", "Optimizers", "TestSupport",
        .product(name: "RealModule", package: "swift-numerics"),
      ]),
    .testTarget(
      name: "LessonsTests",
      dependencies: ["Lessons", "Comparison", "Optimizers", "Landscape", "Calculus"]),
    .testTarget(
      name: "CanvasTests", dependencies: ["Canvas", "TestSupport"], exclude: ["Golden"]),
    .testTarget(name: "PNGTests", dependencies: ["PNG", "CZlib"]),
    .testTarget(
      name: "FigureTests",
      dependencies: [
        "Figure", "Comparison", "Calculus", "Landscape", "Optimizers", "Canvas", "TestSupport",
      ]),
    .testTarget(name: "InputTests", dependencies: ["Input", "Canvas", "TestSupport"]),
    .testTarget(
      name: "ExplorerTests",
      dependencies: [
        "Explorer", "Comparison", "Calculus", "Landscape", "Optimizers", "Experiments", "Canvas",
        "Input", "Lessons", "TestSupport",
      ],
      exclude: ["Golden"]),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal", "Canvas", "Input", "CNcurses"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "descent", "Canvas", "Explorer", "Input", "Landscape", "LessonCatalog", "Lessons",
        "Terminal", "TestSupport",
      ],
      exclude: ["Golden"]),
  ]
)

// `Scripts/fuzz` builds it; with every other build it would only cost time.
if Context.environment["DESCENT_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "Calculus", "Landscape", "Optimizers", "Experiments", "Comparison", "Lessons",
        "LossCommand", "SurfaceCatalog", "LessonCatalog", "Canvas", "Input", "Explorer", "Terminal",
        "TestSupport",
      ],
      path: "Tests/Fuzz", exclude: ["Corpus", "Dictionaries"],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]))
  // What computes and draws has no texts to find out, and the words of files are in the dictionaries:
  // to note each comparison of numbers, and each turn of a loop, would take most of the time.
  let coverage = [
    "Calculus": "edge", "Landscape": "edge", "Comparison": "edge", "Explorer": "edge",
    "Lessons": "edge", "LossCommand": "edge", "Optimizers": "func", "Experiments": "func",
    "Canvas": "func",
  ]
  for target in package.targets {
    guard let level = coverage[target.name] else { continue }
    let flag = "-sanitize-coverage=\(level),inline-8bit-counters,pc-table"
    target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags([flag])]
  }
}

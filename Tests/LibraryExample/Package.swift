// swift-tools-version: 6.0
import PackageDescription

// Uses Descent as any other package would; elsewhere the dependency is its address and version.
let package = Package(
  name: "LibraryExample",
  platforms: [.macOS(.v14)],
  dependencies: [.package(name: "descent", path: "../..")],
  targets: [
    .executableTarget(
      name: "LibraryExample",
      dependencies: [
        .product(name: "Calculus", package: "descent"),
        .product(name: "Landscape", package: "descent"),
        .product(name: "Optimizers", package: "descent"),
        .product(name: "Experiments", package: "descent"),
        .product(name: "Comparison", package: "descent"),
      ])
  ]
)

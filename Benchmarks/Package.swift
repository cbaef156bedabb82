// swift-tools-version: 6.0
import PackageDescription

// A package of its own, so that building Descent does not build it.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v14)],
  dependencies: [.package(name: "descent", path: "..")],
  targets: [
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        .product(name: "Calculus", package: "descent"),
        .product(name: "Landscape", package: "descent"),
        .product(name: "Optimizers", package: "descent"),
        .product(name: "Experiments", package: "descent"),
      ])
  ]
)

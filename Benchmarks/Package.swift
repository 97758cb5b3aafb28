// swift-tools-version:6.2
import PackageDescription

// A package of its own, so that whoever builds or tests Lotwise compiles nothing of this. It needs no web server: that
// is measured in the program, which `scripts/bench.sh` builds beside it.

let package = Package(
    name: "lotwise-bench",
    dependencies: [
        .package(name: "lotwise", path: ".."),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .executableTarget(
            name: "lotwise-bench",
            dependencies: [
                .product(name: "LotwiseEngine", package: "lotwise"), .product(name: "CLibPQ", package: "lotwise"),
                // SQLite's own functions, for what it takes at least.
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: [.treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny")])
    ],
    swiftLanguageModes: [.v6]
)

// swift-tools-version:6.2
import PackageDescription

// Layers are targets: an arrow below is a dependency, and there is no other way to reach another layer.
//
//   lotwise → WebServer → WebPages        → StockDomain → GS1
//                       → StockOperations → StockStore  → StockDomain, SQLCore
//           → SQLiteDriver, PostgresDriver → SQLCore
//           → SMTPClient                   → StockOperations

let ours: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
    name: "lotwise",
    products: [
        .executable(name: "lotwise", targets: ["lotwise"]),
        // For Benchmarks, which is a package of its own.
        .library(
            name: "LotwiseEngine",
            targets: ["StockOperations", "StockDomain", "SQLCore", "SQLiteDriver", "PostgresDriver"]),
        .library(name: "CLibPQ", targets: ["CLibPQ"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1",
            traits: ["FullFoundation"]),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Libraries of the system
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLibSSL", pkgConfig: "libssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // Pure
        .target(name: "GS1", swiftSettings: ours),
        .target(name: "StockDomain", dependencies: ["GS1", "CLibCrypto"], swiftSettings: ours),
        .target(name: "TabularFiles", dependencies: ["CZlib"], swiftSettings: ours),

        // Data
        .target(name: "SQLCore", swiftSettings: ours),
        .target(
            name: "SQLiteDriver",
            dependencies: ["SQLCore", "CSQLite", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: ours),
        .target(name: "PostgresDriver", dependencies: ["SQLCore", "CLibPQ"], swiftSettings: ours),
        .target(name: "StockStore", dependencies: ["StockDomain", "SQLCore"], swiftSettings: ours),
        .target(
            name: "StockOperations",
            dependencies: ["StockStore", "StockDomain", "SQLCore", "TabularFiles"],
            swiftSettings: ours),

        // Outside
        .target(
            name: "SMTPClient", dependencies: ["StockOperations", "StockDomain", "CLibSSL"], swiftSettings: ours),
        .target(name: "WebPages", dependencies: ["StockDomain"], swiftSettings: ours),
        .target(
            name: "WebServer",
            dependencies: [
                "WebPages", "StockOperations", "StockDomain", "GS1", "TabularFiles",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [
                .embedInCode("Assets/lotwise.css"), .embedInCode("Assets/lotwise.js"),
                .embedInCode("Assets/favicon.svg"), .embedInCode("Assets/openapi.yaml"),
            ],
            swiftSettings: ours),
        .target(
            name: "DemoCompany", dependencies: ["StockOperations", "StockDomain", "TabularFiles"],
            swiftSettings: ours),
        .executableTarget(
            name: "lotwise",
            dependencies: [
                "WebServer", "StockOperations", "StockDomain", "DemoCompany", "SQLiteDriver", "PostgresDriver",
                "SMTPClient", "SQLCore", "GS1", "TabularFiles",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: ours),

        // Tests
        .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: ours),
        .target(
            name: "TestSupport",
            dependencies: [
                "SQLCore", "SQLiteDriver", "PostgresDriver", "StockStore", "StockOperations", "StockDomain",
                "WebServer", "CLibSSL",
            ],
            path: "Tests/TestSupport", swiftSettings: ours),
        .testTarget(name: "GS1Tests", dependencies: ["GS1", "SeededRandom"], swiftSettings: ours),
        .testTarget(
            name: "StockDomainTests", dependencies: ["StockDomain", "SeededRandom", "TestSupport"], swiftSettings: ours),
        .testTarget(name: "TabularFilesTests", dependencies: ["TabularFiles"], swiftSettings: ours),
        .testTarget(
            name: "DriverTests", dependencies: ["SQLCore", "SQLiteDriver", "PostgresDriver", "TestSupport"],
            swiftSettings: ours),
        .testTarget(
            name: "StockStoreTests", dependencies: ["StockStore", "SeededRandom", "TestSupport"], swiftSettings: ours),
        .testTarget(
            name: "StockOperationsTests",
            dependencies: ["StockOperations", "DemoCompany", "SeededRandom", "TestSupport"],
            swiftSettings: ours),
        // Needs the files of a real year.
        .testTarget(
            name: "WholesaleYearTests",
            dependencies: ["StockOperations", "SeededRandom", "TabularFiles", "TestSupport"],
            swiftSettings: ours),
        .testTarget(
            name: "SimulationTests",
            dependencies: ["StockOperations", "StockStore", "StockDomain", "SQLCore", "SeededRandom", "TestSupport"],
            swiftSettings: ours),
        .testTarget(
            name: "SMTPClientTests", dependencies: ["SMTPClient", "TestSupport"], swiftSettings: ours),
        .testTarget(name: "WebPagesTests", dependencies: ["WebPages"], swiftSettings: ours),
        .testTarget(
            name: "WebServerTests", dependencies: ["WebServer", "SMTPClient", "SeededRandom", "TestSupport"],
            swiftSettings: ours),
        .testTarget(
            name: "ProgramTests", dependencies: ["SQLCore", "SQLiteDriver", "TestSupport"], exclude: ["Journeys"],
            swiftSettings: ours),
    ],
    swiftLanguageModes: [.v6]
)

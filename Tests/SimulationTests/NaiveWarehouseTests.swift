import Foundation
import SQLCore
import Testing

/// Random stories of a warehouse, judged step by step by a model that is too simple to be wrong.
///
/// `make test` tells a few short ones. `LOTWISE_SIMULATION_SEEDS=1-200` and `LOTWISE_SIMULATION_STEPS=3000` tell others,
/// `LOTWISE_SIMULATION_ENGINE=sqlite` on one engine only.
struct NaiveWarehouseTests {
    static let stories: [(SQLEngine, UInt64)] = Settings.engines.flatMap { engine in
        Settings.seeds(on: engine).map { (engine, $0) }
    }

    @Test(arguments: stories)
    func theProgramAgreesWithANaiveWarehouse(engine: SQLEngine, seed: UInt64) async throws {
        var simulation = try await Simulation(engine, seed: seed)
        try await simulation.run(steps: Settings.steps)
        if Settings.isTalkative {
            print(simulation.counts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n"))
        }
    }

    /// What the environment asks for.
    enum Settings {
        private static func variable(_ name: String) -> String? {
            ProcessInfo.processInfo.environment["LOTWISE_SIMULATION_\(name)"].flatMap { $0.isEmpty ? nil : $0 }
        }

        static var steps: Int { variable("STEPS").flatMap(Int.init) ?? 150 }

        static var isTalkative: Bool { variable("COUNTS") != nil }

        static var journals: String? { variable("JOURNALS") }

        static var engines: [SQLEngine] {
            SQLEngine.allCases.filter { engine in variable("ENGINE").map { $0 == "\(engine)" } ?? true }
        }

        /// `7`, `1-50` or `3,9,12`.
        static func seeds(on engine: SQLEngine) -> [UInt64] {
            guard let asked = variable("SEEDS") else { return engine == .sqlite ? Array(1...5) : [6, 7] }
            return asked.split(separator: ",").flatMap { part -> [UInt64] in
                let ends = part.split(separator: "-").compactMap { UInt64($0) }
                guard let first = ends.first, let last = ends.last, first <= last else { return [] }
                return Array(first...last)
            }
        }
    }
}

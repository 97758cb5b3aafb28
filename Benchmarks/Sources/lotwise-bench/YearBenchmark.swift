import SQLCore

/// Importing a wholesaler's year, then checking and verifying it.
struct YearBenchmark {
    private let engine: SQLEngine
    private let workshop: Workshop

    init(_ engine: SQLEngine, _ workshop: Workshop) {
        self.engine = engine
        self.workshop = workshop
    }

    func figures() async throws -> [Figure] {
        guard let files = workshop.sampleFiles else {
            Progress.say("no year to import: LOTWISE_SAMPLE_DATA names no folder")
            return []
        }
        let database = try workshop.database(engine, named: "year")
        // The command that only makes the tables warms up program and disk.
        try workshop.program.run("migrate", on: database)
        let usages = try files.map { try workshop.program.run("import", $0.kind, $0.path, on: database) }
        workshop.keep(year: database)
        let floor = try await floor(of: database)
        return imported(usages, floor) + (try trusted(database))
    }

    /// The seconds that it takes to insert the rows that the import left behind into the same schema.
    private func floor(of database: BenchDatabase) async throws -> (seconds: Double, rows: String) {
        let source = try database.open()
        let tables = try await LeftBehind.rows(of: LeftBehind.masterData + LeftBehind.ledger, in: source)
        await source.close()
        let target = try workshop.database(engine, named: "year_floor")
        try await target.migrate()
        let insertion = try target.bare().bulkInsertion(of: tables)
        return (try seconds(insertion), tables.inWords)
    }

    private func imported(_ usages: [MeasuredProgram.Usage], _ floor: (seconds: Double, rows: String)) -> [Figure] {
        let isSQLite = engine == .sqlite
        let time = usages.reduce(0) { $0 + $1.seconds }
        let processor = usages.reduce(0) { $0 + $1.processorSeconds }
        return [
            Figure(
                "import of a year", engine, time, .seconds, floor: floor.seconds, mostFactor: isSQLite ? 3 : 4,
                most: isSQLite ? 30 : 60, note: "floor: \(floor.rows)"),
            Figure("import, processor time of the program", engine, processor, .seconds),
            Figure(
                "import, peak memory", engine, usages.map(\.peakMegabytes).max() ?? 0, .megabytes,
                most: isSQLite ? 200 : nil),
        ]
    }

    private func trusted(_ database: BenchDatabase) throws -> [Figure] {
        let check = try workshop.program.run("check", on: database)
        let verify = try workshop.program.run("verify", on: database)
        return [
            Figure("check", engine, check.seconds, .seconds),
            Figure("verify", engine, verify.seconds, .seconds),
            Figure(
                "check and verify", engine, check.seconds + verify.seconds, .seconds,
                most: engine == .sqlite ? 10 : nil),
        ]
    }
}

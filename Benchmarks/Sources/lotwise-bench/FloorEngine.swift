import SQLCore

extension Workshop {
    /// An engine with the schema, places, master data and ledger of another database, to repeat there what an
    /// operation leaves behind.
    ///
    /// - Parameter ledger: what it holds; as much as the other when it is nil.
    func floorEngine(
        named name: String, like database: any SQLDatabase, _ kind: SQLEngine, holding ledger: [TableRows]? = nil
    ) async throws -> any BareEngine {
        let target = try self.database(kind, named: name)
        try await target.migrate()
        let opened = try target.open()
        let known = try await LeftBehind.rows(of: LeftBehind.places, in: opened)
        await opened.close()
        let engine = try target.bare()
        let places = try await LeftBehind.rows(of: LeftBehind.places, in: database).beyond(known)
        let masterData = try await LeftBehind.rows(of: LeftBehind.masterData, in: database)
        try engine.bulkInsertion(of: places + masterData)()
        let held = try await ledger == nil ? LeftBehind.rows(of: LeftBehind.ledger, in: database) : ledger
        try engine.insertion(of: held ?? [])()
        return engine
    }
}

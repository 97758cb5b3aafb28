import SQLCore
import StockDomain

/// Brings a database to the newest schema, one numbered version after the other.
public enum Migrations {
    public static let newestVersion = 5

    /// Why a database cannot be used by this program.
    public enum Fault: Error, Equatable {
        /// A newer program has changed it; this one refuses to start.
        case newerSchema(found: Int, known: Int)
    }

    /// Runs the versions that are missing. Several programs may start at once: the caller holds the company's lock.
    ///
    /// - Parameter last: the version at which to stop; tests make old databases with it.
    public static func run(_ session: any SQLSession, at now: Instant, upTo last: Int = newestVersion) throws {
        try session.execute(
            """
            CREATE TABLE IF NOT EXISTS schema_version (
                version BIGINT PRIMARY KEY,
                applied_at BIGINT NOT NULL
            )
            """)
        let found: Int = try session.value("SELECT MAX(version) FROM schema_version") ?? 0
        if found > newestVersion { throw Fault.newerSchema(found: found, known: newestVersion) }
        for version in 1...newestVersion where found < version && version <= last {
            try apply(version, session)
            try session.execute(
                "INSERT INTO schema_version (version, applied_at) VALUES (\(bind: version), \(bind: now))")
        }
        if last < newestVersion { return }
        // Written last, since what writes them knows the newest tables only.
        if found < 1 { try Store(session).insertStandardRows(at: now) }
    }

    private static func apply(_ version: Int, _ session: any SQLSession) throws {
        for statement in Schema.statements(of: version) {
            try session.execute(EngineDifferences.spelled(statement, for: session.engine))
        }
        switch version {
        case 1:
            for statement in EngineDifferences.extras(for: session.engine) { try session.execute(statement) }
            try SchemaSearch.install(session)
        case 2:
            for statement in EngineDifferences.extrasOfVersion2(for: session.engine) { try session.execute(statement) }
            let store = Store(session)
            for location in try store.locations() { try store.update(location) }
        default: break
        }
    }
}

extension Store {
    /// What every new company has: its places and the actors that are nobody in particular.
    fileprivate func insertStandardRows(at now: Instant) throws {
        for actor in StandardActor.allCases {
            try tx.execute(
                """
                INSERT INTO actor (id, name, kind, role, created_at)
                VALUES (\(bind: drawKey("actor")), \(bind: actor.rawValue), \(bind: actor.kind), 'admin', \(bind: now))
                """)
        }
        for standard in StandardLocation.allCases {
            var location = standard.location
            location.parentID = try standard.parent.flatMap { try self.location(code: $0.rawValue)?.id }
            _ = try insert(location)
        }
    }
}

/// The actors of a new company.
public enum StandardActor: String, CaseIterable, Sendable {
    /// Whoever sits at the machine, until accounts exist.
    case local
    /// The command line.
    case command = "command line"

    var kind: String { self == .local ? "local" : "program" }
}

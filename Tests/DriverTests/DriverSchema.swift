import SQLCore
import TestSupport

/// The tables that the drivers are tried on.
enum DriverSchema {
    static func database(_ engine: SQLEngine) async throws -> any SQLDatabase {
        try await TestDatabases.fresh(engine, template: "drivers", migrate: make)
    }

    static func onDisk() async throws -> SQLiteFile {
        try await TestDatabases.onDisk(migrate: make)
    }

    static let make: TestDatabases.Migration = { session in
        let (integer, bytes) = session.engine == .sqlite ? ("INTEGER", "BLOB") : ("BIGINT", "BYTEA")
        for statement in statements {
            let text = statement.replacing("{int}", with: integer).replacing("{blob}", with: bytes)
            try session.execute(SQL(verbatim: text))
        }
        for statement in session.engine == .sqlite ? sqliteTrigger : postgresTrigger {
            try session.execute(statement)
        }
    }

    private static let statements = [
        "CREATE TABLE thing (id {int} PRIMARY KEY, label TEXT, bytes {blob}, amount {int})",
        """
        CREATE TABLE lot (
            id {int} PRIMARY KEY,
            product_id {int} NOT NULL,
            number TEXT NOT NULL,
            place_id {int},
            quantity {int} NOT NULL CONSTRAINT lot_quantity CHECK (quantity >= 0),
            UNIQUE (product_id, quantity)
        )
        """,
        "CREATE UNIQUE INDEX lot_identity ON lot (product_id, number)",
        "CREATE UNIQUE INDEX lot_place ON lot (product_id, COALESCE(place_id, 0)) WHERE product_id > 100",
        "CREATE TABLE label (code TEXT PRIMARY KEY, lot_id {int} REFERENCES lot (id))",
        "CREATE TABLE counter (id {int} PRIMARY KEY, value {int} NOT NULL)",
        "INSERT INTO counter (id, value) VALUES (1, 0)",
        "CREATE TABLE posting (id {int} PRIMARY KEY)",
        "INSERT INTO posting (id) VALUES (1)",
    ]

    private static let sqliteTrigger: [SQL] = [
        """
        CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting
        BEGIN SELECT RAISE(ABORT, 'postings stay'); END
        """
    ]

    private static let postgresTrigger: [SQL] = [
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'postings stay'; END $$
        """,
        "CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting FOR EACH ROW EXECUTE FUNCTION refuse()",
    ]
}

/// What a closure of a test throws on purpose.
struct Deliberate: Error {}

extension SQLDatabase {
    /// The value of the counter that all writers of a test add to.
    func counter() async throws -> Int? {
        try await read { try $0.value("SELECT value FROM counter WHERE id = 1") }
    }

    func numbers(_ sql: SQL) async throws -> [Int] {
        try await read { session in try session.rows(sql).map { $0[0] } }
    }
}

extension SQLSession {
    func addToCounter() throws {
        try execute("UPDATE counter SET value = value + 1 WHERE id = 1")
    }
}

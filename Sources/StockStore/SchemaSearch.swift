import SQLCore

/// What searching a part of a number among a million needs (R45a), and a few indexes that only questions use.
enum SchemaSearch {
    /// Adds them to a schema of version 1 whose other tables stand already.
    static func install(_ session: any SQLSession) throws {
        for statement in indexes { try session.execute(statement) }
        switch session.engine {
        case .sqlite:
            for statement in trigramTables { try session.execute(statement) }
        case .postgres:
            try installTrigramIndexes(session)
        }
    }

    private static let indexes: [SQL] = [
        "CREATE INDEX lot_joined ON lot (joined_to) WHERE joined_to IS NOT NULL",
        "CREATE INDEX movement_to_package ON movement (to_package_id) WHERE to_package_id IS NOT NULL",
    ]

    /// On SQLite trigrams stand in tables of their own, kept by triggers.
    ///
    /// Lots are many: theirs holds no text, only which lots have a trigram. Former and supplier's numbers have no key
    /// of their own, so that theirs holds the text too.
    private static let trigramTables: [SQL] = [
        """
        CREATE VIRTUAL TABLE lot_part
            USING fts5(search_key, content = 'lot', content_rowid = 'id', tokenize = 'trigram', detail = 'none',
                       columnsize = 0)
        """,
        """
        CREATE TRIGGER lot_part_insert AFTER INSERT ON lot
        BEGIN
            INSERT INTO lot_part (rowid, search_key) VALUES (new.id, new.search_key);
        END
        """,
        """
        CREATE TRIGGER lot_part_update AFTER UPDATE OF search_key ON lot
        BEGIN
            INSERT INTO lot_part (lot_part, rowid, search_key) VALUES ('delete', old.id, old.search_key);
            INSERT INTO lot_part (rowid, search_key) VALUES (new.id, new.search_key);
        END
        """,
        """
        CREATE VIRTUAL TABLE other_number_part
            USING fts5(search_key, lot_id UNINDEXED, tokenize = 'trigram', detail = 'none', columnsize = 0)
        """,
        """
        CREATE TRIGGER former_number_part_insert AFTER INSERT ON lot_former_number
        BEGIN
            INSERT INTO other_number_part (search_key, lot_id) VALUES (new.search_key, new.lot_id);
        END
        """,
        """
        CREATE TRIGGER supplier_number_part_insert AFTER INSERT ON supplier_number
        BEGIN
            INSERT INTO other_number_part (search_key, lot_id) VALUES (new.search_key, new.lot_id);
        END
        """,
    ]

    /// On PostgreSQL the extension pg_trgm; where it is not installed or may not be created, parts of numbers are
    /// looked for by reading all numbers.
    ///
    /// They are on an expression that only these questions use, because pg_trgm answers `=` as well, a thousand times
    /// more slowly than the plain index, and the planner would take it for that.
    private static func installTrigramIndexes(_ session: any SQLSession) throws {
        do {
            _ = try session.savepoint { try session.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm") }
        } catch SQLError.failed {
            return
        }
        for statement in trigramIndexes { try session.execute(statement) }
    }

    private static let trigramIndexes: [SQL] = [
        "CREATE INDEX lot_part ON lot USING gin ((search_key || '') gin_trgm_ops)",
        "CREATE INDEX former_number_part ON lot_former_number USING gin ((search_key || '') gin_trgm_ops)",
        "CREATE INDEX supplier_number_part ON supplier_number USING gin ((search_key || '') gin_trgm_ops)",
    ]
}

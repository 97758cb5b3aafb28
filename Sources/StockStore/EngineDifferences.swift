import SQLCore

/// Everything in which the text for SQLite and PostgreSQL differs.
enum EngineDifferences {
    /// Spells the engine's types into a statement of the schema.
    static func spelled(_ statement: String, for engine: SQLEngine) -> SQL {
        var text = statement
        for (placeholder, type) in types(of: engine) {
            text = text.replacing(placeholder, with: type)
        }
        if engine == .sqlite, text.hasPrefix("CREATE TABLE") {
            text += text.hasSuffix("WITHOUT ROWID") ? ", STRICT" : " STRICT"
        }
        return SQL(verbatim: text)
    }

    private static func types(of engine: SQLEngine) -> [(String, String)] {
        switch engine {
        case .sqlite:
            [
                ("{id}", "INTEGER PRIMARY KEY"), ("{int}", "INTEGER"), ("{text}", "TEXT"), ("{blob}", "BLOB"),
                ("{clustered}", "WITHOUT ROWID"),
            ]
        case .postgres:
            [
                ("{id}", "BIGINT PRIMARY KEY"), ("{int}", "BIGINT"), ("{text}", "TEXT COLLATE \"C\""),
                ("{blob}", "BYTEA"), ("{clustered}", ""),
            ]
        }
    }

    /// Tables whose keys are drawn from a sequence on PostgreSQL, where several writers insert at once.
    static let keyedTables = [
        "actor", "category", "product", "partner", "location", "package", "lot", "document", "document_line", "posting",
        "balance",
    ]

    /// The same of the second version.
    static let keyedTablesOfVersion2 = ["block", "correction", "field_change", "note", "attachment", "tracking_change"]

    /// Statements that only one engine needs, after the tables of the second version: keys, and blocks that stay as
    /// they were written but for being closed once.
    static func extrasOfVersion2(for engine: SQLEngine) -> [SQL] {
        switch engine {
        case .sqlite:
            [
                """
                CREATE TRIGGER block_no_delete BEFORE DELETE ON block
                BEGIN SELECT RAISE(ABORT, 'blocks are never deleted'); END
                """,
                """
                CREATE TRIGGER block_closed_once BEFORE UPDATE ON block
                WHEN OLD.closed_at IS NOT NULL OR NEW.kind <> OLD.kind OR NEW.reason <> OLD.reason
                     OR NEW.opened_at <> OLD.opened_at OR NEW.opened_by <> OLD.opened_by
                BEGIN SELECT RAISE(ABORT, 'blocks are only closed'); END
                """,
            ]
        case .postgres:
            keyedTablesOfVersion2.map { SQL(verbatim: "CREATE SEQUENCE \($0)_key OWNED BY \($0).id CACHE 1") } + [
                """
                CREATE FUNCTION refuse_change_of_block() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN
                  IF TG_OP = 'UPDATE' AND OLD.closed_at IS NULL AND NEW.kind = OLD.kind AND NEW.reason = OLD.reason
                     AND NEW.opened_at = OLD.opened_at AND NEW.opened_by = OLD.opened_by THEN
                    RETURN NEW;
                  END IF;
                  RAISE EXCEPTION 'blocks are only closed';
                END $$
                """,
                """
                CREATE TRIGGER block_closed_once BEFORE UPDATE OR DELETE ON block
                FOR EACH ROW EXECUTE FUNCTION refuse_change_of_block()
                """,
            ]
        }
    }

    /// Statements that only one engine needs, after the tables.
    static func extras(for engine: SQLEngine) -> [SQL] {
        switch engine {
        case .sqlite:
            ["posting", "movement"].flatMap { table in
                ["UPDATE", "DELETE"].map { change in
                    SQL(
                        verbatim: """
                            CREATE TRIGGER \(table)_no_\(change.lowercased()) BEFORE \(change) ON \(table)
                            BEGIN SELECT RAISE(ABORT, 'postings are never changed'); END
                            """)
                }
            }
        case .postgres:
            keyedTables.map { SQL(verbatim: "CREATE SEQUENCE \($0)_key OWNED BY \($0).id CACHE 1") }
                + DocumentNumbers.kinds.map { SQL(verbatim: "CREATE SEQUENCE document_number_\($0)") }
                + [
                    """
                    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN RAISE EXCEPTION 'postings are never changed'; END $$
                    """
                ]
                + ["posting", "movement"].map {
                    SQL(
                        verbatim: """
                            CREATE TRIGGER \($0)_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON \($0)
                            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
                            """)
                }
        }
    }
}

extension Store {
    /// Tells PostgreSQL's planner how much there is now; until it learns that by itself, a minute or more after an
    /// import, every question would take ten times as long. SQLite's plans do not depend on it.
    public func gatherStatistics() throws {
        guard tx.engine == .postgres else { return }
        try tx.execute("ANALYZE movement, posting, document, lot, balance, step_lot, supplier_number, partner, package")
    }
}

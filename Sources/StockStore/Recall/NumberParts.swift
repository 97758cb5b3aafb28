import SQLCore
import StockDomain

extension EngineDifferences {
    /// Pairs of `lot_id` and `found_by` for numbers whose search key contains `key`, at most `most` of each kind.
    ///
    /// SQLite reads its trigram tables, which know LIKE only without an escape character; what that finds too much by
    /// `%` and `_` as wildcards, `INSTR` removes. PostgreSQL reads its trigram indexes.
    static func lots(withPart key: String, most: Int, for engine: SQLEngine) -> SQL {
        switch engine {
        case .sqlite:
            let pattern = "%\(key)%"
            return """
                SELECT lot_id, 'part' AS found_by
                  FROM (SELECT rowid AS lot_id
                          FROM lot_part
                         WHERE search_key LIKE \(bind: pattern)
                           AND INSTR(search_key, \(bind: key)) > 0
                         LIMIT \(bind: most))
                UNION
                SELECT lot_id, 'part'
                  FROM (SELECT lot_id
                          FROM other_number_part
                         WHERE search_key LIKE \(bind: pattern)
                           AND INSTR(search_key, \(bind: key)) > 0
                         LIMIT \(bind: most))
                """
        case .postgres:
            let pattern = "%\(NameText.escapedForLike(key))%"
            return """
                (SELECT id AS lot_id, 'part' AS found_by
                   FROM lot
                  WHERE search_key || '' LIKE \(bind: pattern) ESCAPE '!'
                  LIMIT \(bind: most))
                UNION
                (SELECT lot_id, 'part'
                   FROM lot_former_number
                  WHERE search_key || '' LIKE \(bind: pattern) ESCAPE '!'
                  LIMIT \(bind: most))
                UNION
                (SELECT lot_id, 'part'
                   FROM supplier_number
                  WHERE search_key || '' LIKE \(bind: pattern) ESCAPE '!'
                  LIMIT \(bind: most))
                """
        }
    }
}

import SQLCore
import StockDomain

extension RecallCase.State: SQLBindable, SQLReadable {}
extension RecallCase.HazardClass: SQLBindable, SQLReadable {}
extension RecallCase.Depth: SQLBindable, SQLReadable {}
extension CheckPlan.Level: SQLBindable, SQLReadable {}
extension ContactMethod: SQLBindable, SQLReadable {}
extension NoticeWording.GoodsKind: SQLBindable, SQLReadable {}

extension Store {
    /// Inserts a case under the next number of its kind. To be called while nobody else writes: numbers have no gaps.
    ///
    /// - Returns: the case with key and number.
    public func insert(_ recall: RecallCase) throws -> RecallCase {
        var keyed = recall
        let last: Int64 = try tx.value("SELECT MAX(id) FROM recall") ?? 0
        let ordinal: Int64 =
            try tx.value("SELECT MAX(ordinal) + 1 FROM recall WHERE drill = \(bind: recall.isDrill)") ?? 1
        keyed.id = RecallID(last + 1)
        keyed.number = RecallCase.number(ordinal, isDrill: recall.isDrill)
        let names = ["id", "number", "drill", "ordinal"] + RecallCase.changingNames
        let values: [SQLValue] = [
            keyed.id.sqlValue, .text(keyed.number), keyed.isDrill.sqlValue, ordinal.sqlValue,
        ]
        try tx.insert(into: "recall", names, rows: [values + keyed.changingValues])
        return keyed
    }

    /// Saves what may change of a case.
    public func update(_ recall: RecallCase) throws {
        try tx.update("recall", recall.id.rawValue, RecallCase.changingNames, recall.changingValues)
    }

    public func recall(number: String) throws -> RecallCase? {
        try tx.rows(RecallCase.columns + " WHERE number = \(bind: number)").first.map(RecallCase.init(row:))
    }

    public func recall(_ id: RecallID) throws -> RecallCase? {
        try tx.rows(RecallCase.columns + " WHERE id = \(bind: id)").first.map(RecallCase.init(row:))
    }

    /// Cases, or drills, the newest first, with how many lots, consignees and answers each has.
    public func recalls(areDrills: Bool, before id: RecallID?, limit: Int) throws -> [RecallHead] {
        let cases = try tx.rows(
            RecallCase.columns + """
                 WHERE drill = \(bind: areDrills)
                   AND id < \(bind: id ?? RecallID(Int64.max))
                 ORDER BY id DESC
                 LIMIT \(bind: limit)
                """
        ).map(RecallCase.init(row:))
        return try cases.map { recall in
            RecallHead(
                recall: recall,
                lots: try tx.value("SELECT COUNT(*) FROM recall_lot WHERE recall_id = \(bind: recall.id)") ?? 0,
                consignees: try tx.value("SELECT COUNT(*) FROM recall_consignee WHERE recall_id = \(bind: recall.id)")
                    ?? 0,
                responded: try tx.value(
                    "SELECT COUNT(DISTINCT partner_id) FROM recall_answer WHERE recall_id = \(bind: recall.id)") ?? 0)
        }
    }

    /// The last drill that was gone through to its end, if any.
    public func lastDrillClosed() throws -> Instant? {
        try tx.value("SELECT MAX(ended_at) FROM recall WHERE drill = 1 AND state = 'closed'")
    }

    /// What one unit costs, of those products of which it is known.
    public func costs(of products: [ProductID]) throws -> [ProductID: Quantity] {
        Dictionary(
            uniqueKeysWithValues: try chunked(products) { part in
                try tx.rows("SELECT id, cost FROM product WHERE id IN \(list: part) AND cost IS NOT NULL").map {
                    ($0[0] as ProductID, $0[1] as Quantity)
                }
            })
    }

    /// Names of actors by key.
    public func actorNames(_ ids: [ActorID]) throws -> [ActorID: String] {
        Dictionary(
            uniqueKeysWithValues: try chunked(Array(Set(ids)).sorted()) { part in
                try tx.rows("SELECT id, name FROM actor WHERE id IN \(list: part)").map {
                    ($0[0] as ActorID, $0[1] as String)
                }
            })
    }
}

// MARK: - Rows

extension RecallCase {
    fileprivate static let changingNames = [
        "state", "hazard_class", "depth", "reason", "goods_kind", "hazard", "instructions", "contact", "template",
        "check_level", "check_percent", "seed", "expected_end", "round", "created_at", "created_by", "started_at",
        "started_by", "ended_at", "ended_by", "conclusion", "version", "drawn",
    ]

    fileprivate var changingValues: [SQLValue] {
        [
            state.sqlValue, hazardClass.sqlValue, depth.sqlValue, .text(reason), wording.goodsKind.sqlValue,
            wording.hazard.sqlValue, wording.instructions.sqlValue, wording.contact.sqlValue,
            wording.template.sqlValue, checks.level.sqlValue, checks.percent.sqlValue, seed.sqlValue,
            expectedEnd.sqlValue, round.sqlValue, created.at.sqlValue, created.by.sqlValue,
            started?.at.sqlValue ?? .null,
            started?.by.sqlValue ?? .null, ended?.at.sqlValue ?? .null, ended?.by.sqlValue ?? .null,
            conclusion.sqlValue, version.sqlValue, isDrawn.sqlValue,
        ]
    }

    fileprivate static let columns: SQL = """
        SELECT id, number, drill, state, hazard_class, depth, reason, goods_kind, hazard, instructions, contact,
               template, check_level, check_percent, seed, expected_end, round, created_at, created_by, started_at,
               started_by, ended_at, ended_by, conclusion, version, drawn
          FROM recall
        """

    fileprivate init(row: SQLRow) {
        self.init(
            id: row[0], number: row[1], isDrill: row[2], state: row[3], hazardClass: row[4], depth: row[5],
            reason: row[6],
            wording: NoticeWording(
                goodsKind: row[7], hazard: row[8], instructions: row[9], contact: row[10], template: row[11]),
            checks: CheckPlan(level: row[12], percent: row[13]), seed: row[14], expectedEnd: row[15], round: row[16],
            created: Deed(at: row[17], by: row[18]), started: Deed(row: row, at: 19), ended: Deed(row: row, at: 21),
            conclusion: row[23], isDrawn: row[25], version: row[24])
    }
}

extension RecallCase.Deed {
    fileprivate init?(row: SQLRow, at column: Int) {
        guard let at: Instant = row[column], let by: ActorID = row[column + 1] else { return nil }
        self.init(at: at, by: by)
    }
}

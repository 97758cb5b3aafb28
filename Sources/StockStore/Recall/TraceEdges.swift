import SQLCore
import StockDomain

/// Which way the trace is walked.
enum TraceWay {
    case down, up

    /// All lots reachable over steps from these, themselves included.
    ///
    /// The recursive part carries the lot alone and compares with no constant: after ANALYZE, SQLite 3.40 would build a
    /// Bloom filter over the whole of `step_lot` each time for `consumed > 0`. Zero is therefore written as an
    /// expression of another table's row (a test reads the plan).
    func recursion(from lots: [LotID]) -> SQL {
        switch self {
        case .down:
            """
            WITH RECURSIVE reached (lot_id) AS (
                SELECT id FROM lot WHERE id IN \(list: lots)
                UNION
                SELECT output.lot_id
                  FROM reached
                  JOIN step_lot AS input ON input.lot_id = reached.lot_id
                  JOIN step_lot AS output ON output.step_id = input.step_id
                 WHERE input.consumed > 0 * reached.lot_id
                   AND output.produced > 0 * reached.lot_id
            )
            SELECT lot_id FROM reached
            """
        case .up:
            """
            WITH RECURSIVE reached (lot_id) AS (
                SELECT id FROM lot WHERE id IN \(list: lots)
                UNION
                SELECT input.lot_id
                  FROM reached
                  JOIN step_lot AS output ON output.lot_id = reached.lot_id
                  JOIN step_lot AS input ON input.step_id = output.step_id
                 WHERE output.produced > 0 * reached.lot_id
                   AND input.consumed > 0 * reached.lot_id
            )
            SELECT lot_id FROM reached
            """
        }
    }

    /// Lots that belong to these otherwise than by a step: serials of a batch or the batch of serials (R12), and both
    /// halves of joined lots (R18).
    fileprivate func relatives(of lots: [LotID]) -> SQL {
        let joined: SQL = """
            SELECT id FROM lot WHERE joined_to IN \(list: lots)
            UNION
            SELECT joined_to FROM lot WHERE id IN \(list: lots) AND joined_to IS NOT NULL
            UNION
            """
        return joined + " " + batches(of: lots)
    }

    /// Serials of a batch or the batch of serials.
    func batches(of lots: [LotID]) -> SQL {
        switch self {
        case .down: "SELECT id FROM lot WHERE batch_id IN \(list: lots)"
        case .up: "SELECT batch_id FROM lot WHERE id IN \(list: lots) AND batch_id IS NOT NULL"
        }
    }
}

extension Store {
    /// These lots and everything they became part of, joined lots included; by what was recorded until `knownAt`.
    public func downstream(of lots: Set<LotID>, knownAt: Instant? = nil) throws -> Set<LotID> {
        if let knownAt { return try LedgerThen(self, until: knownAt).closure(of: lots, .down) }
        return try closure(of: lots, .down)
    }

    /// These lots and everything that became part of them, joined lots included; by what was recorded until `knownAt`.
    public func upstream(of lots: Set<LotID>, knownAt: Instant? = nil) throws -> Set<LotID> {
        if let knownAt { return try LedgerThen(self, until: knownAt).closure(of: lots, .up) }
        return try closure(of: lots, .up)
    }

    /// Walks steps, then looks for relatives of what was found, until there is nothing new.
    private func closure(of lots: Set<LotID>, _ way: TraceWay) throws -> Set<LotID> {
        var found: Set<LotID> = []
        var fresh = lots.sorted()
        while !fresh.isEmpty {
            let reached = Set(
                try chunked(fresh) { part in try tx.rows(way.recursion(from: part)).map { $0[0] as LotID } }
            ).subtracting(found)
            found.formUnion(reached)
            let relatives = try chunked(reached.sorted()) { part in
                try tx.rows(way.relatives(of: part)).map { $0[0] as LotID }
            }
            fresh = Set(relatives).subtracting(found).sorted()
        }
        return found
    }

    /// What steps did with these lots, with the document and time of the posting that began each step.
    public func stepLots(of lots: some Collection<LotID>, knownAt: Instant? = nil) throws -> [StepLot] {
        if let knownAt { return try LedgerThen(self, until: knownAt).stepLots(of: lots) }
        return try chunked(lots.sorted()) { part in
            try tx.rows(StepLot.columns + " WHERE s.lot_id IN \(list: part)").map(StepLot.init(row:))
        }
    }

    /// Everything that these steps did.
    public func stepLots(ofSteps steps: some Collection<StepID>, knownAt: Instant? = nil) throws -> [StepLot] {
        if let knownAt { return try LedgerThen(self, until: knownAt).stepLots(ofSteps: steps) }
        return try chunked(steps.sorted()) { part in
            try tx.rows(StepLot.columns + " WHERE s.step_id IN \(list: part)").map(StepLot.init(row:))
        }
    }
}

extension StepLot {
    fileprivate static let columns: SQL = """
        SELECT s.step_id, s.lot_id, s.consumed, s.produced, p.happened_at, d.id, d.kind, d.number, d.origin
          FROM step_lot s
          JOIN posting p ON p.id = s.step_id
          LEFT JOIN document d ON d.id = p.document_id
        """

    fileprivate init(row: SQLRow) {
        self.init(
            stepID: row[0], lotID: row[1], consumed: row[2], produced: row[3],
            document: DocumentName(row: row, at: 5), happenedAt: row[4])
    }
}

extension DocumentName {
    /// Reads id, kind, number and origin from a column on; nil where a left join found no document.
    init?(row: SQLRow, at column: Int) {
        guard let id: DocumentID = row[column] else { return nil }
        self.init(id: id, kind: row[column + 1], number: row[column + 2], origin: row[column + 3])
    }
}

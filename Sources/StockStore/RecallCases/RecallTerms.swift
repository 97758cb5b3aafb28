import SQLCore
import StockDomain

/// A part of a scope with its names looked up.
public struct FoundTerm: Sendable, Equatable {
    public var term: ScopeTerm
    public var product: ProductID?
    public var supplier: PartnerID?

    public init(term: ScopeTerm, product: ProductID?, supplier: PartnerID?) {
        self.term = term
        self.product = product
        self.supplier = supplier
    }
}

extension Store {
    /// The lots that a part of a scope means, by id; those that were joined to another are answered as that other.
    public func lots(in found: FoundTerm, zone: CompanyZone) throws -> [Lot] {
        let term = found.term
        var sql = Lot.columns + " WHERE joined_to IS NULL"
        if let lot = term.lot {
            sql = sql + " AND id IN (SELECT COALESCE(joined_to, id) FROM lot WHERE id = \(bind: lot))"
        }
        if let product = found.product { sql = sql + " AND product_id = \(bind: product)" }
        if let number = term.number { sql = sql + " AND " + Lot.isNumbered(number) }
        if let prefix = term.numbers?.prefix, !prefix.isEmpty {
            sql = sql + " AND number >= \(bind: prefix) AND number < \(bind: prefix + "\u{10FFFF}")"
        }
        sql = sql + Lot.days(term.produced, "production_date", or: producedHere(term.produced, zone))
        sql = sql + Lot.days(term.expires, "expires_on")
        if let number = term.supplierNumber { sql = sql + suppliersNumber(number, found.supplier) }
        if term.supplierNumber == nil && found.supplier != nil || !term.received.isEmpty {
            sql = sql + wasReceived(found.supplier, term.received, zone)
        }
        let lots = try tx.rows(sql + " ORDER BY id").map(Lot.init(row:))
        return term.numbers.map { span in lots.filter { span.contains($0.number) } } ?? lots
    }

    /// Made here in these days, for lots that carry no day of production.
    private func producedHere(_ days: DaySpan, _ zone: CompanyZone) -> SQL {
        """
        EXISTS (SELECT 1
                  FROM movement m
                  JOIN posting p ON p.id = m.posting_id
                  JOIN location f ON f.id = m.from_location_id
                 WHERE m.lot_id = lot.id
                   AND p.kind = 'production'
                   AND f.usage = 'production'\(sql: happened(days, zone)))
        """
    }

    private func wasReceived(_ supplier: PartnerID?, _ days: DaySpan, _ zone: CompanyZone) -> SQL {
        let from: SQL = supplier.map { " AND p.partner_id = \(bind: $0)" } ?? ""
        return """
             AND EXISTS (SELECT 1
                           FROM lot j
                           JOIN movement m ON m.lot_id = j.id
                           JOIN posting p ON p.id = m.posting_id
                          WHERE (j.id = lot.id OR j.joined_to = lot.id)
                            AND p.kind = 'receipt'
                            AND p.reverses IS NULL\(sql: from)\(sql: happened(days, zone)))
            """
    }

    private func happened(_ days: DaySpan, _ zone: CompanyZone) -> SQL {
        let from: SQL = days.from.map { " AND m.happened_at >= \(bind: zone.start(of: $0))" } ?? ""
        let to: SQL = days.to.map { " AND m.happened_at < \(bind: zone.start(of: $0.adding(days: 1)))" } ?? ""
        return from + to
    }

    private func suppliersNumber(_ number: String, _ supplier: PartnerID?) -> SQL {
        let whose: SQL = supplier.map { " AND s.partner_id = \(bind: $0)" } ?? ""
        return """
             AND id IN (SELECT COALESCE(n.joined_to, n.id)
                          FROM supplier_number s
                          JOIN lot n ON n.id = s.lot_id
                         WHERE s.search_key = \(bind: NameText.searchKey(of: number))
                           AND s.number = \(bind: number)\(sql: whose))
            """
    }

    // MARK: Kept

    /// Keeps parts of the scope of a case, after those that it has.
    public func insert(_ terms: [FoundTerm], areExceptions: Bool, round: Int, of recall: RecallID) throws {
        let next: Int = try tx.value("SELECT MAX(position) + 1 FROM recall_term WHERE recall_id = \(bind: recall)") ?? 0
        try tx.insert(
            into: "recall_term",
            [
                "recall_id", "position", "round", "exception", "lot_id", "product_id", "number", "first_number",
                "last_number", "supplier_id", "supplier_number", "produced_from", "produced_to", "received_from",
                "received_to", "expires_from", "expires_to",
            ],
            rows: terms.enumerated().map { index, found in
                let term = found.term
                return [
                    recall.sqlValue, (next + index).sqlValue, round.sqlValue, areExceptions.sqlValue,
                    term.lot.sqlValue, found.product.sqlValue, term.number.sqlValue,
                    term.numbers?.first.sqlValue ?? .null,
                    term.numbers?.last.sqlValue ?? .null, found.supplier.sqlValue, term.supplierNumber.sqlValue,
                    term.produced.from.sqlValue, term.produced.to.sqlValue, term.received.from.sqlValue,
                    term.received.to.sqlValue, term.expires.from.sqlValue, term.expires.to.sqlValue,
                ]
            })
    }

    /// Forgets the scope of a draft, which gets another one.
    public func deleteTerms(of recall: RecallID) throws {
        try tx.execute("DELETE FROM recall_term WHERE recall_id = \(bind: recall)")
    }

    /// The parts of the scope of a case, in the order in which they were set.
    public func terms(of recall: RecallID) throws -> [(found: FoundTerm, isException: Bool, round: Int)] {
        try tx.rows(
            """
            SELECT t.lot_id, p.sku, t.number, t.first_number, t.last_number, s.code, t.supplier_number,
                   t.produced_from, t.produced_to, t.received_from, t.received_to, t.expires_from, t.expires_to,
                   t.product_id, t.supplier_id, t.exception, t.round
              FROM recall_term t
              LEFT JOIN product p ON p.id = t.product_id
              LEFT JOIN partner s ON s.id = t.supplier_id
             WHERE t.recall_id = \(bind: recall)
             ORDER BY t.position
            """
        ).map { row in
            let first: LotNumber? = row[3]
            let last: LotNumber? = row[4]
            let term = ScopeTerm(
                lot: row[0], product: row[1], number: row[2],
                numbers: first.flatMap { first in last.map { NumberSpan(first, $0) } }, supplier: row[5],
                supplierNumber: row[6], produced: DaySpan(from: row[7], to: row[8]),
                received: DaySpan(from: row[9], to: row[10]), expires: DaySpan(from: row[11], to: row[12]))
            return (FoundTerm(term: term, product: row[13], supplier: row[14]), row[15], row[16])
        }
    }
}

extension Lot {
    /// A lot that has the number now, had it once, or was joined from one that has it (R18).
    fileprivate static func isNumbered(_ number: LotNumber) -> SQL {
        """
        (number = \(bind: number)
         OR id IN (SELECT lot_id
                     FROM lot_former_number
                    WHERE search_key = \(bind: NameText.searchKey(of: number.text))
                      AND number = \(bind: number))
         OR id IN (SELECT joined_to FROM lot WHERE number = \(bind: number)))
        """
    }

    /// A condition on one of its days; `other` decides where it has none.
    fileprivate static func days(_ days: DaySpan, _ column: StaticString, or other: SQL? = nil) -> SQL {
        if days.isEmpty { return "" }
        let from: SQL = days.from.map { " AND \(name: column) >= \(bind: $0)" } ?? ""
        let to: SQL = days.to.map { " AND \(name: column) <= \(bind: $0)" } ?? ""
        let has: SQL = "\(name: column) IS NOT NULL\(sql: from)\(sql: to)"
        guard let other else { return " AND " + has }
        return " AND (\(sql: has) OR (\(name: column) IS NULL AND \(sql: other)))"
    }
}

import SQLCore
import StockDomain

extension BulkWriting {
    func insertPackages() throws {
        try tx.insert(
            into: "package", ["id", "number"], rows: newPackages.lazy.map { [$0.id.sqlValue, .text($0.number)] })
    }

    /// Done documents that have a head only; later numbers are drawn beyond theirs.
    func insertDocuments() throws {
        var index = 0
        try tx.insert(
            into: "document",
            [
                "id", "kind", "number", "state", "partner_id", "origin", "location_id", "to_location_id", "planned_on",
                "priority", "reason", "scrap_kind", "happened_at", "version",
            ]
        ) {
            if index == history.documents.count { return nil }
            defer { index += 1 }
            return documentFields(at: index)
        }
        try store.keepNumbersFree(documentNumbers, kinds: history.documents.map(\.kind))
    }

    private func documentFields(at index: Int) -> [SQLValue] {
        let document = history.documents[index]
        let posting = history.postings[Int(document.firstPosting)]
        let row = history.rows[Int(posting.rows.lowerBound)]
        let from = history.spots[Int(row.from)].location
        let to = history.spots[Int(row.to)].location
        let isTransfer = document.kind == .transfer
        let own = isTransfer || history.usage(of: row.from).holdsStock ? from : to
        return [
            .integer(documentKeys[index]), document.kind.sqlValue, .text(documentNumbers[index]),
            DocumentState.done.sqlValue, posting.partnerID.sqlValue, document.origin.sqlValue, own.sqlValue,
            isTransfer ? to.sqlValue : .null, posting.day.sqlValue, .integer(0), posting.reason.sqlValue,
            document.kind == .scrap ? posting.kind.sqlValue : .null, posting.happenedAt.sqlValue, .integer(1),
        ]
    }
}

extension Store {
    /// Raises the counters of documents beyond numbers such as `IN-00012` that came from elsewhere.
    func keepNumbersFree(_ numbers: [String], kinds: [DocumentKind]) throws {
        var highest: [DocumentKind: Int64] = [:]
        for (number, kind) in zip(numbers, kinds) {
            guard let counted = kind.counted(number) else { continue }
            highest[kind] = max(highest[kind] ?? 0, counted)
        }
        for (kind, last) in highest.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try raiseCounter(of: kind, to: last)
        }
    }

    private func raiseCounter(of kind: DocumentKind, to last: Int64) throws {
        switch tx.engine {
        case .sqlite:
            try tx.execute(
                """
                INSERT INTO document_counter (kind, last)
                VALUES (\(bind: kind), \(bind: last))
                ON CONFLICT (kind) DO UPDATE SET last = MAX(document_counter.last, excluded.last)
                """)
        case .postgres:
            // One statement, so that a number drawn meanwhile is not drawn again.
            let sequence = "document_number_\(kind.rawValue)"
            _ = try tx.rows(
                SQL(verbatim: "SELECT setval('\(sequence)', GREATEST(last_value, \(last))) FROM \(sequence)"))
        }
    }
}

extension DocumentKind {
    /// The count in a number of our own making, such as 12 in `IN-00012`; nil for others.
    func counted(_ number: String) -> Int64? {
        let prefix = numberPrefix + "-"
        guard number.hasPrefix(prefix) else { return nil }
        let digits = number.utf8.dropFirst(prefix.utf8.count)
        guard (5...15).contains(digits.count), digits.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
        else { return nil }
        return Int64(String(decoding: digits, as: UTF8.self))
    }
}

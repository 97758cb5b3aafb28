import SQLCore
import StockDomain

extension Store {
    /// The changes with what their things are called, and with names for the keys that stand in their fields (R55).
    public func named(_ changes: [ChangeRow]) throws -> [ChangeRow] {
        var wanted = Set(changes.map { RecordKey($0.subject, $0.subjectID) })
        for row in changes {
            guard let subject = row.subject.pointedAt(by: row.change.field) else { continue }
            for id in [row.change.old, row.change.new].compactMap({ $0.flatMap(Int64.init) }) {
                wanted.insert(RecordKey(subject, id))
            }
        }
        let names = try names(of: wanted)
        return changes.map { row in
            var named = row
            named.subjectName = names[RecordKey(row.subject, row.subjectID)]
            if let subject = row.subject.pointedAt(by: row.change.field) {
                let name = { (key: String?) in
                    key.map { text in Int64(text).flatMap { names[RecordKey(subject, $0)] } ?? text }
                }
                named.change = FieldChange(
                    field: String(row.change.field.dropLast("_id".count)), old: name(row.change.old),
                    new: name(row.change.new))
            }
            return named
        }
    }

    private func names(of keys: Set<RecordKey>) throws -> [RecordKey: String] {
        var names: [RecordKey: String] = [:]
        for (subject, keys) in Dictionary(grouping: keys, by: \.subject) {
            guard let source = subject.nameSource else { continue }
            let rows = try chunked(keys.map(\.id).sorted()) { ids in
                try tx.rows("SELECT id, \(sql: source) WHERE id IN \(list: ids)")
            }
            for row in rows { names[RecordKey(subject, row[0])] = row[1] as String }
        }
        return names
    }
}

extension RecordSubject {
    /// The column that says what people call such a thing, and its table.
    fileprivate var nameSource: SQL? {
        switch self {
        case .product: "sku FROM product"
        case .category: "code FROM category"
        case .partner: "code FROM partner"
        case .location: "code FROM location"
        case .lot: "number FROM lot"
        case .document: "number FROM document"
        case .token: "name FROM actor"
        // A recall case keeps its own events.
        case .recall, .settings: nil
        }
    }
}

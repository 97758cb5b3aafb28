import StockDomain
import StockStore

extension FileExport {
    /// Every movement in recorded order. Postings are numbered from 1, so that the file does not depend on keys.
    func movements(settings: Settings) throws {
        var attributes = try store.attributesInJSON()
        var marks = try store.markedLots()
        let columns = movementColumns.filter { settings.lotsAndSerials || !$0.speaksOfLots }
        try writer.write(columns.map(\.column.name))
        var numbers = PostingNumbers(referenced: try store.referencedPostings())
        let places = try store.placesByID()
        var renumberings = settings.lotsAndSerials ? try store.exportedRenumberings()[...] : []
        func tellRenumberings(before posting: PostingID?) throws {
            while let next = renumberings.first, posting.map({ next.postingID < $0 }) ?? true {
                renumberings.removeFirst()
                numbers.meet(next.postingID)
                let fields = next.fields(posting: String(numbers.last))
                try self.add(columns.map { fields[$0.column.name] ?? "" })
            }
        }
        try store.walkMovements { movement in
            try tellRenumberings(before: movement.postingID)
            numbers.meet(movement.postingID)
            guard var row = MovementRow(movement, places, numbers) else { return true }
            // Told once for each number, where it comes first.
            row.attributes = movement.lotID.flatMap { attributes.removeValue(forKey: $0) } ?? ""
            row.marks = movement.lotID.flatMap { marks.removeValue(forKey: $0) }?.names.joined(separator: " ") ?? ""
            try self.add(columns.map { $0.column.text(row) })
            return true
        }
        try tellRenumberings(before: nil)
    }

    /// Their order is that of the history format, then what only an export has.
    private var movementColumns: [(column: ExportColumn<MovementRow>, speaksOfLots: Bool)] {
        func plain(_ name: String, _ text: @escaping (MovementRow) -> String) -> (ExportColumn<MovementRow>, Bool) {
            (ExportColumn(name, text), false)
        }
        func ofLots(_ name: String, _ text: @escaping (MovementRow) -> String) -> (ExportColumn<MovementRow>, Bool) {
            (ExportColumn(name, text), true)
        }
        return [
            plain("at", \.movement.happenedAt.rfc3339), plain("kind", \.kind.rawValue),
            plain("document", \.movement.document.field), plain("partner", \.movement.partner.field),
            plain("sku", \.movement.sku), ofLots("lot", \.movement.number.field),
            ofLots("expires_on", \.movement.expiresOn.field), plain("quantity", \.movement.quantity.description),
            plain("reason", \.movement.reason.field), plain("from_location", \.from.code),
            plain("to_location", \.to.code), ofLots("supplier_lot", \.movement.supplierNumber.field),
            ofLots("batch", \.movement.batch.field), plain("package", \.movement.fromPackage.field),
            plain("to_package", \.movement.toPackage.field), plain("step", \.step), plain("posting", \.posting),
            plain("reverses", \.reverses), plain("entered") { $0.movement.entered?.rawValue ?? "" },
            plain("recorded_at", \.movement.recordedAt.rfc3339), plain("origin", \.movement.origin.field),
            ofLots("number_kind") { $0.movement.numberKind?.rawValue ?? "" }, ofLots("to_lot") { _ in "" },
            ofLots("lot_attributes", \.attributes), ofLots("lot_marks", \.marks),
        ]
    }
}

/// A movement in the words of a history.
private struct MovementRow {
    let movement: ExportedMovement
    let kind: HistoryKind
    let from: Location
    let to: Location
    let posting: String
    let step: String
    let reverses: String
    /// Free facts of the number in JSON (R55).
    var attributes = ""
    /// What is marked of it, such as that it stands for a number nobody knows (R20a).
    var marks = ""

    /// Nil for what moves nothing.
    init?(_ movement: ExportedMovement, _ places: [LocationID: Location], _ numbers: PostingNumbers) {
        guard let from = places[movement.from], let to = places[movement.to],
            let kind = HistoryKind(
                movement.kind, from: from.usage, to: to.usage, reversing: movement.reverses != nil)
        else { return nil }
        self.movement = movement
        self.kind = kind
        self.from = from
        self.to = to
        posting = String(numbers.last)
        step = numbers.text(of: movement.stepID)
        reverses = numbers.text(of: movement.reverses)
    }
}

/// Numbers of postings in an export; only those that others name are kept.
private struct PostingNumbers {
    private let referenced: Set<PostingID>
    private var numbers: [PostingID: Int] = [:]
    private var lastID: PostingID?
    private(set) var last = 0

    init(referenced: Set<PostingID>) {
        self.referenced = referenced
    }

    /// To be told each movement's posting, in order.
    mutating func meet(_ posting: PostingID) {
        if posting == lastID { return }
        lastID = posting
        last += 1
        if referenced.contains(posting) { numbers[posting] = last }
    }

    func text(of posting: PostingID?) -> String { posting.flatMap { numbers[$0] }.field }
}

extension ExportedRenumbering {
    /// By column; what it does not say is empty.
    fileprivate func fields(posting: String) -> [String: String] {
        [
            "at": happenedAt.rfc3339, "kind": HistoryKind.renumber.rawValue, "sku": sku, "lot": former,
            "to_lot": number, "reason": reason.field, "posting": posting, "recorded_at": recordedAt.rfc3339,
            "number_kind": kind.rawValue,
        ]
    }
}

import StockDomain
import TabularFiles

/// What the rows of one posting share.
struct PostingHead {
    let kind: HistoryKind
    let document: Int32
    let partnerID: PartnerID?
    let happenedAt: Instant
    let step: String
    let number: String
    let reverses: Int32
    var posting: Int32 = -1

    /// Nil when something in it is wrong; the reader has been told.
    init?(_ row: CSVRow, _ reader: MovementReader) {
        let columns = reader.columns
        guard let kind = PostingHead.kind(row, reader), let happenedAt = PostingHead.moment(row, reader),
            let partnerID = PostingHead.partner(row, reader), let reverses = PostingHead.reversed(row, reader),
            let document = PostingHead.document(row, kind, reader)
        else { return nil }
        self.kind = kind
        self.happenedAt = happenedAt
        self.partnerID = partnerID
        self.document = document
        self.reverses = reverses
        step = row.optional(columns.step)
        number = row.optional(columns.posting)
    }

    /// Rows of `consume` and `produce` are one posting too.
    func isSamePosting(_ other: PostingHead) -> Bool {
        kind.postingKind == other.kind.postingKind && document == other.document && partnerID == other.partnerID
            && happenedAt == other.happenedAt && step == other.step && number == other.number
            && reverses == other.reverses
    }

    mutating func begin(_ reader: MovementReader, _ row: CSVRow) {
        let day = reader.catalogue.settings.zone.day(of: happenedAt)
        posting = reader.builder.begin(
            HistoryPosting(
                kind: kind.postingKind, document: document, partnerID: partnerID, happenedAt: happenedAt, day: day,
                reason: nil, step: -1, reverses: reverses, rows: 0..<0))
        if !number.isEmpty, reader.postingsByNumber.updateValue(posting, forKey: number) != nil {
            reader.fault(row, "posting_repeated", "Posting \(number) has begun before; its rows must stand together.")
        }
        if let step = stepPosting(reader, row) { reader.builder.setStep(step, of: posting) }
    }

    /// The posting that began the step of this one, itself if it is the first.
    private func stepPosting(_ reader: MovementReader, _ row: CSVRow) -> Int32? {
        if reader.isOwnExport {
            if step.isEmpty { return nil }
            if let found = reader.postingsByNumber[step] { return found }
            reader.fault(row, "unknown_step", "Step \(step) is no posting before this one.")
            return nil
        }
        switch kind {
        case .consume, .produce:
            let label = MovementReader.StepLabel(document: document, label: step)
            if let known = reader.steps[label] { return known }
            reader.steps[label] = posting
            return posting
        case .split, .merge, .levelChange, .numbering: return posting
        default:
            if !step.isEmpty {
                reader.fault(row, "invalid_value", "A step belongs to consume and produce, not to \(kind.rawValue).")
            }
            return nil
        }
    }
}

// MARK: - Fields

extension PostingHead {
    private static func kind(_ row: CSVRow, _ reader: MovementReader) -> HistoryKind? {
        let text = row.text(reader.columns.kind)
        if let kind = HistoryKind(rawValue: text) { return kind }
        let words = HistoryKind.allCases.map(\.rawValue).joined(separator: ", ")
        reader.fault(row, "invalid_value", "“\(text)” is no kind of movement; there are \(words).")
        return nil
    }

    private static func moment(_ row: CSVRow, _ reader: MovementReader) -> Instant? {
        let text = row.text(reader.columns.at)
        if let moment = reader.catalogue.settings.zone.instant(text) { return moment }
        reader.fault(row, "invalid_value", "“\(text)” is no time such as 2026-05-03 07:30.")
        return nil
    }

    /// The inner value is nil for a posting without partner.
    private static func partner(_ row: CSVRow, _ reader: MovementReader) -> PartnerID?? {
        let code = row.text(reader.columns.partner)
        if code.isEmpty { return .some(nil) }
        if let id = reader.catalogue.partners[code] { return .some(id) }
        reader.fault(row, "unknown_partner", "There is no partner “\(code)”.")
        return nil
    }

    private static func reversed(_ row: CSVRow, _ reader: MovementReader) -> Int32? {
        let number = row.optional(reader.columns.reverses)
        if number.isEmpty { return -1 }
        if let posting = reader.postingsByNumber[number] { return posting }
        reader.fault(row, "unknown_posting", "Posting \(number) is not before this one, so it cannot be taken back.")
        return nil
    }

    /// The position of the document, -1 for movements that have none.
    private static func document(_ row: CSVRow, _ kind: HistoryKind, _ reader: MovementReader) -> Int32? {
        let number = NameText.normalised(row.text(reader.columns.document))
        guard let documentKind = kind.documentKind else {
            if number.isEmpty { return -1 }
            reader.fault(row, "invalid_value", "A \(kind.rawValue) has no document.")
            return nil
        }
        if number.isEmpty {
            if reader.isOwnExport { return -1 }
            reader.fault(row, "invalid_value", "The document is missing.")
            return nil
        }
        if number.count > 80 || NameText.hasControlCharacter(number) {
            reader.fault(row, "invalid_value", "The document is too long or holds control characters.")
            return nil
        }
        let origin = reader.columns.origin < 0 ? number : row.text(reader.columns.origin)
        return reader.builder.document(
            documentKind, number: number, origin: origin.isEmpty ? nil : origin, line: row.line)
    }
}

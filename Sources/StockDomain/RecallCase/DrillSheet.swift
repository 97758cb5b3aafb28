/// What people write on the sheet of a drill, beside what the ledger knows (R50).
public struct DrillSheet: Sendable, Equatable {
    /// Nil while the ledger's own guess stands.
    public var scenario: Scenario?
    /// Who chose the lot and how; nil where the seed did.
    public var chosenBy: String?
    /// The production line, where orders do not say it by their place.
    public var line: String?
    /// Differences that were found, and how they are explained.
    public var explanation: String?
    public var counts: [Count]
    public var records: [QualityRecord]
    public var actions: [CorrectiveAction]
    /// By meaning; a change of the sheet takes them away.
    public var signatures: [Signature]

    public enum Scenario: String, Sendable, CaseIterable {
        case rawMaterial = "raw_material"
        case packaging, rework
        case finishedGood = "finished_good"
    }

    /// Goods that somebody counted in one place.
    public struct Count: Sendable, Equatable {
        public var location: String
        public var lot: LotName
        /// What the books said when the count was written down.
        public var book: Quantity
        public var counted: Quantity
        public var by: String
        public var at: Instant

        public init(location: String, lot: LotName, book: Quantity, counted: Quantity, by: String, at: Instant) {
            self.location = location
            self.lot = lot
            self.book = book
            self.counted = counted
            self.by = by
            self.at = at
        }

        public var difference: Quantity { counted - book }
    }

    /// A record of quality that was looked for, such as a certificate of analysis.
    public struct QualityRecord: Sendable, Equatable {
        public var kind: Kind
        /// Its number, or where it lies.
        public var reference: String
        public var wasFound: Bool
        public var remark: String?

        public enum Kind: String, Sendable, CaseIterable {
            case certificate
            case controlPoint = "control_point"
            case release, other
        }

        public init(kind: Kind, reference: String, wasFound: Bool, remark: String? = nil) {
            self.kind = kind
            self.reference = reference
            self.wasFound = wasFound
            self.remark = remark
        }
    }

    /// What is to become better, by whom and until when.
    public struct CorrectiveAction: Sendable, Equatable {
        public var what: String
        public var owner: String
        public var due: CalendarDate?
        public var doneOn: CalendarDate?

        public init(what: String, owner: String, due: CalendarDate? = nil, doneOn: CalendarDate? = nil) {
            self.what = what
            self.owner = owner
            self.due = due
            self.doneOn = doneOn
        }
    }

    /// Who signed the sheet, when, and what that means (21 CFR 11.50).
    public struct Signature: Sendable, Equatable {
        public var meaning: Meaning
        public var by: String
        public var at: Instant

        public enum Meaning: String, Sendable, CaseIterable {
            /// Led the exercise.
            case led
            /// Checked the sheet.
            case checked

            public var inWords: String { self == .led ? "led the exercise" : "checked the sheet" }
        }

        public init(meaning: Meaning, by: String, at: Instant) {
            self.meaning = meaning
            self.by = by
            self.at = at
        }
    }

    public init(
        scenario: Scenario? = nil, chosenBy: String? = nil, line: String? = nil, explanation: String? = nil,
        counts: [Count] = [], records: [QualityRecord] = [], actions: [CorrectiveAction] = [],
        signatures: [Signature] = []
    ) {
        self.scenario = scenario
        self.chosenBy = chosenBy
        self.line = line
        self.explanation = explanation
        self.counts = counts
        self.records = records
        self.actions = actions
        self.signatures = signatures
    }
}

extension DrillSheet {
    /// What the timeline says when this sheet is changed.
    public var changedInWords: String {
        let signed = signatures.map(\.by)
        return "The sheet was changed." + (signed.isEmpty ? "" : " What \(signed.enumerated) signed holds no longer.")
    }
}

extension RecallView {
    /// What kind of goods the exercise was about: what somebody wrote, else what the products are and what became of
    /// the lot. What customers get as it is, is a finished good, whatever else is made of it.
    public var scenario: DrillSheet.Scenario {
        if let written = sheet?.scenario { return written }
        let named = lots.filter(\.isNamed).map(\.lot.product.id)
        if !named.isEmpty, named.allSatisfy(packaging.contains) { return .packaging }
        if reach.scope.madeInto.isEmpty || reach.scope.totals.delivered > .zero { return .finishedGood }
        return reach.scope.madeInto.contains { named.contains($0.lot.product.id) } ? .rework : .rawMaterial
    }

    /// What an input is to what was made of it.
    public func kind(of input: Trace.Edge) -> InputKind {
        if packaging.contains(input.from.product.id) { return .packaging }
        return input.document?.kind == .productionOrder && input.from.product.id == input.to.product.id
            ? .rework : .ingredient
    }

    /// Who chose the lot and how: what somebody wrote, and whether the seed drew it.
    public var chosenInWords: String {
        if let written = sheet?.chosenBy {
            return written + (recall.isDrawn == true ? "; drawn by \(seedInWords)" : "")
        }
        switch recall.isDrawn {
        case true?: return "drawn by \(seedInWords), started by \(createdBy)"
        case false?: return "named by \(createdBy)"
        case nil: return "\(createdBy), \(seedInWords)"
        }
    }

    private var seedInWords: String { "seed \(recall.seed)" }

    /// Books and count of every place with goods of the drill, by place and number.
    public var countedPlaces: [CountedPlace] {
        struct Key: Hashable {
            let location: String
            let lot: LotName
        }
        let counts = Dictionary(
            (sheet?.counts ?? []).map { (Key(location: $0.location, lot: $0.lot), $0) }, uniquingKeysWith: { $1 })
        let books = Dictionary(grouping: reach.scope.onHand) { Key(location: $0.location.code, lot: $0.lot) }
            .mapValues { $0.map(\.quantity).sum() }
        return Set(counts.keys).union(books.keys).map { key in
            CountedPlace(
                location: key.location, lot: key.lot, book: counts[key]?.book ?? books[key] ?? .zero,
                count: counts[key])
        }.sorted { ($0.location, $0.lot) < ($1.location, $1.lot) }
    }
}

/// What went into a step, as auditors sort it.
public enum InputKind: String, Sendable, CaseIterable {
    case ingredient, packaging
    /// Goods of the product that came out.
    case rework
}

/// Goods of a drill in one place: what the books say, and what somebody counted.
public struct CountedPlace: Sendable, Equatable {
    public var location: String
    public var lot: LotName
    public var book: Quantity
    public var count: DrillSheet.Count?
}

/// When and where an order made something.
public struct OrderMade: Sendable, Equatable {
    public var at: Instant?
    /// Code of the place.
    public var place: String?

    public init(at: Instant?, place: String?) {
        self.at = at
        self.place = place
    }
}

/// What somebody writes on the sheet of a drill; lists replace all.
public struct DrillSheetChange: Sendable, Equatable {
    public var scenario: Change<DrillSheet.Scenario> = .keep
    public var chosenBy: Change<String> = .keep
    public var line: Change<String> = .keep
    public var explanation: Change<String> = .keep
    public var counts: [Count]?
    public var records: [DrillSheet.QualityRecord]?
    public var actions: [DrillSheet.CorrectiveAction]?

    /// A count with names not yet looked up.
    public struct Count: Sendable, Equatable {
        public var location: String
        public var lot: LotID
        public var quantity: Quantity
        public var by: String
        /// The place in the request.
        public var pointer: String

        public init(location: String, lot: LotID, quantity: Quantity, by: String, pointer: String) {
            self.location = location
            self.lot = lot
            self.quantity = quantity
            self.by = by
            self.pointer = pointer
        }
    }

    public init() {}

    /// The sheet after the change, counts aside; nobody has signed it.
    public func applied(to old: DrillSheet) -> DrillSheet {
        DrillSheet(
            scenario: scenario.applied(to: old.scenario), chosenBy: chosenBy.applied(to: old.chosenBy),
            line: line.applied(to: old.line), explanation: explanation.applied(to: old.explanation),
            counts: old.counts, records: records ?? old.records, actions: actions ?? old.actions)
    }
}

/// What a history does to the company's stock, worked out before anything is written.
public struct HistoryDecision: Sendable {
    /// Every pile that the file's goods have touched, as it is afterwards, in the order of the goods.
    public internal(set) var piles: [(goods: Int32, pile: PileReplay.Pile)] = []
    /// Where each serial is afterwards, and since which posting.
    public internal(set) var serials: [SerialNow] = []
    /// By step, then goods.
    public internal(set) var steps: [StepShare] = []
    /// Reasons to doubt numbers, by position of the row (R16).
    public internal(set) var doubts: [Int32: [Doubt]] = [:]
    /// What the file has taught about how numbers look.
    public internal(set) var habits: [IncomingNumbers.Source: NumberHabit] = [:]
    public internal(set) var warnings = FileWarnings()

    public struct SerialNow: Sendable {
        public let goods: Int32
        public let spot: Spot
        public let partnerID: PartnerID?
        public let posting: Int32
    }

    public struct StepShare: Sendable {
        public let step: Int32
        public let goods: Int32
        public let consumed: Quantity
        public let produced: Quantity
    }
}

/// How strictly a history is judged.
public struct HistoryTerms: Sendable {
    public let now: Instant
    /// Nothing may have happened on this day or before (R30).
    public let lockDate: CalendarDate?
    /// Codes of questions that were answered with “same”.
    public let acceptedAsSame: Set<String>
    /// Whether no two products may share a number (R11a).
    public let areNumbersCompanyWide: Bool
    /// Whether the file is an export of ours: what it tells was decided when it was first booked.
    public let isOwnExport: Bool

    public init(
        now: Instant, lockDate: CalendarDate?, acceptedAsSame: Set<String> = [],
        areNumbersCompanyWide: Bool = false, isOwnExport: Bool = false
    ) {
        self.now = now
        self.lockDate = lockDate
        self.acceptedAsSame = acceptedAsSame
        self.areNumbersCompanyWide = areNumbersCompanyWide
        self.isOwnExport = isOwnExport
    }

    /// How far ahead of our clock another one may be.
    static let clockTolerance: Int64 = 300
}

/// The rules for what has already happened: it is held to references, to unique numbers (R10), to one place per serial
/// (R11) and to no negative stock at any moment (R28); what other rules would refuse or ask is only warned of.
public struct HistoryRules {
    let history: History
    let facts: HistoryFacts
    let terms: HistoryTerms
    var faults = FileFaults()
    var decision = HistoryDecision()
    /// What is left of rows that were taken back in part, of the goods that are replayed at present.
    var reduced: [Int32: Quantity] = [:]

    /// - Throws: `file_refused` with every fault found, by line.
    public static func decide(
        _ history: History, knowing facts: HistoryFacts, on terms: HistoryTerms
    ) throws(Refusal) -> HistoryDecision {
        var rules = HistoryRules(history: history, facts: facts, terms: terms)
        rules.checkDocuments()
        rules.checkTimes()
        rules.checkRenumberings()
        rules.checkNewNumbers()
        rules.checkCompanyNumbers()
        rules.doubtNumbers()
        rules.replayAll()
        rules.addSteps()
        if let refusal = rules.faults.refusal() { throw refusal }
        return rules.decision
    }

    private init(history: History, facts: HistoryFacts, terms: HistoryTerms) {
        self.history = history
        self.facts = facts
        self.terms = terms
    }

    private mutating func checkDocuments() {
        for index in facts.takenDocuments {
            let document = history.documents[Int(index)]
            faults.add(
                line: document.line, "document_exists",
                "There is already a \(document.kind.inWords) “\(document.number ?? "")”.")
        }
    }

    private mutating func checkTimes() {
        let latest = terms.now.adding(seconds: HistoryTerms.clockTolerance)
        for (index, posting) in history.postings.enumerated() {
            if posting.happenedAt > latest {
                faults.add(line: line(of: posting, at: index), "happens_in_future", "This lies in the future.")
            } else if let lock = terms.lockDate, posting.day <= lock {
                faults.add(
                    line: line(of: posting, at: index), "locked_period",
                    "Everything up to \(lock) is locked against changes.")
            }
        }
    }

    private func line(of posting: HistoryPosting, at index: Int) -> Int32 {
        if !posting.rows.isEmpty { return history.rows[Int(posting.rows.lowerBound)].line }
        return history.renumberings.first { $0.posting == index }?.line ?? 0
    }

    /// Former names belong to goods that the file speaks of (R18).
    private mutating func checkRenumberings() {
        for told in history.renumberings where told.goods < 0 {
            faults.add(
                line: told.line, "unknown_number",
                "No row moves goods under the right number of “\(told.former)”, which became “\(told.number)”.")
        }
    }
}

// MARK: - Numbers

extension HistoryRules {
    /// Numbers that are new but look like another one of the product (R10), and dates that differ from those known.
    private mutating func checkNewNumbers() {
        var seen: [LikeNumber: Int32] = [:]
        for index in history.goods.indices {
            let goods = history.goods[index]
            guard let number = goods.number else { continue }
            warnOfDateWithoutExpiry(goods)
            if let known = facts.lots[Int32(index)] {
                compareDates(goods, known)
            } else {
                let like = LikeNumber(
                    product: goods.product, kind: goods.kind, text: NameText.likeness(of: number.text))
                if let other = seen[like].map({ history.name(of: $0) }) ?? facts.similar[Int32(index)] {
                    decision.warnings.add(
                        line: goods.line, "number_like_existing", "\(history.name(of: Int32(index))) is like \(other).")
                }
                seen[like] = Int32(index)
            }
        }
    }

    /// New numbers that another product has, in the ledger or in the file (R11a).
    private mutating func checkCompanyNumbers() {
        guard terms.areNumbersCompanyWide else { return }
        var owners = facts.owners
        for (index, goods) in history.goods.enumerated() {
            guard let number = goods.number else { continue }
            let item = history.products[Int(goods.product)]
            let other = owners[number]?.first { $0.product != item.id }
            if let other, facts.lots[Int32(index)] == nil {
                let fault = CompanyNumbers.taken(number, by: other.sku, at: "")
                faults.add(line: goods.line, fault.code, fault.detail)
            }
            owners[number, default: []].append(CompanyNumbers.Owner(product: item.id, sku: item.sku))
        }
    }

    private mutating func warnOfDateWithoutExpiry(_ goods: History.Goods) {
        let item = history.products[Int(goods.product)]
        if goods.expiresOn == nil || item.expiration.isEnabled { return }
        decision.warnings.add(
            line: goods.line, "expiry_switched_off", "Expiry is off for \(item.sku); the date is not kept.")
    }

    private struct LikeNumber: Hashable {
        let product: Int32
        let kind: LotKind?
        let text: String
    }

    private mutating func compareDates(_ goods: History.Goods, _ known: HistoryFacts.KnownLot) {
        guard let told = goods.expiresOn, let kept = known.expiresOn, told != kept else { return }
        ask(
            line: goods.line, "lot_exists_other_dates",
            "Lot \(goods.number?.text ?? "") is already there and expires on \(kept), not on \(told).")
    }

    /// What a form would ask: refused unless the answer was given with the file or the file is our own.
    mutating func ask(line: Int32, _ code: String, _ detail: String) {
        if terms.isOwnExport || terms.acceptedAsSame.contains(code) {
            decision.warnings.add(line: line, code, detail)
        } else {
            faults.add(line: line, code, detail + " To take them as the same lot, answer \(code)=same.")
        }
    }
}

// MARK: - Steps

extension HistoryRules {
    private struct StepKey: Hashable, Comparable {
        let step: Int32
        let goods: Int32

        static func < (left: StepKey, right: StepKey) -> Bool { (left.step, left.goods) < (right.step, right.goods) }
    }

    /// Signed sums per step and lot; never negative.
    private mutating func addSteps() {
        var sums: [StepKey: (consumed: Quantity, produced: Quantity)] = [:]
        var lines: [StepKey: Int32] = [:]
        for posting in history.postings where posting.step >= 0 {
            for index in posting.rows {
                let row = history.rows[Int(index)]
                guard history.goods[Int(row.goods)].kind != nil, let role = role(of: row, in: posting) else { continue }
                let key = StepKey(step: posting.step, goods: row.goods)
                let quantity = posting.reverses >= 0 ? -row.quantity : row.quantity
                switch role {
                case .consumed: sums[key, default: (.zero, .zero)].consumed += quantity
                case .produced: sums[key, default: (.zero, .zero)].produced += quantity
                }
                lines[key] = row.line
            }
        }
        for (key, sum) in sums.sorted(by: { $0.key < $1.key }) {
            if sum.consumed < .zero || sum.produced < .zero {
                faults.add(
                    line: lines[key] ?? 0, "more_taken_back",
                    "More of \(history.name(of: key.goods)) is taken back than the step had.")
            }
            decision.steps.append(
                HistoryDecision.StepShare(
                    step: key.step, goods: key.goods, consumed: sum.consumed, produced: sum.produced))
        }
    }

    private func role(of row: History.Row, in posting: HistoryPosting) -> StepRole? {
        StepRole(
            from: history.usage(of: row.from), to: history.usage(of: row.to), reversing: posting.reverses >= 0)
    }
}

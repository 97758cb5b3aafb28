/// Numbers that come in one posting after another, each judged with what the earlier ones taught (R16).
public struct IncomingNumbers: Sendable {
    /// Whose habit it is: a product from a supplier, or from nobody in particular.
    public struct Source: Hashable, Sendable {
        public let partner: PartnerID?
        public let product: ProductID

        public init(partner: PartnerID?, product: ProductID) {
            self.partner = partner
            self.product = product
        }
    }

    /// A number of one line of a posting.
    public struct Line: Sendable {
        public var product: ProductID
        public var candidate: DoubtfulNumbers.Candidate
        /// Whether a person could have invented it; what was scanned or made by us only teaches.
        public var isJudged: Bool

        public init(product: ProductID, candidate: DoubtfulNumbers.Candidate, isJudged: Bool = true) {
            self.product = product
            self.candidate = candidate
            self.isJudged = isJudged
        }
    }

    /// What has been learned, of the sources that came up.
    public private(set) var habits: [Source: NumberHabit]
    private var supplierHabits: [PartnerID?: NumberHabit]
    private var today: CalendarDate?
    private var ofToday: [LotNumber: [CompanyNumbers.Owner]] = [:]

    /// - Parameter habits: what earlier numbers have taught; those of a partner are all that is known of him.
    public init(habits: [Source: NumberHabit] = [:]) {
        self.habits = habits
        supplierHabits = habits.reduce(into: [:]) { $0[$1.key.partner, default: NumberHabit()].add($1.value) }
    }

    /// - Parameters:
    ///   - habits: of the products concerned.
    ///   - supplier: how the partner's numbers look, whatever the product.
    ///   - day: to which `ofToday` belongs.
    ///   - ofToday: products for which the same person entered a number on that day.
    public init(
        habits: [Source: NumberHabit], of partner: PartnerID?, supplier: NumberHabit, on day: CalendarDate,
        ofToday: [LotNumber: [CompanyNumbers.Owner]]
    ) {
        self.habits = habits
        supplierHabits = [partner: supplier]
        today = day
        self.ofToday = ofToday
    }

    /// Judges the numbers of one posting and learns from them.
    ///
    /// - Parameters:
    ///   - day: on which it happened; the postings of a day should follow each other.
    ///   - exists: whether a product has a number.
    /// - Returns: for each line its doubts.
    public mutating func judge(
        _ lines: [Line], from partner: PartnerID?, on day: CalendarDate, exists: (LotNumber, ProductID) -> Bool
    ) -> [[Doubt]] {
        if today != day {
            today = day
            ofToday = [:]
        }
        let shared = sharedNumbers(lines)
        let together = Dictionary(grouping: lines, by: \.product).mapValues { Set($0.map(\.candidate.number)) }
        let doubts = lines.map { line in
            guard line.isJudged else { return [Doubt]() }
            // A run of serials is counted through; its neighbours come with it.
            let known = knowledge(of: line, shared, partner) {
                together[$1]?.contains($0) == true || exists($0, $1)
            }
            return DoubtfulNumbers.doubts(about: line.candidate, knowing: known)
        }
        for (line, found) in zip(lines, doubts) where !line.candidate.isKnown {
            learn(line, from: partner, on: day, isShared: shared[line.candidate.number] != nil, doubts: found)
        }
        for line in lines where line.isJudged {
            ofToday[line.candidate.number, default: []].append(
                CompanyNumbers.Owner(product: line.product, sku: line.candidate.product))
        }
        return doubts
    }

    private func knowledge(
        of line: Line, _ shared: [LotNumber: [Line]], _ partner: PartnerID?,
        _ exists: (LotNumber, ProductID) -> Bool
    ) -> DoubtfulNumbers.Knowledge {
        let number = line.candidate.number
        let habit = habits[Source(partner: partner, product: line.product)] ?? NumberHabit()
        var known = DoubtfulNumbers.Knowledge(habit: habit)
        known.existing = Set(DoubtfulNumbers.toLookUp(number, habit: habit).filter { exists($0, line.product) })
        known.othersOnDocument = (shared[number] ?? []).filter { $0.product != line.product }.map(\.candidate.product)
        known.othersThatDay = (ofToday[number] ?? []).filter { $0.product != line.product }.map(\.sku)
        if !known.othersOnDocument.isEmpty || !known.othersThatDay.isEmpty {
            known.supplierHabit = supplierHabits[partner] ?? NumberHabit()
        }
        return known
    }

    /// Numbers that stand on lines of several products.
    private func sharedNumbers(_ lines: [Line]) -> [LotNumber: [Line]] {
        if Set(lines.map(\.product)).count < 2 { return [:] }
        return Dictionary(grouping: lines, by: \.candidate.number)
            .filter { Set($0.value.map(\.product)).count > 1 }
    }

    private mutating func learn(
        _ line: Line, from partner: PartnerID?, on day: CalendarDate, isShared: Bool, doubts: [Doubt]
    ) {
        if doubts.contains(where: \.code.isOfTheTextAlone) { return }
        let number = line.candidate.number
        habits[Source(partner: partner, product: line.product), default: NumberHabit()]
            .learn(number, on: day, isShared: isShared)
        supplierHabits[partner, default: NumberHabit()].learn(number, on: day, isShared: isShared)
    }
}

extension Doubt.Code {
    /// Whether the number is doubtful whatever others look like; it then teaches nothing about them.
    public var isOfTheTextAlone: Bool {
        switch self {
        case .equalsQuantity, .keyboardRun, .repeatedCharacters, .placeholder: true
        case .sameNumberUnlikeLines, .unlikePattern, .nearDuplicate, .typedTooFast: false
        }
    }
}

/// Judges numbers as they come in (R16): flags, never refuses.
public struct DoubtfulNumbers: Sendable {
    /// A number on a line of something that is received, counted, returned or produced.
    public struct Candidate: Sendable {
        public var number: LotNumber
        /// The SKU of its product.
        public var product: String
        public var unit: String
        /// What the line moves, and what of it has this number.
        public var quantities: [Quantity]
        /// Whether the product has it already.
        public var isKnown: Bool

        public init(number: LotNumber, product: String, unit: String, quantities: [Quantity], isKnown: Bool = false) {
            self.number = number
            self.product = product
            self.unit = unit
            self.quantities = quantities
            self.isKnown = isKnown
        }
    }

    /// What is known around a number.
    public struct Knowledge: Sendable {
        /// How numbers of this product from this supplier usually look.
        public var habit: NumberHabit
        /// Numbers that the product has, at least those asked for by `DoubtfulNumbers.toLookUp`.
        public var existing: Set<LotNumber>
        /// Other products that the same document has the number for.
        public var othersOnDocument: [String]
        /// Other products for which the same person booked the number on the same day.
        public var othersThatDay: [String]
        /// How numbers of this supplier look, whatever the product; read only when `othersThatDay` or
        /// `othersOnDocument` is not empty.
        public var supplierHabit: NumberHabit

        public init(
            habit: NumberHabit = NumberHabit(), existing: Set<LotNumber> = [], othersOnDocument: [String] = [],
            othersThatDay: [String] = [], supplierHabit: NumberHabit = NumberHabit()
        ) {
            self.habit = habit
            self.existing = existing
            self.othersOnDocument = othersOnDocument
            self.othersThatDay = othersThatDay
            self.supplierHabit = supplierHabit
        }
    }

    /// Numbers of the product whose existence a judgement needs: counter neighbours and possible originals.
    public static func toLookUp(_ number: LotNumber, habit: NumberHabit) -> [LotNumber] {
        let neighbours = InventedText.finding(in: number) == nil ? [] : number.neighbours
        return neighbours + habit.possibleOriginals(of: number)
    }

    /// Every reason to doubt the number, in the order of `Doubt.Code`.
    public static func doubts(about candidate: Candidate, knowing known: Knowledge) -> [Doubt] {
        var doubts = [equalsQuantity(candidate, known), invented(candidate, known) ?? placeholder(candidate)]
            .compactMap(\.self)
        if let shared = shared(candidate, known) { doubts.append(shared) }
        if !candidate.isKnown, doubts.isEmpty {
            if let near = nearDuplicate(candidate, known) {
                doubts.append(near)
            } else if let unlike = unlike(candidate, known) {
                doubts.append(unlike)
            }
        }
        return doubts
    }

    // MARK: The text alone

    private static func equalsQuantity(_ candidate: Candidate, _ known: Knowledge) -> Doubt? {
        let text = candidate.number.text.filter { $0 != " " && $0 != "," }
        let bare = text.hasSuffix(candidate.unit) ? String(text.dropLast(candidate.unit.count)) : text
        // A single unit and the number 1 say nothing.
        guard let value = Quantity(bare), value > .one, candidate.quantities.contains(value),
            !isUsual(candidate, known)
        else { return nil }
        return Doubt(
            .equalsQuantity, "“\(candidate.number)” is the quantity of the line, not likely a number on the goods.")
    }

    private static func invented(_ candidate: Candidate, _ known: Knowledge) -> Doubt? {
        guard let finding = InventedText.finding(in: candidate.number) else { return nil }
        if finding.happensByChance, isUsual(candidate, known) { return nil }
        if candidate.number.neighbours.contains(where: known.existing.contains) { return nil }
        let what = finding.code == .keyboardRun ? "runs along the keyboard" : "repeats itself"
        return Doubt(finding.code, "“\(candidate.number)” \(what), as numbers do that somebody made up.")
    }

    private static func placeholder(_ candidate: Candidate) -> Doubt? {
        guard PlaceholderText.isPlaceholder(candidate.number) else { return nil }
        return Doubt(
            .placeholder,
            "“\(candidate.number)” stands for no number. If the goods carry none, book them as number unknown.")
    }

    /// Whether the product's numbers have looked so on several days.
    private static func isUsual(_ candidate: Candidate, _ known: Knowledge) -> Bool {
        (known.habit.pattern(of: Array(candidate.number.text.utf8))?.days ?? 0) >= 3
    }

    // MARK: Beside other lines

    private static func shared(_ candidate: Candidate, _ known: Knowledge) -> Doubt? {
        let onDocument = !known.othersOnDocument.isEmpty && !known.supplierHabit.sharesNumbers
        let thatDay =
            !known.othersThatDay.isEmpty
            && !known.supplierHabit.looksLikeOne(of: candidate.number)
        guard onDocument || thatDay else { return nil }
        let others = onDocument ? known.othersOnDocument : known.othersThatDay
        let placeInWords = onDocument ? "this document has it" : "it was entered the same day"
        let more = others.count > 1 ? " and \(others.count - 1) more" : ""
        return Doubt(
            .sameNumberUnlikeLines,
            "“\(candidate.number)” is given to \(candidate.product), and \(placeInWords) for \(others[0])\(more) too.")
    }

    // MARK: Beside earlier numbers

    private static func nearDuplicate(_ candidate: Candidate, _ known: Knowledge) -> Doubt? {
        guard let original = known.habit.possibleOriginals(of: candidate.number).first(where: known.existing.contains)
        else { return nil }
        return Doubt(
            .nearDuplicate,
            "“\(candidate.number)” is a slip of the finger away from “\(original)”, which \(candidate.product) "
                + "already has.")
    }

    private static func unlike(_ candidate: Candidate, _ known: Knowledge) -> Doubt? {
        guard let usual = known.habit.unlikeness(of: candidate.number) else { return nil }
        return Doubt(
            .unlikePattern,
            "“\(candidate.number)” looks unlike the other numbers of \(candidate.product): they usually \(usual).")
    }
}

extension NumberHabit {
    /// Whether three numbers or more had the shape of this one, or one whose counter has grown to it.
    fileprivate func looksLikeOne(of number: LotNumber) -> Bool {
        let bytes = Array(number.text.utf8)
        return patterns.filter { $0.hasShape(of: bytes) || $0.hasGrown(to: bytes) }.reduce(0) { $0 + $1.seen } >= 3
    }
}

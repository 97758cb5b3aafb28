import StockDomain
import StockStore

/// A supplier's notice with what its words mean in our books.
public struct ReadNotice: Sendable {
    /// Products that it names by SKU, article number or barcode.
    public let products: [ProductName]
    public let findings: [NoticeFinding]
    /// Words that look like numbers or days and mean nothing here.
    public let unknown: [String]

    /// A scope of everything that was found exactly, each part once.
    public var scope: [ScopeTerm] {
        findings.flatMap(\.terms).reduce(into: []) { terms, term in
            if !terms.contains(term) { terms.append(term) }
        }
    }
}

extension Operations {
    /// Reads the pasted text of a supplier's notice into a scope, each part with the words that it came from; nothing
    /// changes (R49).
    ///
    /// - Parameter supplier: code of whoever sent it; lots that never came from him are near then, not exact.
    /// - Throws: `not_found` when there is no such partner.
    public func read(
        supplierNotice text: String, from supplier: String? = nil, as actor: Actor
    ) async throws -> ReadNotice {
        try await read(as: actor) { store in
            let partner = try supplier.map { code -> (code: String, id: PartnerID) in
                guard let partner = try store.partner(code: code) else { throw Refusal.notFound("partner", code) }
                return (code, partner.id)
            }
            var reading = try NoticeReading(store, zone: store.settings().zone, partner)
            return try reading.read(SupplierNotice(text))
        }
    }
}

private struct NoticeReading {
    typealias Mention = SupplierNotice.Mention

    let store: Store
    let zone: CompanyZone
    let supplier: (code: String, id: PartnerID)?
    /// Those that stand on a line, by line.
    private var productsOfLine: [Int: Set<ProductName>] = [:]
    private var products: [ProductName] = []

    init(_ store: Store, zone: CompanyZone, _ supplier: (code: String, id: PartnerID)?) {
        self.store = store
        self.zone = zone
        self.supplier = supplier
    }

    mutating func read(_ notice: SupplierNotice) throws -> ReadNotice {
        let rest = try notice.mentions.filter { try !takeProducts($0) }
        let guessed = try guessed(notice.guesses)
        let known = Set(guessed.flatMap { $0.words.split(separator: " ").map(String.init) })
        var findings: [NoticeFinding] = []
        var unknown: [String] = []
        var named = Named()
        let mentions = rest + guessed
        // What numbers are named decides what the days beside them mean.
        let found = try mentions.map { mention in
            let finding = try byNumber(mention)
            if let finding { named.note(finding, mention) }
            return finding
        }
        for (mention, byNumber) in zip(mentions, found) {
            let finding = try byNumber ?? byDays(mention, named)
            if !finding.matches.isEmpty {
                findings.append(finding)
            } else if !unknown.contains(mention.words), !known.contains(mention.words) {
                unknown.append(mention.words)
            }
        }
        let told = Set(findings.map(\.words))
        return ReadNotice(products: products, findings: findings, unknown: unknown.filter { !told.contains($0) })
    }

    /// What the notice names by numbers that were found exactly.
    private struct Named {
        var lines: Set<Int> = []
        var products: Set<ProductName> = []

        mutating func note(_ finding: NoticeFinding, _ mention: Mention) {
            let exact = finding.matches.filter(\.isExact)
            if exact.isEmpty { return }
            lines.formUnion(mention.lines)
            products.formUnion(exact.map(\.lot.product))
        }
    }

    // MARK: Products

    /// Notes the product that words name.
    ///
    /// - Returns: whether they name one and nothing else.
    private mutating func takeProducts(_ mention: Mention) throws -> Bool {
        switch mention.meaning {
        case .number(let number):
            guard let product = try product(number.text) else { return false }
            note(product, on: mention.lines)
            return true
        case .barcode(let text):
            if let product = try product(text) { note(product, on: mention.lines) }
            return false
        default: return false
        }
    }

    private mutating func note(_ product: ProductName, on lines: [Int]) {
        if !products.contains(product) { products.append(product) }
        for line in lines { productsOfLine[line, default: []].insert(product) }
    }

    private func product(_ text: String) throws -> ProductName? {
        var found = try store.product(sku: text)
        for barcode in [text] + SoughtNumber.barcodes(ofItem: text) + SoughtNumber(text).barcodes where found == nil {
            found = try store.product(barcode: barcode)?.product
        }
        return found.map { ProductName($0) }
    }

    /// The products that words are about: those on their lines, else all that are named.
    private func meant(by mention: Mention) -> [ProductName] {
        let beside = mention.lines.map { productsOfLine[$0] ?? [] }
        if beside.contains(where: \.isEmpty) { return products }
        let all = beside.reduce(into: Set<ProductName>()) { $0.formUnion($1) }
        return products.filter(all.contains)
    }

    // MARK: Guesses

    /// The most guesses that are looked up of one notice.
    private static let mostGuesses = 5_000

    /// Those guesses that are numbers of ours, or a supplier's, as they stand; SKUs go to the products.
    private mutating func guessed(_ guesses: [SupplierNotice.Guess]) throws -> [Mention] {
        let asked = guesses.prefix(NoticeReading.mostGuesses)
        for guess in asked where !guess.number.text.contains(" ") {
            if let product = try product(guess.number.text) { note(product, on: guess.lines) }
        }
        let found = Set(try store.lots(mentioned: asked.map(\.number)).map(\.number))
        return asked.filter { found.contains($0.number.text) }.map { guess in
            Mention(words: guess.number.text, meaning: .number(guess.number), lines: guess.lines)
        }
    }

    // MARK: Numbers

    /// Nil for words that mean days.
    private func byNumber(_ mention: Mention) throws -> NoticeFinding? {
        switch mention.meaning {
        case .number(let number): try numbers([number], in: nil, mention)
        case .numbers(let span):
            try numbers(
                (try? NumberRun.numbers(from: span.first, to: span.last)) ?? [span.first, span.last], in: span, mention)
        case .barcode(let text):
            try numbers(SoughtNumber(text).numbersOfItem.compactMap { try? LotNumber($0) }, in: nil, mention)
        case .none: NoticeFinding(words: mention.words, terms: [], matches: [])
        case .expires, .produced, .sent: nil
        }
    }

    /// Exact is a number as it was written, of a product that is meant, from the supplier where he is known.
    private func numbers(
        _ numbers: [LotNumber], in span: NumberSpan?, _ mention: Mention
    ) throws -> NoticeFinding {
        let wanted = Set(numbers.map(\.text))
        let meant = meant(by: mention)
        let mentioned = try store.lots(mentioned: numbers)
        let names = try store.lotNames(Array(Set(mentioned.map(\.lot))))
        let his = try ofSupplier(mentioned.map(\.lot))
        let matches = mentioned.compactMap { found -> NoticeFinding.Match? in
            guard let name = names[found.lot] else { return nil }
            let doubts: [(NoticeFinding.Doubt, Bool)] = [
                (.alike, !wanted.contains(found.number)),
                (.otherProduct, !meant.isEmpty && !meant.contains(name.product)),
                (.otherSupplier, !(his?.contains(found.lot) ?? true)), (.words, mention.isDoubtful),
            ]
            return NoticeFinding.Match(lot: name, foundBy: found.foundBy, doubt: doubts.first { $0.1 }?.0)
        }
        return NoticeFinding(words: mention.words, terms: terms(matches.filter(\.isExact), span), matches: matches)
    }

    /// Those of the lots that came from the supplier; nil where nobody has said who he is.
    private func ofSupplier(_ lots: [LotID]) throws -> Set<LotID>? {
        try supplier.map { try store.lots(lots, receivedFrom: $0.id) }
    }

    /// A range for each product whose own numbers are meant; else the lots one by one.
    private func terms(_ matches: [NoticeFinding.Match], _ span: NumberSpan?) -> [ScopeTerm] {
        var terms: [ScopeTerm] = []
        for match in matches {
            let term: ScopeTerm
            if let span, match.foundBy == .number {
                term = ScopeTerm(product: match.lot.product.sku, numbers: span, supplier: supplier?.code)
            } else {
                term = ScopeTerm(lot: match.lot.id)
            }
            if !terms.contains(term) { terms.append(term) }
        }
        return terms
    }

    // MARK: Days

    private func byDays(_ mention: Mention, _ named: Named) throws -> NoticeFinding {
        func terms(_ make: (ProductName) -> ScopeTerm) -> [ScopeTerm] { meant(by: mention).map(make) }
        let code = supplier?.code
        switch mention.meaning {
        case .expires(let days):
            return try lots(terms { ScopeTerm(product: $0.sku, supplier: code, expires: days) }, mention, days, named)
        case .produced(let days):
            return try lots(terms { ScopeTerm(product: $0.sku, supplier: code, produced: days) }, mention, days, named)
        case .sent(let days):
            let received = DaySpan(from: days.from, to: days.to?.adding(days: NoticeReading.mostDaysUnderWay))
            return try lots(
                terms { ScopeTerm(product: $0.sku, supplier: code, received: received) }, mention, days, named)
        default: return NoticeFinding(words: mention.words, terms: [], matches: [])
        }
    }

    /// What a supplier sent arrives within so many days.
    private static let mostDaysUnderWay = 14

    private func lots(
        _ terms: [ScopeTerm], _ mention: Mention, _ days: DaySpan, _ named: Named
    ) throws -> NoticeFinding {
        var matches: [NoticeFinding.Match] = []
        for term in try ScopeFinding(store, zone: zone).terms(terms) {
            let names = try store.lotNames(store.lots(in: term, zone: zone).map(\.id))
            matches += names.values.sorted().map { name in
                NoticeFinding.Match(lot: name, foundBy: .number, doubt: doubt(of: name, mention, days, named))
            }
        }
        let exact = terms.filter { term in
            matches.contains { $0.isExact && $0.lot.product.sku == term.product }
        }
        return NoticeFinding(words: mention.words, terms: exact, matches: matches)
    }

    /// One day beside a number describes that number; a span of days, or days alone, mean all lots of them.
    private func doubt(
        of lot: LotName, _ mention: Mention, _ days: DaySpan, _ named: Named
    ) -> NoticeFinding.Doubt? {
        if case .sent = mention.meaning { return .sentThen }
        if mention.isDoubtful { return .words }
        let isBeside = !named.lines.isDisjoint(with: mention.lines)
        return isBeside || days.from == days.to && named.products.contains(lot.product) ? .besideNumbers : nil
    }
}

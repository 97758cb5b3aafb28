import StockDomain
import StockStore

/// A supplier's notice with what its words mean in our books.
public struct ReadNotice: Sendable {
    /// Products that it names by SKU or article number.
    public let products: [ProductName]
    public let findings: [NoticeFinding]
    /// Words that look like numbers or days and mean nothing here.
    public let unknown: [String]

    /// A scope of everything that was found exactly.
    public var scope: [ScopeTerm] { findings.flatMap(\.terms) }
}

extension Operations {
    /// Reads the pasted text of a supplier's notice into a scope, each part with the words that it came from; nothing
    /// changes (R49).
    public func read(supplierNotice text: String, as actor: Actor) async throws -> ReadNotice {
        try await read(as: actor) { store in
            try NoticeReading(store, zone: store.settings().zone).read(SupplierNotice(text))
        }
    }
}

private struct NoticeReading {
    let store: Store
    let zone: CompanyZone

    init(_ store: Store, zone: CompanyZone) {
        self.store = store
        self.zone = zone
    }

    func read(_ notice: SupplierNotice) throws -> ReadNotice {
        var products: [ProductName] = []
        var findings: [NoticeFinding] = []
        var unknown: [String] = []
        var rest: [SupplierNotice.Mention] = []
        for mention in notice.mentions {
            if case .number(let number) = mention.meaning, let product = try product(number.text) {
                if !products.contains(product) { products.append(product) }
            } else {
                rest.append(mention)
            }
        }
        let guessed = try guessed(notice.guesses, &products)
        for mention in rest + guessed {
            let finding = try finding(mention, products)
            if finding.matches.isEmpty { unknown.append(mention.words) } else { findings.append(finding) }
        }
        let known = Set(guessed.flatMap { $0.words.split(separator: " ").map(String.init) })
        unknown.removeAll(where: known.contains)
        return ReadNotice(products: products, findings: findings, unknown: unknown)
    }

    /// The most guesses that are looked up of one notice.
    private static let mostGuesses = 5_000

    /// Those guesses that are numbers of ours, or a supplier's, as they stand; SKUs go to the products.
    private func guessed(
        _ guesses: [LotNumber], _ products: inout [ProductName]
    ) throws -> [SupplierNotice.Mention] {
        let asked = Array(guesses.prefix(NoticeReading.mostGuesses))
        for guess in asked where !guess.text.contains(" ") {
            if let product = try product(guess.text), !products.contains(product) { products.append(product) }
        }
        let found = Set(try store.lots(mentioned: asked).map(\.number))
        return asked.filter { found.contains($0.text) }.map {
            SupplierNotice.Mention(words: $0.text, meaning: .number($0))
        }
    }

    private func product(_ text: String) throws -> ProductName? {
        let found = try store.product(sku: text) ?? store.product(barcode: text)?.product
        return found.map { ProductName(id: $0.id, sku: $0.sku, name: $0.name, unit: $0.unit) }
    }

    private func finding(_ mention: SupplierNotice.Mention, _ products: [ProductName]) throws -> NoticeFinding {
        switch mention.meaning {
        case .number(let number): try numbers([number], in: nil, mention, products)
        case .numbers(let span):
            try numbers(
                (try? NumberRun.numbers(from: span.first, to: span.last)) ?? [span.first, span.last], in: span, mention,
                products)
        case .expires(let days): try lots(products.map { ScopeTerm(product: $0.sku, expires: days) }, mention)
        case .produced(let days): try lots(products.map { ScopeTerm(product: $0.sku, produced: days) }, mention)
        }
    }

    /// Exact is a number as it was written, of a product that the notice names where it names some.
    private func numbers(
        _ numbers: [LotNumber], in span: NumberSpan?, _ mention: SupplierNotice.Mention, _ products: [ProductName]
    ) throws -> NoticeFinding {
        let wanted = Set(numbers.map(\.text))
        let mentioned = try store.lots(mentioned: numbers)
        let names = try store.lotNames(Array(Set(mentioned.map(\.lot))))
        let matches = mentioned.compactMap { found -> NoticeFinding.Match? in
            guard let name = names[found.lot] else { return nil }
            let isMeant = products.isEmpty || products.contains(name.product)
            return NoticeFinding.Match(
                lot: name, isExact: isMeant && wanted.contains(found.number), foundBy: found.foundBy)
        }
        return NoticeFinding(words: mention.words, terms: terms(matches.filter(\.isExact), span), matches: matches)
    }

    /// A range for each product whose own numbers are meant; else the lots one by one.
    private func terms(_ matches: [NoticeFinding.Match], _ span: NumberSpan?) -> [ScopeTerm] {
        var terms: [ScopeTerm] = []
        for match in matches {
            let term: ScopeTerm
            if let span, match.foundBy == .number {
                term = ScopeTerm(product: match.lot.product.sku, numbers: span)
            } else {
                term = ScopeTerm(lot: match.lot.id)
            }
            if !terms.contains(term) { terms.append(term) }
        }
        return terms
    }

    private func lots(_ terms: [ScopeTerm], _ mention: SupplierNotice.Mention) throws -> NoticeFinding {
        let found = try ScopeFinding(store, zone: zone).terms(terms)
        var matches: [NoticeFinding.Match] = []
        for term in found {
            let names = try store.lotNames(store.lots(in: term, zone: zone).map(\.id))
            matches += names.values.sorted().map {
                NoticeFinding.Match(lot: $0, isExact: true, foundBy: .number)
            }
        }
        return NoticeFinding(words: mention.words, terms: matches.isEmpty ? [] : terms, matches: matches)
    }
}

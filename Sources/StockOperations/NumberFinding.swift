import StockDomain
import StockStore

extension Operations {
    /// Everything a number may mean, exact finds before likeness and parts (R45a); empty when nothing is like it.
    public func find(_ text: String, product sku: String? = nil, as actor: Actor) async throws -> [NumberFind] {
        let sought = SoughtNumber(text)
        return try await read(as: actor) { store in
            try store.finds(of: sought, product: sku.map { try store.requiredProductID(sku: $0) })
        }
    }
}

extension Store {
    /// The one lot that a number means.
    ///
    /// - Throws: `ambiguous_number` with the candidates when there are several, or one that is only similar;
    ///   `not_found` when there is none.
    func lot(meantBy text: String, product sku: String?) throws -> NumberFind {
        let found = try finds(of: SoughtNumber(text), product: sku.map { try requiredProductID(sku: $0) })
        guard let first = found.first else { throw Refusal.notFound("lot or serial number", text) }
        if found.count == 1, first.foundBy.isExact { return first }
        let detail =
            found.count == 1
            ? "There is no “\(text)”; did you mean “\(first.number)” of \(first.sku)?"
            : "“\(text)” may mean \(found.count) numbers; choose one of them."
        throw Refusal(.conflict, "ambiguous_number", detail, candidates: found.map(\.candidate))
    }

    /// Looks exactly first, then apart from what people confuse, then for a part.
    fileprivate func finds(of sought: SoughtNumber, product: ProductID?) throws -> [NumberFind] {
        if sought.text.isEmpty { return [] }
        let exact = try findsByBarcode(sought, product) + finds(exactly: sought.sscc ?? sought.text, product: product)
        if !exact.isEmpty { return exact.uniqueByLot }
        let similar = try finds(similarTo: sought.text, product: product)
        return try similar.isEmpty ? finds(containing: sought.text, product: product) : similar
    }

    private func findsByBarcode(_ sought: SoughtNumber, _ product: ProductID?) throws -> [NumberFind] {
        for barcode in sought.barcodes {
            guard let named = try self.product(barcode: barcode)?.product.id, product ?? named == named else {
                continue
            }
            for number in sought.numbersOfItem {
                let found = try finds(byBarcodeOf: named, number: number)
                if !found.isEmpty { return found }
            }
        }
        return []
    }

    fileprivate func requiredProductID(sku: String) throws -> ProductID {
        guard let product = try product(sku: sku) else { throw Refusal.notFound("product", sku) }
        return product.id
    }
}

extension [NumberFind] {
    fileprivate var uniqueByLot: [NumberFind] {
        var seen: Set<LotID> = []
        return filter { seen.insert($0.lotID).inserted }
    }
}

extension NumberFind {
    public var candidate: Candidate {
        Candidate(type: kind.rawValue, id: lotID.rawValue, label: number, product: sku, foundBy: foundBy.rawValue)
    }
}

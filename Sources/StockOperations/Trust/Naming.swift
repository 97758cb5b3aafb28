import StockDomain
import StockStore

/// Finds the names that people know for the keys in a finding.
struct Naming {
    let store: Store

    init(_ store: Store) {
        self.store = store
    }

    func product(_ id: ProductID) throws -> String {
        try store.product(id)?.sku ?? "product \(id.rawValue), which does not exist"
    }

    /// `lot “A-7” of 22752`, `22752 without number`.
    func goods(_ goods: Goods) throws -> String {
        guard let lot = goods.lot else { return try product(goods.product) + " without number" }
        return try self.lot(lot)
    }

    func lot(_ id: LotID) throws -> String {
        guard let lot = try store.lot(id) else { return "the number with key \(id.rawValue), which does not exist" }
        return try "\(lot.kind.rawValue) “\(lot.number)” of \(product(lot.productID))"
    }

    /// `WH-Stock`, `WH-Stock in package 17`.
    func spot(_ spot: Spot) throws -> String {
        let place = try store.location(spot.location)?.code ?? "place \(spot.location.rawValue), which does not exist"
        return spot.package.map { "\(place) in package \($0.rawValue)" } ?? place
    }

    func document(_ id: DocumentID) throws -> String {
        try store.document(id)?.number ?? "document \(id.rawValue)"
    }

    /// A finding about a posting.
    ///
    /// - Parameter detail: gets its name, such as `posting 17 of OUT-00012`.
    func finding(_ code: String, _ id: PostingID, _ detail: (String) throws -> String) throws -> Finding {
        let document = try store.documentNumber(ofPosting: id)
        let name = "posting \(id.rawValue)" + (document.map { " of \($0)" } ?? "")
        return Finding(code, try detail(name), postingID: id, document: document)
    }
}

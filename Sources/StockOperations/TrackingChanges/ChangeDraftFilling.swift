import StockDomain
import StockStore

/// Puts what somebody found into a draft: names are looked up, runs and lists spelt out (R7, R13, R15).
struct ChangeDraftFilling {
    private let store: Store
    private let moment: Moment
    private let product: Product
    private let change: TrackingChange
    private let places: [String: Location]

    init(_ store: Store, _ moment: Moment, _ product: Product, _ change: TrackingChange) throws {
        self.store = store
        self.moment = moment
        self.product = product
        self.change = change
        places = Dictionary(uniqueKeysWithValues: try store.locations().map { ($0.code, $0) })
    }

    /// - Throws: every fault in one refusal.
    func fill(_ request: ChangeFillingRequest) throws {
        let found = try found(request.found)
        guard let kind = change.to.kindInside else {
            if found.isEmpty { return }
            throw Refusal.rule(
                "product_not_tracked",
                "With \(change.to.inWords) the stock of \(product.sku) has no numbers: there is nothing to enter.",
                at: "/numbers")
        }
        var kept = request.manner == .replaceAll ? [] : try store.numbers(of: change.id)
        if request.manner == .replaceSpots {
            let replaced = Set(
                try request.found.compactMap { named in
                    try spot(named).success.map { NumberList(spot: $0, fromLot: named.fromLot) }
                })
            kept.removeAll { replaced.contains(NumberList(spot: $0.spot, fromLot: $0.fromLot)) }
        }
        let book = try ChangeStockReading(store, product, change).book
        var filling = ChangeFilling(kept, of: product, kind: kind, book: book, now: moment.now)
        try filling.add(found, places: store.spotNames(kept.map(\.spot) + found.map(\.spot)))
        try store.save(filling.numbers, of: change.id)
    }

    /// The numbers of a spot whose goods have had the same number until now.
    private struct NumberList: Hashable {
        let spot: Spot
        let fromLot: LotNumber?
    }

    private func found(_ requests: [FoundNumbersRequest]) throws -> [FoundNumber] {
        var planning = DocumentPlanning(store, moment)
        var faults: [Fault] = []
        var found: [FoundNumber] = []
        for request in requests {
            let entries = planning.entries(request.numbers, request.pasted, request.pointer, on: .count)
            switch try spot(request) {
            case .failure(let fault): faults.append(fault.fault)
            case .success(let spot):
                found += entries.map { entry in
                    FoundNumber(
                        spot: spot, number: entry.number, quantity: entry.quantity, expiresOn: entry.expiresOn,
                        fromLot: request.fromLot, entered: entry.entered, isListed: request.pasted != nil,
                        pointer: entry.pointer)
                }
            }
        }
        if let fault = faults.first { throw Refusal(.rule, fault.code, fault.detail, faults: faults) }
        try planning.settle()
        return found
    }

    private struct UnknownSpot: Error {
        let fault: Fault
    }

    private func spot(_ request: FoundNumbersRequest) throws -> Result<Spot, UnknownSpot> {
        let pointer = request.pointer
        func unknown(_ key: String, _ code: String, _ detail: String) -> Result<Spot, UnknownSpot> {
            .failure(UnknownSpot(fault: Fault("\(pointer)/\(key)", code, detail)))
        }
        guard let place = places[request.location] else {
            return unknown("location", "not_found", "There is no place “\(request.location)”.")
        }
        guard place.usage.holdsStock else {
            return unknown("location", "not_a_stock_place", "\(place.code) is no place of ours where goods can stand.")
        }
        guard let number = request.package else { return .success(Spot(place.id)) }
        guard let package = try store.packageID(number: number) else {
            return unknown("package", "not_found", "There is no package “\(number)”.")
        }
        return .success(Spot(place.id, package: package))
    }
}

extension Result {
    fileprivate var success: Success? { try? get() }
}

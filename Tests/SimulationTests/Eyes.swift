import StockDomain
import StockOperations
import StockStore
import TestSupport

/// Reads what the program has written, in the words of the model.
struct Eyes {
    typealias Goods = NaiveWarehouse.Goods
    typealias Pile = NaiveWarehouse.Pile
    typealias Move = NaiveWarehouse.Move
    typealias Step = NaiveWarehouse.Step

    let company: TestCompany
    private let places: [LocationID: String]
    private let products: [ProductID: String]
    private let partners: [PartnerID: String]

    init(_ company: TestCompany) async throws {
        self.company = company
        (places, products, partners) = try await company.store { store in
            let places = try store.locations().map { ($0.id, $0.code) }
            let products = try Simulation.products.compactMap { try store.product(sku: $0) }.map { ($0.id, $0.sku) }
            let partners = try (Simulation.customers + Simulation.suppliers).compactMap { try store.partner(code: $0) }
                .map { ($0.id, $0.code) }
            return (
                Dictionary(uniqueKeysWithValues: places), Dictionary(uniqueKeysWithValues: products),
                Dictionary(uniqueKeysWithValues: partners)
            )
        }
    }

    func stock(_ question: StockQuestion = StockQuestion()) async throws -> [StockRow] {
        var rows: [StockRow] = []
        var cursor: StockCursor?
        repeat {
            let page = try await company.operations.stock(question, after: cursor, limit: 500, as: company.admin)
            rows += page.items
            cursor = page.nextCursor.flatMap { StockCursor($0) }
        } while cursor != nil
        return rows
    }

    func pile(_ row: StockRow) -> Pile {
        Pile(
            goods: Goods(product: row.sku, number: row.number?.text), place: row.locationCode,
            package: row.packageNumber)
    }

    /// What still counts of a document, a step for each posting.
    func steps(of kind: DocumentKind, _ number: String) async throws -> [Step] {
        let found = try await company.store { store in
            guard let document = try store.document(kind, number: number) else {
                return [(Posting, [LotID: Lot], [PackageID: Package])]()
            }
            return try store.standingPostings(of: document.id).map { posting in
                let lots = try store.lots(posting.movements.compactMap(\.lotID))
                let right = try store.lots(lots.compactMap(\.joinedTo))
                let byID = Dictionary(right.map { ($0.id, $0) }) { first, _ in first }
                return (
                    posting,
                    Dictionary(lots.map { ($0.id, $0.joinedTo.flatMap { byID[$0] } ?? $0) }) { first, _ in first },
                    try store.packages(
                        posting.movements.flatMap { [$0.from.package, $0.to.package] }.compactMap(\.self))
                )
            }
        }
        return found.map { posting, lots, packages in
            Step(
                at: posting.happenedAt.seconds(since: TestClock.start), document: number,
                partner: posting.partnerID.flatMap { partners[$0] },
                moves: posting.movements.map { movement in
                    Move(
                        goods: Goods(
                            product: products[movement.productID] ?? "?",
                            number: movement.lotID.flatMap { lots[$0]?.number.text }),
                        units: Int(movement.quantity.wholeUnits), from: places[movement.from.location] ?? "?",
                        to: places[movement.to.location] ?? "?",
                        fromPackage: movement.from.package.flatMap { packages[$0]?.number },
                        toPackage: movement.to.package.flatMap { packages[$0]?.number })
                })
        }
    }

    /// What is set aside, by document.
    func reservations(of documents: [Simulation.OpenDocument]) async throws -> [String: [Pile: Int]] {
        let found = try await company.store { store in
            try documents.filter(\.kind.takesStock).map { open in
                guard let document = try store.document(open.kind, number: open.number) else {
                    return (open.number, [Reservation](), [LotID: Lot](), [PackageID: Package]())
                }
                let reservations = try store.reservations(of: store.lines(of: document.id).map(\.id))
                let lots = try store.lots(reservations.compactMap(\.balance.key.lot))
                return (
                    open.number, reservations, Dictionary(lots.map { ($0.id, $0) }) { first, _ in first },
                    try store.packages(reservations.compactMap(\.balance.key.spot.package))
                )
            }
        }
        var all: [String: [Pile: Int]] = [:]
        for (number, reservations, lots, packages) in found {
            for one in reservations {
                let key = one.balance.key
                let goods = Goods(
                    product: products[key.product] ?? "?", number: key.lot.flatMap { lots[$0]?.number.text })
                let pile = Pile(
                    goods: goods, place: places[key.spot.location] ?? "?",
                    package: key.spot.package.flatMap { packages[$0]?.number })
                all[number, default: [:]][pile, default: 0] += Int(one.quantity.wholeUnits)
            }
        }
        return all
    }

    /// Where each package stands that has come in.
    func packages() async throws -> [String: NaiveWarehouse.Stand] {
        var stands: [String: NaiveWarehouse.Stand] = [:]
        var last: String?
        repeat {
            let page = try await company.operations.packages(after: last, limit: 500, as: company.admin)
            for row in page.items {
                stands[row.package.number] = row.locationCode.map { NaiveWarehouse.Stand(place: $0, outer: row.parent) }
            }
            last = page.nextCursor
        } while last != nil
        return stands
    }

    /// The number's key; nil when the program does not know it.
    func lot(_ goods: Goods) async throws -> Lot? {
        guard let number = goods.number else { return nil }
        return try await company.store { store in
            guard let product = try store.product(sku: goods.product) else { return nil }
            let text = LotNumber(stored: number)
            for kind in LotKind.allCases {
                if let lot = try store.lots(numbers: [text], kind: kind, of: product.id)[text], lot.joinedTo == nil {
                    return lot
                }
            }
            return nil
        }
    }

    func serialPlace(_ lot: LotID) async throws -> (place: String, partner: String?)? {
        let found = try await company.store { try $0.serialPlaces(of: [lot])[lot] }
        return found.map { (places[$0.spot.location] ?? "?", $0.partnerID.flatMap { partners[$0] }) }
    }
}

import StockDomain
import StockOperations
import StockStore
import TestSupport

/// Customers who do not take everything (R34), and receipts that bring another amount than was expected (R20).
extension Simulation {
    /// Wants goods that last a while yet.
    static let careful = "C4"
    static let leastDays = 400
    /// Takes one lot a line.
    static let singleLot = "C5"
    /// Takes nothing older than what it got last.
    static let particular = "C6"

    static var demanding: [Partner] {
        [
            (careful, Partner.Demands(minRemainingDays: leastDays)), (singleLot, Partner.Demands(singleLot: true)),
            (particular, Partner.Demands(noOlderThanLast: true)),
        ].map { code, demands in
            Partner(
                code: code, name: "Partner \(code)", kind: .customer, email: "\(code)@example.com", demands: demands)
        }
    }

    /// Whether the strategy may propose goods to a customer.
    func suits(_ pile: Pile, _ customer: String?) -> Bool {
        guard pile.goods.product == "OIL", let last = model.expiry[pile.goods], let day = CalendarDate(last) else {
            return true
        }
        switch customer {
        case Self.careful: return day >= CompanyZone.utc.day(of: company.clock.now).adding(days: Self.leastDays)
        case Self.particular: return youngestExpiry(of: "OIL", with: Self.particular).map { last >= $0 } ?? true
        default: return true
        }
    }

    /// The latest expiry among what a customer got last.
    private func youngestExpiry(of product: String, with customer: String) -> String? {
        let deliveries = model.steps.filter { step in
            step.partner == customer && step.moves.contains { $0.goods.product == product && $0.to == "Customers" }
        }
        let last = deliveries.max { ($0.at, $0.id) < ($1.at, $1.id) }
        return last?.moves.filter { $0.goods.product == product && $0.to == "Customers" }
            .compactMap { model.expiry[$0.goods] }.max()
    }

    /// What the strategy can do for a line of a customer, beside what is held.
    ///
    /// - Parameter piles: what may leave, with how much of each is free for the document.
    func proposing(_ units: Int, to customer: String?, _ piles: [Pile: Int]) -> Expectation {
        let there = piles.keys.map { model.now[$0] ?? 0 }.reduce(0, +)
        let free = piles.values.reduce(0, +)
        if there < units {
            return .never(["insufficient_stock", "lot_blocked"], "only \(there) may leave").asking("reserved_for_other")
        }
        let product = piles.keys.first?.goods.product ?? ""
        if customer == Self.singleLot, model.levels[product] == .lot { return proposingOneLot(units, piles) }
        var expected = free < units ? Expectation.must.asking("reserved_for_other") : .must
        // How old goods without dates were that he got last is not told here.
        if customer == Self.particular, model.levels[product] != Level.none {
            expected.mayRefuse.formUnion(["insufficient_stock", "lot_blocked"])
            expected = expected.asking("reserved_for_other")
        }
        return expected
    }

    typealias Level = NaiveWarehouse.Level

    private func proposingOneLot(_ units: Int, _ piles: [Pile: Int]) -> Expectation {
        func most(_ amount: (Pile) -> Int) -> Int {
            Dictionary(piles.keys.map { ($0.goods, amount($0)) }, uniquingKeysWith: +).values.max() ?? 0
        }
        if most({ piles[$0] ?? 0 }) >= units { return .must }
        if most({ model.now[$0] ?? 0 }) < units {
            return .never(["insufficient_stock", "lot_blocked"], "no lot holds \(units)").asking("reserved_for_other")
        }
        return Expectation.perhaps(["insufficient_stock", "lot_blocked"]).asking("reserved_for_other")
    }

    // MARK: Other than expected

    /// A receipt that was expected, and brings more, fewer, or just as many.
    mutating func receiveExpected(_ product: String) async throws {
        guard model.levels[product] != .serial else { return }
        let isLot = model.levels[product] == .lot
        let place = pick(Self.places) ?? "WH-Stock"
        let planned = Int.random(in: 3...12, using: &random)
        let come = max(1, planned + Int.random(in: -3...4, using: &random))
        let request = DocumentRequest(
            kind: .receipt, partner: pick(Self.suppliers), location: place, lines: [line(product, planned)])
        let (told, operations) = (Told(), company.operations)
        guard
            try await attempt(
                "expect \(planned) \(product) in \(place)", .must,
                { try await operations.create(request, $0, answer: told.keep) }),
            let draft = told.view, let line = draft.lines.first?.id
        else { return }
        let (goods, number) = (Goods(product: product, number: isLot ? number("L") : nil), draft.document.number)
        var own = DoRequest.Line(id: line, done: Quantity(units: Int64(come)))
        if let name = goods.number { own.numbers = [.one(NumberEntry(number: LotNumber(stored: name)))] }
        let isMarkedOnly = product == "NUT" && (come - planned) * 100 <= planned * Self.tolerance
        let doing = DoRequest(lines: [own], rest: come < planned ? .close : nil)
        guard
            try await attempt(
                "receiveExpected \(come) of \(planned) \(text(goods)) on \(number)",
                come > planned && !isMarkedOnly ? Expectation.must.asking("more_than_expected") : .must,
                { try await operations.carryOut(.receipt, number, doing, $0, answer: told.keep) }),
            let view = told.view
        else { return }
        if come > planned, !isMarkedOnly, answered["more_than_expected"] == nil {
            throw fail("took more without asking")
        }
        happened(
            [Move(goods: goods, units: come, from: "Suppliers", to: place)], at: seconds, document: number,
            partner: draft.partner?.code)
        remember(view, place)
    }

    /// Percent by which a receipt of nuts may be more than expected.
    static let tolerance = 20
}

/// One kind of goods as its movements go by: its piles, and if it is a serial the one place where it is.
struct GoodsReplay {
    /// What cannot have happened.
    enum Fault {
        case short(Spot, held: Quantity)
        case elsewhere(Spot)
    }

    private let history: History
    private let goods: Int32
    private let isSerial: Bool
    private(set) var piles: PileReplay
    /// Where a serial is; nil before the company first saw it.
    private var place: Spot?
    private(set) var serialNow: HistoryDecision.SerialNow?
    /// Ages of what the present posting has taken, by place.
    private var ages: [(spot: Spot, age: Instant)] = []
    /// What each customer holds, as far as the file tells.
    private var held: [PartnerID: Quantity] = [:]
    /// Who delivered the goods first in the file, and under which number of his.
    private var source: (partner: PartnerID?, number: String?)?

    init(_ goods: Int32, of history: History, knowing facts: HistoryFacts) {
        self.history = history
        self.goods = goods
        isSerial = history.goods[Int(goods)].kind == .serial
        let known = facts.piles[goods] ?? []
        if facts.timelines[goods] == nil {
            piles = PileReplay(known)
            place = facts.serials[goods]?.spot
        } else {
            piles = PileReplay(emptied: known)
        }
    }

    private func holdsStock(_ spot: Spot) -> Bool { history.places[spot.location]?.usage.holdsStock ?? false }

    /// A movement that the ledger has already; false when it could no longer have happened.
    @discardableResult
    mutating func add(_ movement: Timeline.Entry, places: [LocationID: Location]) -> Bool {
        if isSerial, let place, place.location != movement.from.location { return false }
        var age = movement.happenedAt
        if holdsStock(movement.from) {
            guard let taken = piles.take(movement.quantity, from: movement.from) else { return false }
            age = taken
        } else if places[movement.from.location]?.usage == .customer {
            age = piles.firstIncomingAt ?? age
        }
        if holdsStock(movement.to) { piles.put(movement.quantity, on: movement.to, incomingAt: age) }
        place = movement.to
        serialNow = nil
        return true
    }

    mutating func take(_ row: History.Row) -> Fault? {
        let from = history.spots[Int(row.from)]
        if isSerial, let place, place.location != from.location { return .elsewhere(place) }
        if holdsStock(from) {
            guard let age = piles.take(row.quantity, from: from) else {
                return .short(from, held: piles.quantity(at: from))
            }
            ages.append((from, age))
        }
        // A serial may move twice in one posting.
        if isSerial { place = history.spots[Int(row.to)] }
        return nil
    }

    mutating func put(_ row: History.Row, _ posting: HistoryPosting) {
        let from = history.spots[Int(row.from)]
        let to = history.spots[Int(row.to)]
        if holdsStock(to) {
            var age = posting.happenedAt
            if let taken = ages.last(where: { $0.spot == from }) {
                age = taken.age
            } else if posting.kind == .customerReturn, let first = piles.firstIncomingAt {
                age = first
            }
            piles.put(row.quantity, on: to, incomingAt: age)
        }
        if isSerial {
            serialNow = HistoryDecision.SerialNow(
                goods: goods, spot: to, partnerID: posting.partnerID, posting: row.posting)
        }
    }

    mutating func forgetAges() {
        if !ages.isEmpty { ages.removeAll(keepingCapacity: true) }
    }

    /// Follows what a partner holds of these goods.
    ///
    /// - Returns: false when he gives back more than he got, as far as the file tells.
    mutating func follow(_ row: History.Row, _ posting: HistoryPosting) -> Bool {
        guard let partner = posting.partnerID, posting.kind == .delivery || posting.kind == .customerReturn else {
            return true
        }
        let comesBack = (posting.kind == .customerReturn) != (posting.reverses >= 0)
        held[partner, default: .zero] += comesBack ? -row.quantity : row.quantity
        return (held[partner] ?? .zero) >= .zero
    }

    /// What would be asked of a receipt, since the number is known from another source (R10a).
    mutating func questionOfSource(
        _ posting: HistoryPosting, supplierNumber: String?, known: Set<PartnerID>?
    ) -> String? {
        guard posting.kind == .receipt, posting.reverses < 0, history.goods[Int(goods)].kind == .lot else { return nil }
        defer { if source == nil { source = (posting.partnerID, supplierNumber) } }
        if let known, !known.isEmpty, posting.partnerID.map({ !known.contains($0) }) == true {
            return "lot_exists_other_supplier"
        }
        guard let source else { return nil }
        if source.partner != posting.partnerID { return "lot_exists_other_supplier" }
        return source.number == supplierNumber ? nil : "lot_exists_other_supplier_number"
    }
}

/// Movements of one kind summed per posting and lot, with what later postings took back of them.
///
/// A booking that was taken back whole is in no list (R51).
struct Bookings {
    private(set) var all: [Booking] = []

    /// - Parameter belongs: which movements count, seen as they were booked first.
    init(of facts: RecallFacts, in movements: [LotMovement], where belongs: (LotMovement) -> Bool) {
        var takenBack: [Key: Quantity] = [:]
        var index: [Key: Int] = [:]
        var bookings: [Booking] = []
        for movement in movements where belongs(movement) {
            guard let lot = movement.lotID.map(facts.rightLot) else { continue }
            if let original = movement.reverses {
                takenBack[Key(posting: original, lot: lot), default: .zero] += movement.quantity
                continue
            }
            let key = Key(posting: movement.postingID, lot: lot, supplierNumber: movement.supplierNumber)
            if let known = index[key] {
                bookings[known].quantity += movement.quantity
            } else {
                index[key] = bookings.count
                bookings.append(Booking(movement, lot: facts.name(lot)))
            }
        }
        all = Bookings.sorted(bookings)
        if takenBack.isEmpty { return }
        all = all.compactMap { booking in
            Bookings.without(&takenBack[Key(booking), default: .zero], booking)
        }
    }

    private struct Key: Hashable {
        let posting: PostingID
        let lot: LotID?
        var supplierNumber: String?

        init(posting: PostingID, lot: LotID, supplierNumber: String? = nil) {
            self.posting = posting
            self.lot = lot
            self.supplierNumber = supplierNumber
        }

        init(_ booking: Booking) {
            posting = booking.postingID
            lot = booking.lot.id
        }
    }

    private static func without(_ takenBack: inout Quantity, _ booking: Booking) -> Booking? {
        var rest = booking
        rest.quantity -= min(takenBack, booking.quantity)
        takenBack -= booking.quantity - rest.quantity
        return rest.quantity > .zero ? rest : nil
    }

    private static func sorted(_ bookings: [Booking]) -> [Booking] {
        bookings.sorted { left, right in
            if left.happenedAt != right.happenedAt { return left.happenedAt < right.happenedAt }
            if left.postingID != right.postingID { return left.postingID < right.postingID }
            return (left.lot, left.supplierNumber ?? "") < (right.lot, right.supplierNumber ?? "")
        }
    }
}

extension Bookings {
    static func deliveries(_ facts: RecallFacts) -> Bookings {
        Bookings(of: facts, in: facts.movements) { $0.booked.to == .customer && $0.booked.from != .customer }
    }

    static func returns(_ facts: RecallFacts) -> Bookings {
        Bookings(of: facts, in: facts.movements) { $0.booked.from == .customer && $0.booked.to != .customer }
    }

    /// Of the lot asked about and of all that became part of it.
    static func receipts(_ facts: RecallFacts) -> Bookings {
        let movements = facts.movements.filter { $0.lotID.map(facts.upstream.contains) ?? false } + facts.arrivals
        return Bookings(of: facts, in: movements) { $0.booked.from == .supplier && $0.booked.to != .supplier }
    }
}

extension Booking {
    fileprivate init(_ movement: LotMovement, lot: LotName) {
        self.init(
            postingID: movement.postingID, document: movement.document, partnerID: movement.partnerID,
            happenedAt: movement.happenedAt, lot: lot, quantity: movement.quantity,
            supplierNumber: movement.supplierNumber)
    }
}

/// A lot of the same product that stood open in the same place at the same time as a suspect one, with what speaks for
/// a mix-up.
public struct NeighbourLot: Sendable, Equatable {
    /// Where and when both stood.
    public struct Meeting: Sendable, Equatable {
        public var location: Location
        public var from: Instant
        /// Nil while both still stand there.
        public var until: Instant?
    }

    /// What speaks for a mix-up, strongest first.
    public enum Evidence: Sendable, Equatable {
        /// Counted there meanwhile: one was short while the other was over.
        case opposite(missing: Quantity, over: Quantity)
        /// One of them was counted otherwise than booked.
        case countDifference(lot: LotName, Quantity)
        /// Both were taken there for one document.
        case samePick(DocumentName)
    }

    public var lot: LotName
    public var meetings: [Meeting]
    public var evidence: [Evidence]
    /// Units of it with customers and here, which a recall would reach beyond the suspect lot's.
    public var reach = LotReach()

    /// How much speaks for a mix-up; those without evidence only stood there.
    public var weight: Int {
        evidence.map { evidence in
            switch evidence {
            case .opposite: 4
            case .countDifference: 2
            case .samePick: 1
            }
        }.reduce(0, +)
    }
}

/// How far a recall of a lot reaches: its units here and with customers.
public struct LotReach: Sendable, Equatable {
    /// In places of ours, on the way too.
    public var here: Quantity
    public var withCustomers: Quantity

    public init(here: Quantity = .zero, withCustomers: Quantity = .zero) {
        self.here = here
        self.withCustomers = withCustomers
    }

    public var all: Quantity { here + withCustomers }
}

/// Movements of one product, each with the places it is between.
public struct PlacedMovement: Sendable, Equatable {
    public var movement: LotMovement
    public var from: LocationID
    public var to: LocationID

    public init(movement: LotMovement, from: LocationID, to: LocationID) {
        self.movement = movement
        self.from = from
        self.to = to
    }
}

/// Finds the neighbours of a lot from all movements of its product.
public struct NeighbourSearch {
    private let suspect: LotID
    private let movements: [PlacedMovement]
    private let places: [LocationID: Location]
    private let name: (LotID) -> LotName

    /// - Parameters:
    ///   - movements: of the product, with their right numbers, in any order.
    ///   - name: of a lot.
    public init(
        of suspect: LotID, in movements: [PlacedMovement], places: [LocationID: Location],
        name: @escaping (LotID) -> LotName
    ) {
        self.suspect = suspect
        self.movements = movements.sorted {
            ($0.movement.happenedAt, $0.movement.postingID) < ($1.movement.happenedAt, $1.movement.postingID)
        }
        self.places = places
        self.name = name
    }

    /// Those with most evidence first, then by number.
    public var neighbours: [NeighbourLot] {
        let stays = stays
        guard let ours = stays[suspect] else { return [] }
        return stays.filter { $0.key != suspect }.compactMap { lot, theirs in
            neighbour(lot, meetings: ours.flatMap { stay in theirs.compactMap { stay.meeting($0) } })
        }.sorted { ($1.weight, $0.lot) < ($0.weight, $1.lot) }
    }

    private func neighbour(_ lot: LotID, meetings: [Stay]) -> NeighbourLot? {
        if meetings.isEmpty { return nil }
        let ordered = meetings.sorted { ($0.from, $0.place) < ($1.from, $1.place) }
        return NeighbourLot(
            lot: name(lot),
            meetings: ordered.compactMap { stay in
                places[stay.place].map { NeighbourLot.Meeting(location: $0, from: stay.from, until: stay.until) }
            },
            evidence: differences(lot, ordered) + samePicks(lot, ordered))
    }
}

// MARK: - Who stood where when

/// Some time of a lot in a place.
private struct Stay {
    let place: LocationID
    let from: Instant
    let until: Instant?

    func contains(_ moment: Instant) -> Bool { from <= moment && moment <= (until ?? Instant(rawValue: Int64.max)) }

    /// The time that both have in common; a moment at which one leaves as the other comes is none.
    func meeting(_ other: Stay) -> Stay? {
        guard place == other.place else { return nil }
        let end = [until, other.until].compactMap(\.self).min()
        let start = max(from, other.from)
        return start < end ?? Instant(rawValue: Int64.max) ? Stay(place: place, from: start, until: end) : nil
    }
}

extension NeighbourSearch {
    /// The times for which something of each lot stood in each place.
    private var stays: [LotID: [Stay]] {
        struct Spot: Hashable {
            let lot: LotID
            let place: LocationID
        }
        var amounts: [Spot: Quantity] = [:]
        var since: [Spot: Instant] = [:]
        var stays: [LotID: [Stay]] = [:]
        func change(_ spot: Spot, by quantity: Quantity, at moment: Instant) {
            guard places[spot.place]?.usage.holdsStock ?? false else { return }
            let before = amounts[spot] ?? .zero
            let after = before + quantity
            amounts[spot] = after
            if before <= .zero, after > .zero { since[spot] = moment }
            if before > .zero, after <= .zero, let start = since.removeValue(forKey: spot) {
                stays[spot.lot, default: []].append(Stay(place: spot.place, from: start, until: moment))
            }
        }
        for placed in movements {
            guard let lot = placed.movement.lotID else { continue }
            change(Spot(lot: lot, place: placed.to), by: placed.movement.quantity, at: placed.movement.happenedAt)
            change(Spot(lot: lot, place: placed.from), by: -placed.movement.quantity, at: placed.movement.happenedAt)
        }
        for (spot, start) in since {
            stays[spot.lot, default: []].append(Stay(place: spot.place, from: start, until: nil))
        }
        return stays
    }

    // MARK: Evidence

    /// What counts found of both while they stood together.
    private func differences(_ lot: LotID, _ meetings: [Stay]) -> [NeighbourLot.Evidence] {
        func difference(of lot: LotID) -> Quantity {
            movements.filter { $0.movement.lotID == lot && $0.movement.kind == .count }.map { placed in
                let moment = placed.movement.happenedAt
                let isHere = { (place: LocationID) in meetings.contains { $0.place == place && $0.contains(moment) } }
                if places[placed.from]?.usage == .loss, isHere(placed.to) { return placed.movement.quantity }
                if places[placed.to]?.usage == .loss, isHere(placed.from) { return -placed.movement.quantity }
                return .zero
            }.sum()
        }
        let (ours, theirs) = (difference(of: suspect), difference(of: lot))
        if (ours < .zero && theirs > .zero) || (ours > .zero && theirs < .zero) {
            return [.opposite(missing: -min(ours, theirs), over: max(ours, theirs))]
        }
        return [(suspect, ours), (lot, theirs)].filter { $0.1 != .zero }
            .map { .countDifference(lot: name($0.0), $0.1) }
    }

    /// Documents that took both from a place where they stood together.
    private func samePicks(_ lot: LotID, _ meetings: [Stay]) -> [NeighbourLot.Evidence] {
        func picks(of lot: LotID) -> Set<DocumentName> {
            Set(
                movements.compactMap { placed in
                    guard placed.movement.lotID == lot, placed.movement.reverses == nil,
                        meetings.contains(where: {
                            $0.place == placed.from && $0.contains(placed.movement.happenedAt)
                        })
                    else { return nil }
                    return placed.movement.document
                })
        }
        return picks(of: suspect).intersection(picks(of: lot)).sorted { $0.number < $1.number }
            .map { .samePick($0) }
    }
}

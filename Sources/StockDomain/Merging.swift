/// Lots that become one, or one that becomes two (R19).
public enum Merging {
    /// Why goods cannot be merged, first match first.
    public enum Fault: Error, Equatable {
        case oneLotOnly
        case serial(LotNumber)
        case otherProduct(LotNumber)
        case nothingThere
        case inTransit(LotNumber)
    }

    /// - Parameter piles: what there is of the parts, at places of ours.
    public static func check(
        _ parts: [Lot], piles: [Balance], isTransit: (LocationID) -> Bool
    ) throws(Fault) {
        if Set(parts.map(\.id)).count < 2 { throw .oneLotOnly }
        for part in parts {
            if part.kind == .serial { throw .serial(part.number) }
            if part.productID != parts[0].productID { throw .otherProduct(part.number) }
        }
        if piles.isEmpty { throw .nothingThere }
        for pile in piles where isTransit(pile.key.spot.location) {
            if let part = parts.first(where: { $0.id == pile.key.lot }) { throw .inTransit(part.number) }
        }
    }

    /// Everything that is there of the parts becomes `merged`, each pile where it stands.
    public static func movements(_ piles: [Balance], into merged: LotID, through production: Spot) -> [Movement] {
        let out = piles.map { pile in
            Movement(
                productID: pile.key.product, lotID: pile.key.lot, quantity: pile.quantity, from: pile.key.spot,
                to: production)
        }
        var sums: [Spot: Quantity] = [:]
        var order: [Spot] = []
        for pile in piles {
            if sums[pile.key.spot] == nil { order.append(pile.key.spot) }
            sums[pile.key.spot, default: .zero] += pile.quantity
        }
        return out
            + order.map { spot in
                Movement(
                    productID: piles[0].key.product, lotID: merged, quantity: sums[spot] ?? .zero, from: production,
                    to: spot)
            }
    }

    /// A part of a pile becomes `child`, where it stands.
    public static func movements(
        splitting quantity: Quantity, of pile: Balance, into child: LotID, through production: Spot
    ) -> [Movement] {
        [
            Movement(
                productID: pile.key.product, lotID: pile.key.lot, quantity: quantity, from: pile.key.spot,
                to: production),
            Movement(
                productID: pile.key.product, lotID: child, quantity: quantity, from: production, to: pile.key.spot),
        ]
    }
}

extension LotDates {
    /// The earliest of each date: goods that were mixed are as old as the oldest of them (R19).
    public static func earliest(of dates: [LotDates]) -> LotDates {
        LotDates(
            productionDate: dates.compactMap(\.productionDate).min(), expiresOn: dates.compactMap(\.expiresOn).min(),
            bestBeforeOn: dates.compactMap(\.bestBeforeOn).min(), removalOn: dates.compactMap(\.removalOn).min(),
            alertOn: dates.compactMap(\.alertOn).min(), typed: dates.reduce([]) { $0.union($1.typed) })
    }
}

extension LotNumber {
    /// The number made of this one, for goods that came from it: of `A-7` and of `A-7.2` the third is `A-7.3`.
    public func derived(_ count: Int) -> LotNumber {
        LotNumber(stored: "\(stem.prefix(LotNumber.mostCharacters - 8)).\(count)")
    }

    /// Without the count of an earlier derivation.
    private var stem: Substring {
        guard let dot = text.lastIndex(of: "."), dot > text.startIndex else { return text[...] }
        let count = text[text.index(after: dot)...]
        return !count.isEmpty && count.allSatisfy(\.isASCII) && count.allSatisfy(\.isNumber) ? text[..<dot] : text[...]
    }
}

extension PostingKind {
    /// Whether the goods stay where they stand and only get another number, so that they keep their age (R19).
    public var keepsAge: Bool { self == .split || self == .merge }
}

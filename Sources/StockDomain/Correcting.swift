/// What was booked wrongly on a finished document (R18a, R18b).
public enum Correction: Sendable, Equatable {
    /// Goods with the number `number` were booked, goods with the number `to` were handled.
    case number(line: LineID, number: LotNumber, quantity: Quantity?, to: LotNumber)
    /// The other side was somebody else.
    case partner(code: String)
    /// A step used another component, or one that was forgotten, or one less.
    case component(ComponentCorrection)
}

/// What a step really used.
public struct ComponentCorrection: Sendable, Equatable {
    /// SKU.
    public var product: String
    /// What was booked; nil when it was forgotten.
    public var number: LotNumber?
    /// In the product's unit; nil for all that was booked.
    public var quantity: Quantity?
    /// What was used; nil when it was not used at all.
    public var to: LotNumber?
    /// The step, as the key of the posting that began it; needed only where a forgotten component may belong to several.
    public var step: PostingID?

    public init(
        product: String, number: LotNumber?, quantity: Quantity?, to: LotNumber?, step: PostingID? = nil
    ) {
        self.product = product
        self.number = number
        self.quantity = quantity
        self.to = to
        self.step = step
    }
}

/// One posting of a correction: what of it goes back, and what is booked in its place.
public struct CorrectedPosting: Sendable, Equatable {
    /// The posting that was wrong.
    public let original: Posting
    /// What is taken back of it, going its own way.
    public let takenBack: [Movement]
    /// What happened instead.
    public let instead: [Movement]

    public init(original: Posting, takenBack: [Movement], instead: [Movement]) {
        self.original = original
        self.takenBack = takenBack
        self.instead = instead
    }
}

/// Which movements a correction concerns, and what becomes of them.
public enum Correcting {
    /// Gives `quantity` of the goods that `isMeant` another number, posting by posting in their order.
    ///
    /// - Parameters:
    ///   - postings: those of the document that still count, with what is left of each.
    ///   - quantity: nil for all.
    ///   - lot: the number that was handled; nil takes the goods back without booking others.
    ///   - entered: how the right number was told.
    /// - Returns: nothing when there is less than `quantity`.
    public static func exchange(
        _ quantity: Quantity?, in postings: [Posting], to lot: LotID?, entered: Entered?,
        where isMeant: (Posting, Movement) -> Bool
    ) -> [CorrectedPosting] {
        var wanted = quantity ?? meant(in: postings, where: isMeant)
        let corrected: [CorrectedPosting] = postings.compactMap { posting in
            let taken = posting.movements.filter { isMeant(posting, $0) }.first(wanted)
            if taken.isEmpty { return nil }
            wanted -= taken.map(\.quantity).sum()
            let instead = lot.map { lot in taken.map { $0.carrying(lot, entered) } } ?? []
            return CorrectedPosting(original: posting, takenBack: taken, instead: instead)
        }
        return wanted == .zero ? corrected : []
    }

    /// How much there is that could be corrected.
    public static func meant(in postings: [Posting], where isMeant: (Posting, Movement) -> Bool) -> Quantity {
        postings.flatMap { posting in posting.movements.filter { isMeant(posting, $0) } }.map(\.quantity).sum()
    }

    /// Books everything again as it was, for another partner.
    public static func readdress(_ postings: [Posting]) -> [CorrectedPosting] {
        postings.filter { !$0.movements.isEmpty }.map {
            CorrectedPosting(original: $0, takenBack: $0.movements, instead: $0.movements)
        }
    }
}

extension Movement {
    fileprivate func carrying(_ lot: LotID, _ entered: Entered?) -> Movement {
        var movement = self
        movement.lotID = lot
        movement.entered = entered
        return movement
    }
}

/// Whether goods may be booked as gone to a customer or into a step, though only afterwards (R34a, R41): a correction
/// is no way around what holds goods back.
public enum HeldBack {
    /// Why goods cannot have left, first match first.
    public enum Fault: Error, Equatable {
        case blocked(LotNumber)
        /// `use_by` goods; those that are only past their best may have left, as the reason of the correction says.
        case expired(LotNumber, on: CalendarDate)
    }

    /// - Parameters:
    ///   - isHeld: whether the pile they would come from is not released.
    ///   - day: the day on which they left.
    public static func check(
        _ lot: Lot, isHeld: Bool, of expiration: Expiration, on day: CalendarDate
    ) throws(Fault) {
        if isHeld { throw .blocked(lot.number) }
        if expiration.isEnabled, expiration.kind == .useBy, let last = lot.dates.expiresOn, last < day {
            throw .expired(lot.number, on: last)
        }
    }
}

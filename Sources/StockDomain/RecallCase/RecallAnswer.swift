/// What a consignee said he has of one product, or did with it, in the product's unit.
///
/// Each answer says how things stand now; what it leaves out stands as it was said before.
public struct AnsweredAmounts: Sendable, Equatable {
    /// What he had when he was told.
    public var have: Quantity?
    public var destroyed: Quantity?
    public var returned: Quantity?
    /// Relabelled, repaired or otherwise put right.
    public var corrected: Quantity?
    /// Gone on to consumers.
    public var sold: Quantity?

    public init(
        have: Quantity? = nil, destroyed: Quantity? = nil, returned: Quantity? = nil, corrected: Quantity? = nil,
        sold: Quantity? = nil
    ) {
        self.have = have
        self.destroyed = destroyed
        self.returned = returned
        self.corrected = corrected
        self.sold = sold
    }

    /// What stands after a later answer; what was on hand when he was told is what he said first.
    public func updated(by later: AnsweredAmounts) -> AnsweredAmounts {
        AnsweredAmounts(
            have: have ?? later.have, destroyed: later.destroyed ?? destroyed, returned: later.returned ?? returned,
            corrected: later.corrected ?? corrected, sold: later.sold ?? sold)
    }
}

/// One answer to a notice.
public struct RecallAnswer: Sendable, Equatable {
    public var partner: PartnerID
    public var product: ProductID
    public var amounts: AnsweredAmounts
    public var comment: String?
    public var at: Instant
    /// Who wrote it down; nil when it came by link.
    public var writtenBy: String?

    public init(
        partner: PartnerID, product: ProductID, amounts: AnsweredAmounts, comment: String? = nil, at: Instant,
        writtenBy: String? = nil
    ) {
        self.partner = partner
        self.product = product
        self.amounts = amounts
        self.comment = comment
        self.at = at
        self.writtenBy = writtenBy
    }
}

extension AnsweredAmounts {
    /// - Parameters:
    ///   - delivered: what he got and had not returned when the list was frozen.
    ///   - unit: of the product.
    /// - Throws: `more_than_delivered` when more is said to be gone than he ever had.
    public func check(against delivered: Quantity, _ unit: String, at pointer: String) throws(Refusal) {
        let gone = [destroyed, returned, corrected, sold].compactMap(\.self).sum()
        if gone > delivered {
            throw .rule(
                "more_than_delivered",
                "\(gone.inWords(unit)) cannot be returned, destroyed, corrected or sold: \(delivered.inWords(unit)) were "
                    + "delivered.", at: pointer)
        }
    }
}

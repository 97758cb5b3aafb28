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
    /// Returned, destroyed, put right or sold on in all.
    var gone: Quantity { [destroyed, returned, corrected, sold].compactMap(\.self).sum() }

    /// How much more it says than was delivered: to have been there, or to be gone.
    func beyond(_ delivered: Quantity) -> Quantity { max(.zero, max(have ?? .zero, gone) - delivered) }

    /// What is asked of an answer that says more than was delivered: he may have got some elsewhere, or we have missed a
    /// delivery, so it is neither refused nor kept in silence (R49). Nil where nothing is to be asked.
    ///
    /// - Parameters:
    ///   - delivered: what he got and had not returned when the list was frozen.
    ///   - earlier: what he said before; what was confirmed then is not asked again.
    ///   - pointer: the place of the amounts in the request.
    public func question(
        against delivered: Quantity, of product: ProductName, after earlier: AnsweredAmounts, at pointer: String
    ) -> Question? {
        if beyond(delivered) <= earlier.beyond(delivered) { return nil }
        let said =
            gone > delivered
            ? "\(gone.inWords(product.unit)) were returned, destroyed, put right or sold on"
            : "\((have ?? .zero).inWords(product.unit)) were there"
        let place = pointer.isEmpty ? "amounts" : String(pointer.dropFirst())
        return Question(
            id: "\(place):more_than_delivered", code: "more_than_delivered",
            detail: "\(delivered.inWords(product.unit)) of \(product.name) were delivered, and the answer says that "
                + "\(said). Is that right?", answers: ["keep"])
    }
}

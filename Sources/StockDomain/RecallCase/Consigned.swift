/// A consignee as the list was frozen, with all that was said and done since (R49).
public struct Consigned: Sendable, Equatable {
    public var partner: Partner
    /// The round in which he came onto the list.
    public var round: Int
    /// By SKU.
    public var goods: [ConsignedGoods]
    /// First to last; reminders too.
    public var notices: [SentNotice]
    /// Every attempt to mail one, first to last.
    public var mails: [NoticeMail]
    public var answers: [RecallAnswer]
    public var check: EffectivenessCheck?
    /// Answers that came by link so far.
    public var turn: Int

    public init(
        partner: Partner, round: Int, goods: [ConsignedGoods], notices: [SentNotice] = [],
        mails: [NoticeMail] = [], answers: [RecallAnswer] = [], check: EffectivenessCheck? = nil, turn: Int = 0
    ) {
        self.partner = partner
        self.round = round
        self.goods = goods
        self.notices = notices
        self.mails = mails
        self.answers = answers
        self.check = check
        self.turn = turn
    }

    public var notifiedAt: Instant? { notices.first?.at }
    public var respondedAt: Instant? { answers.first?.at }

    /// Whether lots came onto the list for him after he was told.
    public var hasLotsNotTold: Bool {
        guard let told = notices.map(\.round).max() else { return false }
        return goods.contains { $0.lots.contains { $0.round > told } }
    }

    /// Whether he was told nothing yet, or not of all that he has.
    public var isToBeTold: Bool { notifiedAt == nil || hasLotsNotTold }

    /// Whether only a call or a letter reaches him, and he has not answered yet.
    public var isToBeCalled: Bool {
        respondedAt == nil && (partner.email ?? "").isEmpty && !partner.isAnonymous
    }

    /// Where a mail reaches him, if he has an address that a mail can go to.
    public var mailAddress: MailAddress? { partner.email.flatMap { MailAddress($0) } }

    /// The last mail, where it did not reach him and he was not told in another way since.
    public func mailFailure(at now: Instant) -> NoticeMail? {
        guard let last = mails.last, last.failure(at: now) != nil else { return nil }
        if let told = notices.last, told.at > last.begunAt { return nil }
        return last
    }

    /// Whether he was told and is silent.
    public var isSilent: Bool { notifiedAt != nil && respondedAt == nil }
}

/// What a consignee had of one product when the list was frozen, and what became of it.
public struct ConsignedGoods: Sendable, Equatable {
    public var product: ProductName
    /// By number; lots found good since are left out.
    public var lots: [ConsignedLot]
    /// What he said, later answers over earlier ones.
    public var said: AnsweredAmounts
    /// What he still has by the ledger now.
    public var now: Quantity

    public init(
        product: ProductName, lots: [ConsignedLot], said: AnsweredAmounts = AnsweredAmounts(), now: Quantity
    ) {
        self.product = product
        self.lots = lots
        self.said = said
        self.now = now
    }

    public var delivered: Quantity { lots.map(\.quantity).sum() }
    /// What came back and was booked since.
    public var booked: Quantity { max(.zero, delivered - now) }
    /// What he says he sent, or what was booked, whichever is more: what is on its way is both later.
    public var returned: Quantity { max(booked, said.returned ?? .zero) }
    public var destroyed: Quantity { said.destroyed ?? .zero }
    public var corrected: Quantity { said.corrected ?? .zero }
    public var sold: Quantity { said.sold ?? .zero }
    /// Of what was delivered, what is back, destroyed or put right. Never more: what he says beyond it is in `beyond`.
    public var recovered: Quantity { min(delivered, returned + destroyed + corrected) }
    /// Of what was delivered and not recovered, what was sold on.
    public var soldOfDelivered: Quantity { min(sold, delivered - recovered) }
    /// How much more he says, or has sent back, than was delivered.
    public var beyond: Quantity {
        let known = AnsweredAmounts(
            have: said.have, destroyed: destroyed, returned: returned, corrected: corrected, sold: sold)
        return known.beyond(delivered)
    }
}

public struct ConsignedLot: Sendable, Equatable {
    public var lot: LotName
    public var quantity: Quantity
    public var round: Int

    public init(lot: LotName, quantity: Quantity, round: Int) {
        self.lot = lot
        self.quantity = quantity
        self.round = round
    }
}

/// That a consignee was told, how and in which words.
public struct SentNotice: Sendable, Equatable {
    public var at: Instant
    public var by: String
    public var method: ContactMethod
    public var round: Int
    public var isReminder: Bool
    public var text: String

    public init(at: Instant, by: String, method: ContactMethod, round: Int, isReminder: Bool, text: String) {
        self.at = at
        self.by = by
        self.method = method
        self.round = round
        self.isReminder = isReminder
        self.text = text
    }
}

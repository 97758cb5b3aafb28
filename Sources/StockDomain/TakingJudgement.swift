/// Whether goods may leave though the strategy would have taken others, or though they are past their day (R35, R41).
struct TakingJudgement {
    private let taking: Taking
    private let line: LineToDo
    private let stock: Taking.Stock

    init(_ taking: Taking, _ line: LineToDo, _ stock: Taking.Stock) {
        self.taking = taking
        self.line = line
        self.stock = stock
    }

    /// Refuses what needs a reason or a right, and notes on the movements what was done with a reason.
    ///
    /// - Parameters:
    ///   - taken: in the order of `movements`; judged only when it is the whole line.
    ///   - proposed: what the strategy would have taken; empty where no number is named.
    func judge(
        _ taken: [Taking.Taken], against proposed: [Pick], _ movements: inout [PlannedMovement],
        _ decision: inout Decision
    ) {
        if taken.map(\.pick.quantity).sum() < line.done { return }
        let choice = ChosenGoods(taken, proposed, taking.removal)
        for (index, goods) in taken.enumerated() {
            let pointer = goods.entry?.pointer ?? line.pointer
            let planned: PlannedOverride?
            if isExpired(goods.pick.balance) {
                planned = expired(goods, pointer, &decision)
            } else {
                planned = goods.entry.flatMap { chosen($0, goods.pick.balance, choice, pointer, &decision) }
            }
            if let planned { movements[index].override = planned }
        }
    }

    // MARK: Dates

    /// A lot is good through its expiry day, compared with the day of doing.
    private func isExpired(_ pile: Balance) -> Bool {
        guard line.product.expiration.isEnabled, let expiry = pile.expiresOn else { return false }
        return expiry < taking.context.day
    }

    private func expired(_ goods: Taking.Taken, _ pointer: String, _ decision: inout Decision) -> PlannedOverride? {
        let pile = goods.pick.balance
        let expired = "\(name(of: pile)) expired on \(pile.expiresOn?.inWords ?? "an earlier day")"
        if line.product.expiration.kind == .useBy {
            decision.faults.append(
                Fault(
                    pointer, "lot_expired",
                    "\(expired); goods with a use-by date never leave after it. Scrap it or return it to the supplier.")
            )
            return nil
        }
        guard taking.context.role.may(.releasePastBest) else {
            decision.faults.append(
                Fault(
                    pointer, "lot_expired",
                    "\(expired). The role \(Right.releasePastBest.leastRole.rawValue) may let it leave, with a reason.")
            )
            return nil
        }
        guard let reason = line.overrideReason else {
            decision.faults.append(
                Fault(
                    pointer, "override_reason_required",
                    "\(expired). Say why it leaves all the same (override_reason)."))
            return nil
        }
        return PlannedOverride(rule: PlannedOverride.bestBefore, reason: reason, detail: expired + ".")
    }

    // MARK: Choice

    private func chosen(
        _ entry: NumberEntry, _ pile: Balance, _ choice: ChosenGoods, _ pointer: String, _ decision: inout Decision
    ) -> PlannedOverride? {
        guard let deviation = choice.deviation(of: pile) else { return nil }
        let detail = inWords(deviation, pile)
        guard let reason = line.overrideReason else {
            decision.faults.append(
                Fault(
                    pointer, "override_reason_required",
                    "\(detail) Say why \(entry.number) leaves all the same (override_reason)."))
            return nil
        }
        return PlannedOverride(
            rule: deviation.objection?.rawValue ?? taking.removal.strategy.rawValue, reason: reason,
            passedOver: deviation.instead?.key.lot, detail: detail)
    }

    private func inWords(_ deviation: ChosenGoods.Deviation, _ pile: Balance) -> String {
        let removal = taking.removal
        let instead = deviation.instead.map { "\(name(of: $0)) is to leave first. \(removal.inWords($0))" }
        guard let objection = deviation.objection else { return instead ?? "" }
        let why = removal.limits.inWords(objection, pile, zone: removal.zone)
        return "\(name(of: pile)) is not proposed. \(why)" + (instead.map { " " + $0 } ?? "")
    }

    private func name(of pile: Balance) -> String {
        let number = pile.key.lot.flatMap { lot in
            stock.numbers[lot] ?? nil
        }
        return number.map { "“\($0)” of \(line.product.sku)" } ?? "An earlier number of \(line.product.sku)"
    }
}

/// Numbers that somebody has named, beside those that the strategy would have taken (R35).
struct ChosenGoods {
    /// Why a named number needs a reason.
    struct Deviation: Equatable {
        /// What speaks against the number itself.
        let objection: Objection?
        /// The first of those that were to be taken and are left.
        let instead: Balance?
    }

    private let removal: Removal
    /// How much more of a lot is taken than was proposed.
    private var surplus: [LotID: Quantity] = [:]
    /// The first proposed pile that is left.
    private let left: Balance?
    /// The lot that a customer who takes one lot a line gets.
    private let onlyLot: LotID?

    init(_ taken: [Taking.Taken], _ proposed: [Pick], _ removal: Removal) {
        self.removal = removal
        var open: [LotID: Quantity] = [:]
        for pick in proposed { pick.balance.key.lot.map { open[$0, default: .zero] += pick.quantity } }
        for goods in taken {
            guard let lot = goods.pick.balance.key.lot else { continue }
            let more = goods.pick.quantity - (open[lot] ?? .zero)
            open[lot] = max(.zero, -more)
            if more > .zero { surplus[lot, default: .zero] += more }
        }
        left = proposed.map(\.balance).filter { $0.key.lot.flatMap { open[$0] } ?? .zero > .zero }
            .min(by: removal.strategy.precedes)
        onlyLot = removal.isSingleLot ? taken.first?.pick.balance.key.lot : nil
    }

    /// What a pile that somebody has named deviates in; nil when it is as good as what was proposed.
    func deviation(of pile: Balance) -> Deviation? {
        guard let lot = pile.key.lot else { return nil }
        if let onlyLot, onlyLot != lot { return Deviation(objection: .otherLot, instead: nil) }
        guard surplus[lot] ?? .zero > .zero else { return nil }
        if let objection = removal.limits.objection(to: pile) {
            // Whether it was there then is judged over its whole past, not by its pile.
            return objection == .notThereThen ? nil : Deviation(objection: objection, instead: left)
        }
        guard let left, removal.strategy.prefers(left, to: pile),
            !removal.strategy.ranksEqually(left, pile, tolerance: removal.toleranceDays, in: removal.zone)
        else { return nil }
        return Deviation(objection: nil, instead: left)
    }
}

/// A reason that somebody gave for taking other goods than the proposed ones, or goods past their best (R35, R41).
public struct PlannedOverride: Equatable, Sendable {
    /// The strategy that was overridden, the objection to the number, or `best_before`.
    public let rule: String
    public let reason: String
    /// The number that was to leave first.
    public let passedOver: LotID?
    public let detail: String

    public static let bestBefore = "best_before"

    public init(rule: String, reason: String, passedOver: LotID? = nil, detail: String) {
        self.rule = rule
        self.reason = reason
        self.passedOver = passedOver
        self.detail = detail
    }
}

extension LineToDo {
    /// The reason for an override; nil when it is blank.
    var overrideReason: String? {
        details.overrideReason.flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil }
    }
}

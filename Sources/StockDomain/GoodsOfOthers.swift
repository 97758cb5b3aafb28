/// Goods that are set aside for other documents and asked for by this one (R36).
///
/// What can be swapped for an equally ranked free piece is swapped, which takes from nobody. For the rest somebody
/// must say that it is taken; whoever comes last in the order of R38 loses first.
struct GoodsOfOthers {
    private var piles: [Balance]
    private let holders: [(pile: Int64, holder: Taking.Holder)]
    private let stock: Taking.Stock
    private let removal: Removal
    private let answers: [String: String]

    /// - Parameter piles: those that may leave, in the order in which they are taken.
    init(of piles: [Balance], _ stock: Taking.Stock, _ removal: Removal, answers: [String: String]) {
        self.piles = piles
        self.stock = stock
        self.removal = removal
        self.answers = answers
        // The order over all piles follows from the order on each: their lists are sorted alike.
        holders = piles.flatMap { pile in (stock.holders[pile.id] ?? []).map { (pile.id, $0) } }
            .sorted { $1.1.order < $0.1.order }
    }

    /// Whether others have set aside that much of these goods.
    func hold(_ quantity: Quantity) -> Bool {
        holders.map(\.holder.quantity).sum() >= quantity
    }

    /// Takes `quantity` from others; asks unless it is only swapped.
    func take(
        _ quantity: Quantity, _ want: TakingWant, _ stock: inout Taking.Stock, _ decision: inout Decision
    ) -> [Pick] {
        var rest = quantity
        var losses = swaps(of: &rest)
        if rest > .zero {
            let taken = takings(of: rest, beside: losses)
            let names = taken.map(\.holder.document).uniqued()
            let also = names.count > 1 ? " (and \(names.dropFirst().joined(separator: ", ")))" : ""
            let answer = decision.ask(
                want.question, "reserved_for_other",
                "\(rest.grouped) of \(want.what) are reserved for \(names.first ?? "another document")\(also). "
                    + "Take them all the same?", ["take"], given: answers)
            if answer == nil { return [] }
            losses += taken
        }
        decision.losses += losses
        stock.apply(losses)
        return losses.compactMap { loss in
            piles.first { $0.id == loss.pile }.map { Pick(balance: $0, quantity: loss.quantity) }
        }
    }

    private func swaps(of rest: inout Quantity) -> [ReservationLoss] {
        var free = Dictionary(uniqueKeysWithValues: stock.piles.map { ($0.id, $0.free) })
        var losses: [ReservationLoss] = []
        for (pileID, holder) in holders where !holder.isChosen && rest > .zero {
            guard let pile = piles.first(where: { $0.id == pileID }) else { continue }
            var open = min(rest, holder.quantity)
            for other in stock.piles where open > .zero && canReplace(pile, other) {
                let quantity = min(open, free[other.id] ?? .zero)
                if quantity <= .zero { continue }
                losses.append(ReservationLoss(holder, pile: pileID, quantity, replacement: other.id))
                free[other.id, default: .zero] -= quantity
                open -= quantity
                rest -= quantity
            }
        }
        return losses
    }

    /// Whether whoever has set aside `pile` is served as well by `other`: one place, one rank, equally released.
    private func canReplace(_ pile: Balance, _ other: Balance) -> Bool {
        other.id != pile.id && other.free > .zero && other.isBlocked == pile.isBlocked
            && (other.key.lot == nil) == (pile.key.lot == nil) && other.key.spot.location == pile.key.spot.location
            && !piles.contains { $0.id == other.id }
            && removal.strategy.ranksEqually(pile, other, tolerance: nil, in: removal.zone)
    }

    private func takings(of quantity: Quantity, beside swapped: [ReservationLoss]) -> [ReservationLoss] {
        var rest = quantity
        return holders.compactMap { pile, holder in
            let gone = swapped.filter { $0.pile == pile && $0.holder.line == holder.line }.map(\.quantity).sum()
            let taken = min(rest, holder.quantity - gone)
            if taken <= .zero { return nil }
            rest -= taken
            return ReservationLoss(holder, pile: pile, taken)
        }
    }
}

/// What a line of another document loses of what was set aside for it.
public struct ReservationLoss: Sendable, Equatable {
    public let holder: Taking.Holder
    public let pile: Int64
    public let quantity: Quantity
    /// The equally ranked pile that is set aside instead; nil when the line is left without.
    public let replacement: Int64?

    init(_ holder: Taking.Holder, pile: Int64, _ quantity: Quantity, replacement: Int64? = nil) {
        self.holder = holder
        self.pile = pile
        self.quantity = quantity
        self.replacement = replacement
    }
}

extension Taking.Stock {
    mutating func apply(_ losses: [ReservationLoss]) {
        for loss in losses {
            change(loss.pile) { pile in
                pile.quantity -= loss.quantity
                pile.reserved -= loss.quantity
            }
            change(loss.replacement) { $0.reserved += loss.quantity }
            let place = holders[loss.pile]?.firstIndex { $0.line == loss.holder.line }
            if let place { holders[loss.pile]?[place].quantity -= loss.quantity }
            if let replacement = loss.replacement { keep(loss.quantity, of: replacement, for: loss.holder) }
        }
    }

    /// A later number of the same document may ask for the replacement too.
    private mutating func keep(_ quantity: Quantity, of pile: Int64, for loser: Taking.Holder) {
        var others = holders[pile] ?? []
        if let known = others.firstIndex(where: { $0.line == loser.line }) {
            others[known].quantity += quantity
        } else {
            var holder = loser
            holder.quantity = quantity
            others.append(holder)
            others.sort { $1.order < $0.order }
        }
        holders[pile] = others
    }
}

extension [String] {
    fileprivate func uniqued() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}

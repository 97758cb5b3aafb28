import StockDomain
import StockStore

extension Operations {
    /// Sets goods aside for an open document: the numbers its lines name, else the oldest free ones (R21, R32).
    ///
    /// What cannot be had stays missing; that is no refusal.
    public func reserve(
        _ kind: DocumentKind, _ number: String, _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        try await change(kind, number, ifVersion: nil, command, answer: answer) { store, _, document in
            guard kind.takesStock else {
                throw Refusal.rule("nothing_to_reserve", "A \(kind.inWords) takes nothing out of stock.")
            }
            let lines = try store.lines(of: document.id)
            try store.unreserve(lines.map(\.id))
            var isWhole = true
            for line in lines {
                let place = line.locationID ?? document.locationID
                let reserved = try place.map { try store.reserve(line, at: store.locationAndBelow($0)) } ?? .zero
                if reserved < line.quantity { isWhole = false }
            }
            var next = document
            next.state = isWhole ? .ready : .draft
            return try store.saving(next)
        }
    }

    /// Frees what is set aside for an open document.
    public func unreserve(
        _ kind: DocumentKind, _ number: String, _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        try await change(kind, number, ifVersion: nil, command, answer: answer) { store, _, document in
            try store.unreserve(store.lines(of: document.id).map(\.id))
            var next = document
            next.state = .draft
            return try store.saving(next)
        }
    }
}

extension Store {
    /// Sets aside for one line; answers how much.
    fileprivate func reserve(_ line: DocumentLine, at places: [LocationID]) throws -> Quantity {
        guard let product = try product(line.productID) else { return .zero }
        var reserved = Quantity.zero
        for pick in try namedPicks(line, product, at: places) {
            try reserve(pick.quantity, of: pick.balance, for: line.id)
            reserved += pick.quantity
        }
        for pick in try oldestPicks(line.quantity - reserved, product, at: places) {
            try reserve(pick.quantity, of: pick.balance, for: line.id)
            reserved += pick.quantity
        }
        return reserved
    }

    private func namedPicks(_ line: DocumentLine, _ product: Product, at places: [LocationID]) throws -> [Pick] {
        guard let kind = product.numberKindInside, !line.numbers.isEmpty else { return [] }
        let shares = LineNumbers.shares(
            of: line.numbers, tracking: product.tracking, done: line.quantity, mayBeFewer: true)
        guard case .success(let named) = shares else { return [] }
        let lots = try lots(numbers: named.map(\.entry.number), kind: kind, of: product.id)
        var picks: [Pick] = []
        for share in named {
            guard let lot = lots[share.entry.number] else { continue }
            let piles = try balances(of: product.id, at: places, lots: [lot.id], freeOnly: true)
            picks += pickInOrder(share.quantity, from: piles)
        }
        return picks
    }

    private func oldestPicks(_ demand: Quantity, _ product: Product, at places: [LocationID]) throws -> [Pick] {
        if demand <= .zero { return [] }
        let isTracked = product.isTrackedInside
        var piles: [Balance] = []
        var found = Quantity.zero
        try walkFreeBalances(of: product.id, at: places) { balance in
            if (balance.key.lot != nil) == isTracked {
                piles.append(balance)
                found += balance.free
            }
            return found < demand
        }
        return pickInOrder(demand, from: piles)
    }
}

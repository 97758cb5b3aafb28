import StockDomain
import StockOperations
import TestSupport

/// Recalls: they hold a lot with all that was made of it, and let go what they held.
extension Simulation {
    mutating func startRecall(_ product: String) async throws {
        let level = model.levels[product]
        guard level == .lot || level == .serial, recalls.count < 3,
            let goods = pick(known(product, serial: level == .serial)), let lot = try await eyes.lot(goods)
        else { return }
        let (request, operations) = (
            RecallRequest(reason: "glass \(turn)", scope: [ScopeTerm(lot: lot.id)], startsNow: true), company.operations
        )
        let told = Kept<RecallView>()
        guard
            try await attempt(
                "recall \(text(goods))", .must,
                {
                    try await operations.draftRecall(request, $0) { view in
                        told.keep(view)
                        return Answer(status: 201, body: [])
                    }
                }), let number = told.value?.recall.number
        else { return }
        let reached = model.descendants(of: goods)
        for one in reached {
            // A serial obeys its lot; what is plain inside cannot be told apart there.
            if model.batches[one].map(reached.contains) ?? false || model.levels[one.product] == .deliveryOnly {
                continue
            }
            model.holds[one, default: []].insert(NaiveWarehouse.Hold(place: nil, origin: turn, recall: number))
        }
        recalls.append(number)
        mayLoseReservations = true
    }

    /// Withdraws a recall, or releases one of its numbers that was found good.
    mutating func endRecall() async throws {
        guard let number = pick(recalls) else { return }
        let operations = company.operations
        let held = model.holds.filter { $0.value.contains { $0.recall == number } }.keys.sorted { text($0) < text($1) }
        let view = try await operations.recall(number, as: company.admin)
        let mine = Set(view.lots.filter { $0.isHeld && $0.released == nil }.compactMap(\.lot.id))
        if chance(1, in: 2), let goods = pick(held), let lot = try await eyes.lot(goods), mine.contains(lot.id) {
            guard
                try await attempt(
                    "releaseFrom \(number): \(text(goods))", .must,
                    {
                        try await operations.releaseFromRecall(
                            number, isDrill: false, lots: [lot.id], because: "found good", $0
                        ) { _ in Answer(status: 200, body: []) }
                    })
            else { return }
            model.holds[goods] = model.holds[goods]?.filter { $0.recall != number }
            return
        }
        guard
            try await attempt(
                "withdraw \(number)", .must,
                {
                    try await operations.withdrawRecall(number, isDrill: false, because: "not glass", $0) { _ in
                        Answer(status: 200, body: [])
                    }
                })
        else { return }
        for goods in held { model.holds[goods] = model.holds[goods]?.filter { $0.recall != number } }
        recalls.removeAll { $0 == number }
    }
}

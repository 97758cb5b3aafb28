import StockDomain
import StockStore

extension Operations {
    /// Adds a component, by-product or co-product to an open order.
    public func addPart(
        _ part: PartRequest, _ role: ProductionRole, to number: String, ifVersion version: Int? = nil,
        _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        let more = try await scope(ofProducts: [part.line.product])
        return try await change(
            .productionOrder, number, ifVersion: version, command, besides: more, answer: answer
        ) { store, moment, document in
            var planning = ProductionPlanning(store, moment)
            let planned = try planning.lines([part], role)
            try planning.planning.settle()
            let former = try store.lines(of: document.id)
            let beside = former.filter { $0.details.role == .byProduct }.map { ($0.details.inputShare, "") }
            let faults = CoProducts.faults(beside + planned.map { ($0.line.details.inputShare, $0.pointer) })
            if !faults.isEmpty { throw Refusal.faults(faults) }
            let written = try store.insert(planned.map(\.line), of: document.id)
            try store.checkOutputsNamed(by: former + written, former: former, planned)
            var next = document
            next.state = .draft
            return try store.saving(next)
        }
    }

    /// Changes one line of an open order; with how much it makes, its other lines follow.
    public func changePart(
        _ line: LineID, of number: String, to request: LineChange, ifVersion version: Int? = nil, _ command: Command,
        answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        try await change(.productionOrder, number, ifVersion: version, command, answer: answer) {
            store, moment, document in
            let former = try store.existingLine(line, of: document)
            if former.details.role != .output {
                return try store.changing(former, of: document, to: request, moment)
            }
            let change = ProductionChange(quantity: request.quantity, outputs: request.numbers)
            if request.saysMoreThanQuantityAndNumbers {
                throw Refusal.rule(
                    "invalid_value", "Of what an order makes only quantity and numbers change; the rest is the order's."
                )
            }
            return try ProductionChanging(store, moment, document).apply(change)
        }
    }

    /// Removes a component or by-product of an open order.
    ///
    /// - Throws: `no_output` for what the order makes.
    public func removePart(
        _ line: LineID, of number: String, ifVersion version: Int? = nil, _ command: Command,
        answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        try await change(.productionOrder, number, ifVersion: version, command, answer: answer) {
            store, _, document in
            if try store.existingLine(line, of: document).details.role == .output {
                throw Refusal.rule(
                    "no_output", "\(document.number) would make nothing: cancel it, or change how much it makes.")
            }
            try store.unreserve([line])
            try store.delete([line])
            return try store.saving(document)
        }
    }
}

extension LineChange {
    fileprivate var saysMoreThanQuantityAndNumbers: Bool {
        packaging != nil || done != nil || location != nil || reason != nil || overrideReason != nil
            || pastedNumbers != nil
    }
}

import SQLCore
import StockDomain
import StockStore

extension Operations {
    /// Creates a production order and, when asked, does it in the same transaction: if doing is refused, nothing exists
    /// (R23).
    public func createProduction(
        _ request: ProductionRequest, _ command: Command, answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        let scope = try await scope(of: request)
        return try await write(command, needs: .moveGoods, scope, answer: answer) { store, moment in
            var planning = ProductionPlanning(store, moment)
            let (planned, lines) = try planning.plan(request)
            var document = planned
            document.number = try store.drawDocumentNumber(.productionOrder)
            document.id = try store.insert(document)
            let written = try store.insert(lines.map(\.line), of: document.id)
            try store.checkOutputsNamed(by: written, lines)
            guard request.doNow else { return try store.view(of: document) }
            let told = ProductionDoRequest()
            let pointers = Dictionary(uniqueKeysWithValues: zip(written.map(\.id), lines.map(\.pointer)))
            return try ProductionDoing(store, moment, command).carryOut(document, written, told, pointers)
        }
    }

    /// Does an open order, wholly or in part.
    public func carryOutProduction(
        _ number: String, _ request: ProductionDoRequest, ifVersion version: Int? = nil, _ command: Command,
        answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        let more = try await scope(ofProducts: request.skus)
        return try await change(
            .productionOrder, number, ifVersion: version, command, besides: more, answer: answer
        ) { store, moment, document in
            try ProductionDoing(store, moment, command)
                .carryOut(document, store.lines(of: document.id), request, [:])
        }
    }

    /// Changes the head of an open order, how much it makes, or its parts; what is set aside is freed with the lines
    /// that go.
    public func changeProduction(
        _ number: String, to change: ProductionChange, ifVersion version: Int?, _ command: Command,
        answer: @escaping DocumentAnswer
    ) async throws -> Answer {
        let parts = ((change.components ?? []) + (change.byProducts ?? [])).map(\.line.product)
        let more = try await scope(ofProducts: parts)
        return try await self.change(
            .productionOrder, number, ifVersion: version, command, besides: more, answer: answer
        ) { store, moment, document in
            let changing = ProductionChanging(store, moment, document)
            return try changing.apply(change)
        }
    }

    private func scope(of request: ProductionRequest) async throws -> WriteScope {
        let skus =
            ([request.product].compactMap { $0 })
            + ((request.components ?? []) + (request.byProducts ?? [])).map(\.line.product)
        guard let code = request.recipe else { return try await scope(ofProducts: skus) }
        return try await translatingDatabaseErrors {
            try await database.read { session in
                let store = Store(session)
                let recipe = try store.recipe(code: code)
                let products = (recipe?.parts.map(\.productID) ?? []) + [recipe?.productID].compactMap { $0 }
                return .products(Set((products + (try store.productIDs(skus: skus))).map(\.rawValue)))
            }
        }
    }
}

extension ProductionDoing {
    /// Puts what is told beside the plan, and does it.
    func carryOut(
        _ document: Document, _ lines: [DocumentLine], _ request: ProductionDoRequest, _ pointers: [LineID: String]
    ) throws -> DocumentView {
        var telling = try ProductionTelling(store, moment, command, document, lines)
        let plan = try telling.plan(request, pointers: pointers)
        return try finish(document, telling.lines, plan, told: telling.decision, request)
    }
}

extension Store {
    /// - Throws: `unknown_output` when a component is for an output that the order does not name.
    ///
    /// - Parameter former: lines of the order that come before those that are planned.
    func checkOutputsNamed(
        by lines: [DocumentLine], former: [DocumentLine] = [], _ planned: [DocumentPlanning.Line]
    ) throws {
        guard let output = lines.first(where: { $0.details.role == .output }) else { return }
        let names = Set(output.numbers.map(\.number))
        let faults = zip(lines.dropFirst(former.count), planned).compactMap { line, plan -> Fault? in
            guard let number = line.details.forOutput, !names.contains(number) else { return nil }
            return Fault(
                plan.pointer + "/for", "unknown_output",
                "\(plan.product.sku) is for “\(number)”, which is not among the outputs.")
        }
        if !faults.isEmpty { throw Refusal.faults(faults) }
    }
}

/// Changes an open order (R23).
struct ProductionChanging {
    let store: Store
    let moment: Moment
    let document: Document

    init(_ store: Store, _ moment: Moment, _ document: Document) {
        self.store = store
        self.moment = moment
        self.document = document
    }

    func apply(_ change: ProductionChange) throws -> DocumentView {
        var planning = ProductionPlanning(store, moment)
        var next = document
        try planning.planning.apply(change.head, to: &next)
        try changeOutput(change, &planning, &next)
        for (parts, role) in [(change.components, ProductionRole.component), (change.byProducts, .byProduct)] {
            guard let parts else { continue }
            let lines = try planning.lines(parts, role)
            try planning.planning.settle()
            let former = try store.lines(of: document.id).filter { $0.details.role == role }.map(\.id)
            try store.unreserve(former)
            try store.delete(former)
            let written = try store.insert(lines.map(\.line), of: document.id)
            let all = try store.lines(of: document.id)
            let output = all.filter { $0.details.role == .output }
            if let first = output.first, let product = try store.product(first.productID) {
                let head = DocumentPlanning.Line(line: first, product: product, pointer: "")
                try store.checkOutputsNamed(by: [first] + written, [head] + lines)
            }
            next.state = .draft
        }
        try planning.planning.settle()
        return try store.saving(next)
    }

    /// Another quantity or other numbers of the output; components and by-products that name no numbers follow.
    private func changeOutput(
        _ change: ProductionChange, _ planning: inout ProductionPlanning, _ next: inout Document
    ) throws {
        guard change.quantity != nil || change.outputs != nil else { return }
        let lines = try store.lines(of: document.id)
        guard var output = lines.first(where: { $0.details.role == .output }),
            let product = try store.product(output.productID)
        else { return }
        let former = output.quantity
        if let outputs = change.outputs {
            output.numbers = planning.entries(outputs, of: product)
            output.quantity = product.quantity(saidBy: output.numbers) ?? output.quantity
        }
        if let quantity = change.quantity {
            output.quantity =
                planning.planning.checked(quantity, of: product, allowZero: false, at: "/quantity") ?? former
        }
        try store.update(output)
        if output.quantity == former { return }
        for var line in lines where line.details.role != .output && line.numbers.isEmpty {
            guard line.details.forOutput == nil else { continue }
            line.quantity =
                try store.product(line.productID).map { part in
                    line.planned(output.quantity, of: former, decimals: part.decimals)
                } ?? line.quantity
            let seen = lines.first { $0.id == line.id } ?? line
            try store.update(line)
            var reserving = try Reserving(store, moment, document, store.placesByID())
            next.state = try reserving.following(line, insteadOf: seen).state
        }
    }
}

extension DocumentLine {
    /// How much of a part is planned when the order is for another quantity: pieces whole, as with a recipe.
    fileprivate func planned(_ quantity: Quantity, of former: Quantity, decimals: Int) -> Quantity {
        let share = self.quantity.share(quantity, of: former)
        let planned = share.rounded(decimals: decimals, up: details.role == .component)
        return planned > .zero ? planned : share.rounded(decimals: decimals, up: true)
    }
}

import StockDomain
import StockStore

/// What of an order is done now: its output, what goes in and what comes out beside it.
struct ProductionPlan {
    var output: LineToDo
    /// `planned` is what the plan says for what is made now.
    var components: [LineToDo] = []
    var byProducts: [LineToDo] = []
    /// What broke on the way.
    var scrapped: [LineToDo] = []
    /// Whether somebody has told what one step made.
    var isOneStep = false
    /// What stays of each line.
    var rest: [LineID: (quantity: Quantity, numbers: [NumberEntry])] = [:]

    var all: [LineToDo] { [output] + components + byProducts }
}

/// Puts what somebody tells of a step beside what is planned (R23).
struct ProductionTelling {
    let store: Store
    let moment: Moment
    let command: Command
    let document: Document
    private var planning: ProductionPlanning
    private var products: [ProductID: Product]
    private(set) var decision = Decision()
    /// Lines of the order, with those that came up while it was done.
    private(set) var lines: [DocumentLine]

    init(
        _ store: Store, _ moment: Moment, _ command: Command, _ document: Document, _ lines: [DocumentLine]
    ) throws {
        self.store = store
        self.moment = moment
        self.command = command
        self.document = document
        self.lines = lines
        planning = ProductionPlanning(store, moment)
        products = Dictionary(
            uniqueKeysWithValues: try store.products(Array(Set(lines.map(\.productID)))).map { ($0.id, $0) })
    }

    /// - Parameter pointers: of the lines in the request that creates and does the order at once.
    mutating func plan(
        _ told: ProductionDoRequest, pointers: [LineID: String] = [:]
    ) throws -> ProductionPlan {
        guard let line = lines.first(where: { $0.details.role == .output }), let product = products[line.productID]
        else { throw Refusal.rule("no_output", "\(document.number) does not say what it makes.") }
        var plan = ProductionPlan(output: output(told.outputs, line, product))
        keepRest(of: line, product, done: plan.output.done, used: plan.output.entries, in: &plan)
        plan.components = try parts(told.components, .component, line, pointers, &plan)
        plan.byProducts = try parts(told.byProducts, .byProduct, line, pointers, &plan)
        plan.scrapped = try scrapped(told.scrapped)
        plan.isOneStep =
            told.outputs != nil && !plan.components.contains { $0.details.forOutput != nil }
        planning.planning.faults += CoProducts.faults(
            lines.filter { $0.details.role == .byProduct }.map { ($0.details.inputShare, "/by_products") })
        try planning.planning.settle()
        return plan
    }

    // MARK: The output

    private mutating func output(_ told: [NumberInput]?, _ line: DocumentLine, _ product: Product) -> LineToDo {
        guard let told else {
            return todo(line, product, done: line.details.doneSoFar ?? line.quantity, line.numbers, "")
        }
        let entries = planning.entries(told, of: product)
        let named = entries.map { $0.quantity ?? (product.numberKindInside == .serial ? .one : nil) }
        // One that names no quantity takes what is left of the order.
        var done = named.compactMap { $0 }.sum()
        if named.contains(where: { $0 == nil }) || named.isEmpty { done = max(done, line.quantity) }
        return todo(line, product, done: done, entries, "")
    }

    private func todo(
        _ line: DocumentLine, _ product: Product, planned: Quantity? = nil, done: Quantity,
        _ entries: [NumberEntry], _ pointer: String, details: LineDetails? = nil, location: LocationID? = nil
    ) -> LineToDo {
        LineToDo(
            id: line.id, product: product, planned: planned ?? line.quantity, done: done,
            entries: entries.map { pointer.isEmpty ? $0.inOutputs : $0.below(pointer) }, reason: line.reason,
            locationID: location ?? line.locationID, details: details ?? line.details, pointer: pointer)
    }

    private func keepRest(
        of line: DocumentLine, _ product: Product, done: Quantity, used: [NumberEntry], in plan: inout ProductionPlan
    ) {
        let left = line.quantity - done
        guard left > .zero else { return }
        let numbers = ProductionAmounts.entries(line.numbers, without: used)
        plan.rest[line.id] = (left, ProductionAmounts.entries(numbers, upTo: left, tracking: product.tracking).used)
    }

    // MARK: Components and by-products

    private mutating func parts(
        _ requests: [PartRequest]?, _ role: ProductionRole, _ output: DocumentLine, _ pointers: [LineID: String],
        _ plan: inout ProductionPlan
    ) throws -> [LineToDo] {
        let own = lines.filter { $0.details.role == role }
        let made = Set(plan.output.entries.map(\.number))
        var expected: [LineID: ProductionAmounts.Expected] = [:]
        for line in own {
            if let number = line.details.forOutput {
                let isNow = made.contains(number) || plan.rest[output.id] == nil
                expected[line.id] = ProductionAmounts.Expected(isNow ? line.quantity : .zero)
            } else if line.details.isUnplanned {
                // It came up by a scan: its plan is what was scanned.
                expected[line.id] = ProductionAmounts.Expected(line.quantity)
            } else {
                expected[line.id] = products[line.productID].map {
                    ProductionAmounts.expected(line.quantity, for: plan.output.done, of: output.quantity, $0, role)
                }
            }
        }
        let found = try match(requests ?? [], role, own, expected.mapValues(\.quantity))
        for (line, used) in found.used { expected[line] = expected[line]?.told(used) }
        judge(found.used, expected.mapValues(\.quantity), found.context, role)
        var parts = found.parts
        for (index, line) in own.enumerated() where !found.matched.contains(line.id) {
            guard let product = products[line.productID], let planned = expected[line.id] else { continue }
            // What was scanned is used; what was not yet is taken by rule.
            let used = max(planned.quantity, line.details.doneSoFar ?? .zero)
            let (entries, left) = ProductionAmounts.entries(line.numbers, upTo: used, tracking: product.tracking)
            if used < line.quantity { plan.rest[line.id] = (line.quantity - used, left) }
            let pointer = pointers[line.id] ?? "/\(role.key)/\(index)"
            if used > .zero {
                let part = todo(line, product, planned: planned.quantity, done: used, entries, pointer)
                judge([line.id: used], [line.id: planned.quantity], [line.id: part], role)
                if let warning = ProductionAmounts.rounding(planned, of: line.quantity, part, role) {
                    decision.warnings.append(warning)
                }
                parts.append(part)
            }
        }
        let told = Dictionary(grouping: found.parts, by: \.id)
        for line in own where found.matched.contains(line.id) {
            guard let planned = expected[line.id]?.quantity, planned < line.quantity else { continue }
            let used = (told[line.id] ?? []).flatMap(\.entries)
            let left = line.quantity - planned
            let numbers = ProductionAmounts.entries(line.numbers, without: used)
            let tracking = products[line.productID]?.tracking ?? .none
            plan.rest[line.id] = (left, ProductionAmounts.entries(numbers, upTo: left, tracking: tracking).used)
        }
        return parts
    }

    /// Goods that are scrapped belong to no line: they are neither planned nor used.
    private mutating func scrapped(_ told: [PartRequest]) throws -> [LineToDo] {
        try planning.lines(told, .component).map { planned in
            LineToDo(
                id: LineID(0), product: planned.product, done: planned.line.quantity,
                entries: planned.line.numbers.map { $0.below(planned.pointer) }, reason: planned.line.reason,
                locationID: planned.line.locationID, details: planned.line.details, pointer: planned.pointer)
        }
    }

    private struct PartKey: Hashable {
        let product: ProductID
        let forOutput: LotNumber?
    }

    private struct Found {
        var parts: [LineToDo] = []
        var matched: Set<LineID> = []
        /// Of each line, all its parts together.
        var used: [LineID: Quantity] = [:]
        /// Where each line was named first.
        var context: [LineID: LineToDo] = [:]
    }

    /// Gives each part that somebody names its line; what is planned and not named is used as planned.
    private mutating func match(
        _ told: [PartRequest], _ role: ProductionRole, _ own: [DocumentLine], _ expected: [LineID: Quantity]
    ) throws -> Found {
        var found = Found()
        let known = try store.products(skus: told.map(\.line.product))
        let lines = Dictionary(
            own.map { (PartKey(product: $0.productID, forOutput: $0.details.forOutput), $0) }
        ) { first, _ in first }
        for part in told {
            let product = known[part.line.product]
            let planned = product.flatMap { product in
                lines[PartKey(product: product.id, forOutput: part.forOutput)]
                    ?? lines[PartKey(product: product.id, forOutput: nil)]
            }
            if let planned { found.matched.insert(planned.id) }
            if let planned, let share = part.inputShare, share != planned.details.inputShare {
                throw Refusal.rule(
                    "invalid_value", "Which share a co-product takes is changed on the order, before it is done.",
                    at: part.line.pointer + "/input_share")
            }
            if part.line.quantity == .zero, let planned, let product {
                found.used[planned.id, default: .zero] += .zero
                found.context[planned.id] = todo(
                    planned, product, planned: expected[planned.id], done: .zero, [], part.line.pointer)
                continue
            }
            var request = part
            if request.line.quantity == nil, product?.quantity(saidBy: part.line.numbers?.entries ?? []) == nil {
                request.line.quantity = planned.flatMap { expected[$0.id] }.flatMap { $0 > .zero ? $0 : nil }
            }
            guard let line = try planning.lines([request], role).first else { continue }
            products[line.product.id] = line.product
            guard let row = try planned ?? unplanned(line, role, own) else { continue }
            var details = row.details
            details.forOutput = part.forOutput
            details.overrideReason = line.line.details.overrideReason ?? details.overrideReason
            let todo = todo(
                row, line.product, planned: expected[row.id] ?? line.line.quantity, done: line.line.quantity,
                line.line.numbers, line.pointer, details: details, location: line.line.locationID)
            found.parts.append(todo)
            found.used[row.id, default: .zero] += todo.done
            found.context[row.id] = found.context[row.id] ?? todo
        }
        return found
    }

    private mutating func judge(
        _ used: [LineID: Quantity], _ expected: [LineID: Quantity], _ context: [LineID: LineToDo],
        _ role: ProductionRole
    ) {
        guard role == .component else { return }
        let asking = DoingContext(
            partner: nil, day: moment.today, zone: moment.settings.zone, answers: command.answers)
        for id in used.keys.sorted() {
            guard let amount = used[id], let planned = expected[id], let line = context[id] else { continue }
            ProductionAmounts.judge(
                amount, against: planned, line,
                tolerance: line.product.handling.consumptionTolerancePercent
                    ?? moment.settings.consumptionTolerancePercent, asking, into: &decision)
        }
    }

    /// Goods that no line plans: they ask where others are planned, and then have a line (R20).
    private mutating func unplanned(
        _ line: DocumentPlanning.Line, _ role: ProductionRole, _ own: [DocumentLine]
    ) throws -> DocumentLine? {
        if let added = lines.last(where: {
            $0.details.isUnplanned && $0.productID == line.product.id && $0.details.role == role
        }) {
            return added
        }
        if role == .component, !own.isEmpty {
            let answer = decision.ask(
                line.pointer.drop { $0 == "/" } + ":product_not_on_document", "product_not_on_document",
                "\(line.product.sku) is not planned for \(document.number). Add it?", ["add"], given: command.answers)
            if answer == nil { return nil }
        }
        var row = line.line
        row.numbers = []
        row.details.isUnplanned = true
        let inserted = try store.insert([row], of: document.id)
        lines += inserted
        return inserted.first
    }
}

extension ProductionRole {
    /// Its key in requests.
    var key: String {
        switch self {
        case .output: "outputs"
        case .component: "components"
        case .byProduct: "by_products"
        }
    }
}

extension NumberEntry {
    /// The same with its place among the outputs.
    fileprivate var inOutputs: NumberEntry {
        if pointer.hasPrefix("/outputs") { return self }
        var entry = self
        entry.pointer = "/outputs" + (pointer.hasPrefix("/numbers") ? String(pointer.dropFirst(8)) : pointer)
        return entry
    }
}

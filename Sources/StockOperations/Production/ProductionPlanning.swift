import StockDomain
import StockStore

/// Looks up what a production order names: its output, its components and by-products, its recipe (R23).
struct ProductionPlanning {
    let store: Store
    let moment: Moment
    var planning: DocumentPlanning

    init(_ store: Store, _ moment: Moment) {
        self.store = store
        self.moment = moment
        planning = DocumentPlanning(store, moment)
    }

    /// The order and its lines, output first, or everything that is wrong with the request.
    mutating func plan(
        _ request: ProductionRequest
    ) throws -> (document: Document, lines: [DocumentPlanning.Line]) {
        let recipe = try request.recipe.map { try existingRecipe($0) }
        guard let sku = try request.product ?? recipe.flatMap({ try store.product($0.productID)?.sku }) else {
            throw Refusal.rule("product_required", "Say what is made: a product, or a recipe.", at: "/product")
        }
        let product = try store.product(sku: sku)
        if let recipe, let product, recipe.productID != product.id {
            throw Refusal.rule(
                "invalid_value", "The recipe “\(recipe.code)” does not make \(sku).", at: "/recipe")
        }
        let outputs = product.map { request.outputs.spelledOut(for: $0) } ?? request.outputs
        var output = LineRequest(
            product: sku, quantity: request.quantity ?? product?.quantity(saidBy: outputs.entries),
            packaging: request.packaging)
        if output.quantity == nil, outputs.isEmpty { output.quantity = recipe?.quantity }
        var parts = try parts(of: request, recipe, for: output.quantity)
        parts.insert((.output, PartRequest(output)), at: 0)
        let (document, planned) = try planning.plan(
            DocumentRequest(
                kind: .productionOrder, origin: request.origin, location: request.location,
                happenedAt: request.happenedAt, plannedOn: request.plannedOn, priority: request.priority,
                reason: request.reason, lines: parts.map(\.1.line)))
        planning.faults += parts.sharesThatDoNotFit
        planning.faults += zip(planned, parts).compactMap { $0.archivedFault(as: $1.0) }
        var lines = zip(planned, parts).map { $0.being($1.0, $1.1) }
        lines[0].line.details.recipe = recipe?.code
        lines[0].line.details.yieldTolerance = request.yieldTolerance ?? recipe?.yieldTolerance
        if let fault = Recipe.fault(ofYieldTolerance: request.yieldTolerance) { planning.faults.append(fault) }
        lines[0].line.numbers = entries(outputs, of: lines[0].product)
        try planning.settle()
        return (document, lines)
    }

    /// What outputs say, spelled out; nothing of it names a number while their switch is off (R1).
    mutating func entries(_ outputs: [NumberInput], of product: Product) -> [NumberEntry] {
        let spelled = outputs.spelledOut(for: product)
        let named = spelled.contains { !$0.isBlank }
        let entries = named ? planning.entries(spelled, nil, "", on: .productionOrder) : spelled.entries
        planning.refuseParts(in: entries, of: product, at: "")
        return entries
    }

    /// Components and by-products as named, else those of the recipe.
    private func parts(
        of request: ProductionRequest, _ recipe: Recipe?, for made: Quantity?
    ) throws -> [(ProductionRole, PartRequest)] {
        func ofRecipe(_ role: ProductionRole) throws -> [PartRequest] {
            guard let recipe else { return [] }
            return try recipe.parts.enumerated().filter { $0.element.role == role }.compactMap { position, part in
                guard let product = try store.product(part.productID) else { return nil }
                // Pieces are planned whole: enough goes in, and not more is promised to come out.
                let quantity = part.quantity(for: made ?? recipe.quantity, of: recipe.quantity)
                    .rounded(decimals: product.decimals, up: role == .component)
                if quantity == .zero { return nil }
                return PartRequest(
                    LineRequest(product: product.sku, quantity: quantity, pointer: "/recipe/\(position)"),
                    inputShare: part.inputShare)
            }
        }
        return try (request.components ?? ofRecipe(.component)).map { (.component, $0) }
            + (request.byProducts ?? ofRecipe(.byProduct)).map { (.byProduct, $0) }
    }

    private func existingRecipe(_ code: String) throws -> Recipe {
        guard let recipe = try store.recipe(code: code) else {
            throw Refusal.rule("not_found", "There is no recipe “\(code)”.", at: "/recipe")
        }
        if recipe.isArchived {
            throw Refusal.rule("recipe_archived", "The recipe “\(code)” is archived.", at: "/recipe")
        }
        return recipe
    }

    /// Lines of parts that somebody names for an order.
    mutating func lines(_ parts: [PartRequest], _ role: ProductionRole) throws -> [DocumentPlanning.Line] {
        let planned = try planning.planLines(parts.map(\.line), of: .productionOrder)
        // Where one is faulty the others are only looked at for their own faults.
        guard planned.count == parts.count else { return [] }
        planning.faults += parts.map { (role, $0) }.sharesThatDoNotFit
        planning.faults += planned.compactMap { $0.archivedFault(as: role) }
        return zip(planned, parts).map { $0.being(role, $1) }
    }
}

extension DocumentPlanning.Line {
    /// Goods of a product that is out of use may go into an order, but not come out of it.
    fileprivate func archivedFault(as role: ProductionRole) -> Fault? {
        role == .component ? nil : product.archivedFault(at: pointer + "/product")
    }

    func being(_ role: ProductionRole, _ part: PartRequest) -> DocumentPlanning.Line {
        var line = self
        line.line.details.role = role
        line.line.details.forOutput = part.forOutput
        line.line.details.inputShare = part.inputShare
        return line
    }
}

extension [(ProductionRole, PartRequest)] {
    /// Shares of what goes in that no output can take.
    fileprivate var sharesThatDoNotFit: [Fault] {
        let beside = filter { $0.0 == .byProduct }
        let misplaced = filter { $0.0 != .byProduct && $0.1.inputShare != nil }.map { _, part in
            Fault(part.line.pointer + "/input_share", "invalid_value", "Only what comes out takes a share.")
        }
        return misplaced + CoProducts.faults(beside.map { ($0.1.inputShare, $0.1.line.pointer) })
    }
}

extension NumberInput {
    /// Whether it only says how much, so that a number of our own is wanted.
    var isBlank: Bool {
        if case .one(let entry) = self { entry.number.text.isEmpty && !entry.isUnknown } else { false }
    }
}

extension [NumberInput] {
    /// Several serials without number, one by one.
    func spelledOut(for product: Product) -> [NumberInput] {
        guard product.numberKindInside == .serial else { return self }
        return flatMap { input -> [NumberInput] in
            guard case .one(let entry) = input, input.isBlank, let quantity = entry.quantity, quantity.isWhole,
                quantity > .one, quantity.wholeUnits <= Int64(NumberRun.most)
            else { return [input] }
            var single = entry
            single.quantity = .one
            return [NumberInput](repeating: .one(single), count: Int(quantity.wholeUnits))
        }
    }

    /// The single entries; runs count with each of their numbers.
    var entries: [NumberEntry] {
        flatMap { input -> [NumberEntry] in
            switch input {
            case .one(let entry): return [entry]
            case .run(let first, let count, let entry):
                let numbers = (try? NumberRun.numbers(from: first, count: count)) ?? []
                return numbers.map { entry.naming($0) }
            case .span(let first, let last, let entry):
                let numbers = (try? NumberRun.numbers(from: first, to: last)) ?? []
                return numbers.map { entry.naming($0) }
            }
        }
    }
}

extension NumberEntry {
    fileprivate func naming(_ number: LotNumber) -> NumberEntry {
        var entry = self
        entry.number = number
        return entry
    }
}

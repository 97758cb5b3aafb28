import StockDomain
import StockStore

extension Operations {
    /// All recipes by code.
    ///
    /// - Parameter sku: those that make this product; nil for all.
    public func recipes(of sku: String? = nil, as actor: Actor) async throws -> [RecipeView] {
        try await read(as: actor) { store in
            let recipes = try sku.map { try store.recipes(of: store.existingProduct($0).id) } ?? store.recipes()
            return try store.views(of: recipes)
        }
    }

    /// - Throws: `not_found`.
    public func recipe(_ code: String, as actor: Actor) async throws -> RecipeView {
        try await read(as: actor) { store in try store.views(of: [store.existingRecipe(code)])[0] }
    }

    public func createRecipe(
        _ code: String, _ change: RecipeChange, _ command: Command,
        answer: @escaping @Sendable (RecipeView) -> Answer
    ) async throws -> Answer {
        try await write(command, needs: .keepMasterData, answer: answer) { store, moment in
            if try store.recipe(code: code) != nil {
                throw Refusal(.conflict, "recipe_exists", "There is already a recipe “\(code)”.")
            }
            let recipe = try store.applying(change, to: nil, code)
            try store.insert(recipe)
            let view = try store.views(of: [recipe])[0]
            try store.record(
                nil, became: RecipeOnRecord(view), recipe.productID.rawValue, by: command.actor.id, at: moment.now)
            return view
        }
    }

    public func changeRecipe(
        _ code: String, _ change: RecipeChange, _ command: Command,
        answer: @escaping @Sendable (RecipeView) -> Answer
    ) async throws -> Answer {
        try await write(command, needs: .keepMasterData, answer: answer) { store, moment in
            let old = try store.existingRecipe(code)
            let before = try store.views(of: [old])[0]
            let recipe = try store.applying(change, to: old, code)
            try store.update(recipe)
            let view = try store.views(of: [recipe])[0]
            try store.record(
                RecipeOnRecord(before), became: RecipeOnRecord(view), recipe.productID.rawValue,
                by: command.actor.id, at: moment.now)
            return view
        }
    }
}

extension Store {
    fileprivate func existingRecipe(_ code: String) throws -> Recipe {
        guard let recipe = try recipe(code: code) else { throw Refusal.notFound("recipe", code) }
        return recipe
    }

    fileprivate func views(of recipes: [Recipe]) throws -> [RecipeView] {
        let ids = Set(recipes.flatMap { [$0.productID] + $0.parts.map(\.productID) })
        let products = Dictionary(uniqueKeysWithValues: try products(Array(ids)).map { ($0.id, $0) })
        return recipes.map { RecipeView(recipe: $0, products: products) }
    }

    /// The recipe after the change, or everything that is wrong with it.
    fileprivate func applying(_ change: RecipeChange, to old: Recipe?, _ code: String) throws -> Recipe {
        let parts = (change.components ?? []) + (change.byProducts ?? [])
        let known = try products(skus: parts.map(\.product) + [change.product].compactMap { $0 })
        var faults: [Fault] = []
        func product(_ sku: String, at pointer: String) -> Product? {
            if let found = known[sku] { return found }
            faults.append(Fault(pointer, "not_found", "There is no product “\(sku)”."))
            return nil
        }
        func check(_ quantity: Quantity, of product: Product, at pointer: String) {
            if quantity > .zero, quantity <= .most, quantity.fits(decimals: product.decimals) { return }
            faults.append(Fault(pointer, "invalid_value", "\(quantity) is no quantity of \(product.sku)."))
        }
        func read(_ parts: [RecipeChange.Part], _ role: ProductionRole) -> [RecipePart] {
            parts.compactMap { part in
                guard let found = product(part.product, at: part.pointer + "/product") else { return nil }
                check(part.quantity, of: found, at: part.pointer + "/quantity")
                return RecipePart(
                    role: role, productID: found.id, quantity: part.quantity, inputShare: part.inputShare)
            }
        }
        let made = change.product.flatMap { product($0, at: "/product") }
        if old == nil, change.product == nil {
            faults.append(Fault("/product", "product_required", "Say what the recipe makes."))
        }
        faults += CoProducts.faults((change.byProducts ?? []).map { ($0.inputShare, $0.pointer) })
        var recipe = old ?? Recipe(code: code, name: code, productID: made?.id ?? ProductID(0), quantity: .one)
        if let made { recipe.productID = made.id }
        if let name = change.name { recipe.name = name }
        if let isArchived = change.isArchived { recipe.isArchived = isArchived }
        recipe.yieldTolerance = change.yieldTolerance.applied(to: recipe.yieldTolerance)
        if let fault = Recipe.fault(ofYieldTolerance: recipe.yieldTolerance) { faults.append(fault) }
        if let quantity = change.quantity {
            recipe.quantity = quantity
            if let made = try made ?? self.product(recipe.productID) { check(quantity, of: made, at: "/quantity") }
        }
        recipe.parts =
            (change.components.map { read($0, .component) } ?? recipe.parts.filter { $0.role == .component })
            + (change.byProducts.map { read($0, .byProduct) } ?? recipe.parts.filter { $0.role == .byProduct })
        if !recipe.parts.contains(where: { $0.role == .component }), faults.isEmpty {
            faults.append(Fault("/components", "invalid_value", "A recipe names at least one component."))
        }
        if !faults.isEmpty { throw Refusal.faults(faults) }
        return recipe
    }
}

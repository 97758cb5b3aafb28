import SQLCore
import StockDomain
import StockStore

extension Operations {
    /// All categories by code.
    public func categories(as actor: Actor) async throws -> [CategoryView] {
        try await read(as: actor) { store in
            let categories = try store.categories()
            return categories.map { CategoryView($0, in: categories) }
        }
    }

    /// - Throws: `not_found`.
    public func category(_ code: String, as actor: Actor) async throws -> CategoryView {
        try await read(as: actor) { store in
            CategoryView(try store.existingCategory(code), in: try store.categories())
        }
    }

    public func createCategory(
        _ code: String, _ change: CategoryChange, _ command: Command,
        answer: @escaping @Sendable (CategoryView) -> Answer
    ) async throws -> Answer {
        try await write(command, needs: .keepMasterData, answer: answer) { store, moment in
            if try store.category(code: code) != nil {
                throw Refusal(.conflict, "category_exists", "There is already a category “\(code)”.")
            }
            let plain = Category(code: code, name: code)
            var category = try store.applying(change, to: plain, moment.settings)
            category.id = try store.insert(category)
            try store.record(nil, became: category, category.id.rawValue, by: command.actor.id, at: moment.now)
            return CategoryView(category, in: try store.categories())
        }
    }

    public func changeCategory(
        _ code: String, _ change: CategoryChange, _ command: Command,
        answer: @escaping @Sendable (CategoryView) -> Answer
    ) async throws -> Answer {
        try await write(command, needs: .keepMasterData, answer: answer) { store, moment in
            let old = try store.existingCategory(code)
            let category = try store.applying(change, to: old, moment.settings)
            try store.update(category)
            try store.record(old, became: category, category.id.rawValue, by: command.actor.id, at: moment.now)
            return CategoryView(category, in: try store.categories())
        }
    }
}

extension CategoryView {
    fileprivate init(_ category: Category, in all: [Category]) {
        self.init(category: category, parent: all.first { $0.id == category.parentID })
    }
}

extension Store {
    fileprivate func existingCategory(_ code: String) throws -> Category {
        guard let category = try category(code: code) else { throw Refusal.notFound("category", code) }
        return category
    }

    fileprivate func applying(
        _ change: CategoryChange, to old: Category, _ settings: Settings
    ) throws -> Category {
        let faults = change.faults(under: settings)
        if !faults.isEmpty { throw Refusal.faults(faults) }
        var category = change.applied(to: old)
        switch change.parent {
        case .keep: break
        case .clear: category.parentID = nil
        case .set(let code): category.parentID = try parent(code, of: old)
        }
        return category
    }

    private func parent(_ code: String, of category: Category) throws -> CategoryID {
        let all = try categories()
        guard let parent = all.first(where: { $0.code == code }) else {
            throw Refusal.rule("not_found", "There is no category “\(code)”.", at: "/parent")
        }
        var above: Category? = parent
        for _ in all.indices {
            if let found = above, found.code == category.code {
                throw Refusal.rule("invalid_value", "\(category.code) would stand below itself.", at: "/parent")
            }
            above = above?.parentID.flatMap { id in all.first { $0.id == id } }
        }
        return parent.id
    }
}

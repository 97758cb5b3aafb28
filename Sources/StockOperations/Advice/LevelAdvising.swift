import StockDomain
import StockStore

/// What the advisor says of one product, with what each level would cost.
public struct LevelAdviceView: Sendable {
    public let product: Product
    public let advice: LevelAdvice
    /// One for each level that is compared.
    public let costs: [LevelCosts]
    /// Whether the costs come from movements of the product, not from what somebody told.
    public let isFromMovements: Bool
}

extension Operations {
    /// At which level a product is best told apart, and what each level would cost by its own movements (R8).
    public func adviseLevel(
        of sku: String, _ answers: LevelAnswers, as actor: Actor
    ) async throws -> LevelAdviceView {
        let now = clock()
        return try await read(as: actor) { store in
            let product = try store.existingProduct(sku)
            let zone = try store.settings().zone
            let since = zone.start(of: zone.day(of: now).adding(days: -365))
            let moved = try store.yearOfMoves(of: product.id, since: since)
            let year = moved.isEmpty ? YearOfMoves(unitsPerWeek: answers.unitsPerWeek ?? 0) : moved
            return LevelAdviceView(
                product: product, advice: LevelAdvice(answers),
                costs: LevelCosts.Choice.allCases.map { LevelCosts($0, of: year) }, isFromMovements: !moved.isEmpty)
        }
    }

    /// Takes the advice: the product gets the level and capture point, and keeps the reason.
    ///
    /// - Parameter reason: what is kept instead of the advisor's own words.
    /// - Throws: what stands against the change of level, such as stock on hand (R7).
    public func acceptAdvice(
        of sku: String, _ answers: LevelAnswers, reason: String?, _ command: Command,
        answer: @escaping @Sendable (LevelAdviceView, ProductView) -> Answer
    ) async throws -> Answer {
        let view = try await adviseLevel(of: sku, answers, as: command.actor)
        let change = ProductChange(
            tracking: .set(view.advice.level.tracking), capture: view.advice.capture.map(Change.set) ?? .keep,
            handling: HandlingChange(levelReason: .set(reason ?? view.advice.inWords)))
        return try await changeProduct(sku, change, command) { answer(view, $0) }
    }
}

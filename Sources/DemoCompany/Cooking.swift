import StockDomain
import StockOperations

/// This morning's strawberry jam: cooked by a recipe that knows how much boils off, and on its way to five customers.
extension DeskWork {
    static let jam = "JAM-STR340"
    private static let jamRecipe = "JAM-STR"
    /// Customers by index, and jars.
    private static let jamOrders: [(customer: Int, jars: Int64)] = [(11, 24), (23, 12), (35, 18), (52, 6), (77, 30)]

    /// - Returns: the lot; nil where the kitchen lacks something.
    func cookJam() async throws -> Lot? {
        try await describeJam()
        let number = try LotNumber("JAM\(today.sixDigits)S")
        let request = ProductionRequest(
            quantity: Quantity(units: 200), recipe: DeskWork.jamRecipe,
            outputs: [.one(NumberEntry(number: number, quantity: Quantity(units: 200)))], origin: "JOB-1095",
            location: History.stock, doNow: true)
        do {
            _ = try await operations.createProduction(request, command) { _ in done }
        } catch is Refusal {
            return nil
        }
        for (index, order) in DeskWork.jamOrders.enumerated() {
            clock.pass(minutes: 11)
            var line = line(DeskWork.jam, order.jars, number.text)
            line.overrideReason = "Ordered fresh from the kettle"
            try await enter(
                .delivery, partner: order.customer, origin: "SO-\(3_101 + index)", [line], now: true)
        }
        let lots = try await operations.lots(
            ofProduct: DeskWork.jam, LotFilter(isOnHand: true), limit: 500, as: actor)
        return lots.items.map(\.lot).first { $0.number == number }
    }

    private func describeJam() async throws {
        let parts: [(sku: String, units: Int64)] = [
            ("ING-STRAW", 20), ("ING-SUGAR", 15), ("PAC-JAR370", 100), ("PAC-LID63", 100), ("PAC-LABEL", 100),
        ]
        let recipe = RecipeChange(
            name: "Strawberry jam", product: DeskWork.jam, quantity: Quantity(units: 100),
            components: parts.enumerated().map { index, part in
                RecipeChange.Part(
                    product: part.sku, quantity: Quantity(units: part.units), pointer: "/components/\(index)")
            }, yieldTolerance: .set(Quantity(units: 4)))
        _ = try await operations.createRecipe(DeskWork.jamRecipe, recipe, command) { _ in done }
    }
}

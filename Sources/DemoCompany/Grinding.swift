import StockDomain
import StockOperations

/// Peanut paste by recipe: an order half done, with the skins that are left over.
extension DeskWork {
    private static let paste = "SEM-PEANUT"
    private static let skins = "ING-SKIN"
    private static let recipe = "PASTE"

    func makePaste() async throws {
        try await describeRecipe()
        let request = ProductionRequest(
            quantity: Quantity(units: 200), recipe: DeskWork.recipe, origin: "JOB-1094", location: History.stock)
        let created = try await operations.createProduction(request, command) { view in
            Answer(status: 201, body: Array(view.document.number.utf8))
        }
        // The mill was stopped for the night after the first half; the rest waits in an order of its own.
        let half = ProductionDoRequest(
            outputs: [.one(NumberEntry(number: try LotNumber("SEM-M1"), quantity: Quantity(units: 100)))],
            byProducts: [
                PartRequest(
                    LineRequest(
                        product: DeskWork.skins, quantity: Quantity(millionths: 1_500_000),
                        numbers: [.one(NumberEntry(number: try LotNumber("SKIN-M1")))], pointer: "/by_products/0"))
            ], rest: .backorder)
        _ = try await operations.carryOutProduction(
            String(decoding: created.body, as: UTF8.self), half, command
        ) { _ in done }
    }

    private func describeRecipe() async throws {
        _ = try await operations.createProduct(
            DeskWork.skins,
            ProductChange(
                name: "Peanut skins, for feed", unit: "kg", decimals: 3, tracking: .set(.lot),
                cost: .set(Quantity(millionths: 120_000))), command
        ) { _ in done }
        func part(_ sku: String, _ thousandths: Int64, _ pointer: String) -> RecipeChange.Part {
            RecipeChange.Part(product: sku, quantity: Quantity(millionths: thousandths * 1_000), pointer: pointer)
        }
        let recipe = RecipeChange(
            name: "Peanut paste", product: DeskWork.paste, quantity: Quantity(units: 100),
            components: [part("ING-PEANUT", 102_000, "/components/0"), part("ING-SALT", 800, "/components/1")],
            byProducts: [part(DeskWork.skins, 1_500, "/by_products/0")],
            yieldTolerance: .set(Quantity(units: 2)))
        _ = try await operations.createRecipe(DeskWork.recipe, recipe, command) { _ in done }
    }

    /// What a jar holds, so that kilograms of paste and jars can be balanced in one unit (R51).
    func weighGoods() async throws {
        let grams: [(sku: String, grams: Int64)] = [
            ("PNB-350", 350), ("PNC-350", 350), ("HZS-350", 350), ("HON-500", 500), ("JAM-STR340", 340),
            ("JAM-APR340", 340), ("SAT-250", 270), ("BAR-PEANUT", 40), ("BOX-BREAK", 1_190),
        ]
        for (sku, grams) in grams {
            _ = try await operations.setUnitFactor(
                Quantity(millionths: grams * 1_000), per: "kg", of: sku, command
            ) { _ in done }
        }
    }
}

import StockDomain
import Testing

/// The setup checklist (R9).
struct ChecklistTests {
    private func points(_ setup: CompanySetup) -> [String] {
        setup.points.map { "\($0.code.rawValue) \($0.isDone)" + ($0.product.map { " \($0)" } ?? "") }
    }

    @Test func withTheSwitchOffOnlyTheSwitchIsAsked() {
        let product = ProductSetup(product: Product(sku: "P", name: "P"))
        #expect(points(CompanySetup(settings: Settings(), products: [product])) == ["switch_on false"])
    }

    @Test func eachPointIsTickedFromData() {
        var milk = Product(sku: "MILK", name: "Milk", tracking: .lot, expiration: Expiration(isEnabled: true))
        var settings = Settings(lotsAndSerials: true, expirationDates: true)
        settings.wantsYearlyDrill = true
        let open = CompanySetup(
            settings: settings, sharedNumbers: 2,
            products: [ProductSetup(product: milk, unnumberedStock: 5, strategy: nil)])
        #expect(
            points(open) == [
                "switch_on true", "shared_numbers_known false", "own_number_traced false", "drill false",
                "level_chosen false MILK", "no_unnumbered_stock false MILK", "capture_set true MILK",
                "expiry_set false MILK",
            ])
        milk.handling.levelReason = "It expires."
        milk.expiration.shelfLifeDays = 10
        settings.wantsYearlyDrill = false
        let traced = CompanySetup.Traced(actor: "anna", number: "L-1", day: CalendarDate("2026-05-03")!)
        let done = CompanySetup(
            settings: settings, traced: traced, products: [ProductSetup(product: milk, strategy: .fefo)])
        #expect(done.points.allSatisfy { $0.isDone })
        #expect(done.points.contains { $0.detail == "anna asked for L-1, which you had delivered, on 3 May 2026." })
    }

    @Test(arguments: [
        ("WALKIN", "Counter", true), ("C-1", "Cash sale", true), ("C-2", "Walk-in customers", true),
        ("C-3", "Anonymous", true), ("C-4", "Cashmere House", false), ("C-5", "Ash & Sons", false),
    ])
    func namesOfNobodyAreProposedAsAnonymous(code: String, name: String, isNobody: Bool) {
        // R47
        var partner = Partner(code: code, name: name, kind: .customer)
        #expect(partner.looksAnonymous == isNobody)
        partner.phone = "+44 20 7946 0000"
        #expect(!partner.looksAnonymous)
        let setup = CompanySetup(settings: Settings(lotsAndSerials: true), nameless: [code])
        #expect(points(setup).contains("anonymous_partners false"))
    }

    @Test func aDateWithoutUseIsRaised() {
        let nut = ProductSetup(product: Product(sku: "NUT", name: "Nuts", tracking: .lot), unusedDates: 3)
        let setup = CompanySetup(settings: Settings(lotsAndSerials: true), products: [nut])
        #expect(points(setup).contains("unused_dates false NUT"))
    }

    @Test func plainStockOfADeliveryOnlyProductIsNoUnnumberedStock() {
        // R5a
        let lamp = Product(sku: "LAMP", name: "Lamp", tracking: .serial, capture: .deliveryOnly)
        let setup = CompanySetup(
            settings: Settings(lotsAndSerials: true), products: [ProductSetup(product: lamp, unnumberedStock: 9)])
        #expect(points(setup).contains("no_unnumbered_stock true LAMP"))
    }
}

import StockDomain
import Testing

struct ProductRulesTests {
    private let settings = Settings(lotsAndSerials: true, expirationDates: true)

    private func codes(_ change: ProductChange, from old: Product, _ rules: ProductRules) -> [String] {
        do throws(Refusal) {
            try rules.check(change, from: old, to: change.applied(to: old))
            return []
        } catch {
            return error.faults.map(\.code)
        }
    }

    @Test func theLevelStaysWhileThereIsStock() {
        // R7, first sentence; stock leads whatever else is wrong with the change.
        let old = Product(sku: "NUT", name: "Peanuts", tracking: .lot, expiration: Expiration(isEnabled: true))
        let stock = [ProductRules.PlaceStock(place: "WH-Stock", quantity: 54)]
        let rules = ProductRules(settings: settings, hasMoved: true, stock: stock, openDocuments: ["OUT-00001"])
        let change = ProductChange(tracking: .set(.none))
        #expect(codes(change, from: old, rules) == ["stock_on_hand", "expiration_needs_tracking"])
        #expect(codes(ProductChange(name: "Nuts"), from: old, rules).isEmpty)
        let empty = ProductRules(settings: settings, hasMoved: true)
        #expect(codes(ProductChange(tracking: .set(.serial)), from: old, empty).isEmpty)
    }

    @Test func withTheSwitchOffNothingSpeaksOfTracking() {
        // R1
        let old = Product(sku: "NUT", name: "Peanuts")
        let change = ProductChange(
            tracking: .set(.lot), capture: .set(.everyMove), expiration: .set(ExpirationChange()))
        #expect(
            codes(change, from: old, ProductRules(settings: Settings()))
                == Array(repeating: "tracking_switched_off", count: 3))
    }

    @Test func whatHasMovedKeepsItsUnit() {
        let old = Product(sku: "NUT", name: "Peanuts", unit: "kg", decimals: 3)
        let rules = ProductRules(settings: settings, hasMoved: true)
        #expect(codes(ProductChange(unit: "pcs", decimals: 0), from: old, rules) == ["already_moved", "already_moved"])
        #expect(codes(ProductChange(unit: "pcs"), from: old, ProductRules(settings: settings)).isEmpty)
    }

    @Test func aBarcodeStandsForOneProduct() {
        // R31
        let old = Product(sku: "NUT", name: "Peanuts")
        let rules = ProductRules(settings: settings, takenBarcodes: ["96385074": "DOLL"])
        #expect(codes(ProductChange(barcodes: ["96385074"]), from: old, rules) == ["barcode_exists"])
        let twice = ProductChange(barcodes: ["1"], packagings: [Packaging(name: "box", quantity: 12, barcode: "1")])
        #expect(codes(twice, from: old, rules) == ["barcode_repeated"])
    }

    @Test(
        arguments: [
            (SettingsChange(lotsAndSerials: false), ["NUT"], [], "tracking_in_use"),
            (SettingsChange(expirationDates: false), ["NUT"], ["NUT"], "expiration_in_use"),
            (SettingsChange(timeZone: "Mars/Olympus"), [], [], "invalid_value"),
        ] as [(SettingsChange, [String], [String], String)])
    func aSwitchInUseStaysOn(change: SettingsChange, tracked: [String], expiring: [String], code: String) {
        // R2, R4
        let refusal = #expect(throws: Refusal.self) {
            try change.applied(to: settings, tracked: tracked, expiring: expiring)
        }
        #expect(refusal?.code == code)
    }

    @Test func theSecondSwitchGoesOffWithTheFirst() throws {
        let off = try SettingsChange(lotsAndSerials: false).applied(to: settings, tracked: [], expiring: [])
        #expect(!off.expirationDates)
        #expect(throws: Refusal.self) {
            try SettingsChange(expirationDates: true).applied(to: Settings(), tracked: [], expiring: [])
        }
    }

    @Test(arguments: [
        (Capture.everyMove, Tracking.serial, []), (.deliveryOnly, .serial, ["stock_on_hand"]),
        (.deliveryOnly, .none, ["stock_on_hand"]),
    ])
    func theCapturePointStaysWhileThereIsStock(capture: Capture, tracking: Tracking, expected: [String]) {
        // R7
        let old = Product(sku: "LAMP", name: "Lamp", tracking: tracking)
        let stock = [ProductRules.PlaceStock(place: "WH-Stock", quantity: 54)]
        let rules = ProductRules(settings: settings, hasMoved: true, stock: stock)
        let change = ProductChange(tracking: .set(.serial), capture: .set(capture))
        #expect(codes(change, from: old, rules) == expected)
        #expect(codes(change, from: old, ProductRules(settings: settings, hasMoved: true)).isEmpty)
    }

    @Test func whatNeedsNumbersInsideIsNotForDeliveryOnly() {
        // R5a
        let rules = ProductRules(settings: settings)
        var old = Product(sku: "LAMP", name: "Lamp", tracking: .lot, expiration: Expiration(isEnabled: true))
        #expect(codes(ProductChange(capture: .set(.deliveryOnly)), from: old, rules) == ["not_for_delivery_only"])
        old.handling.removalStrategy = .fefo
        #expect(
            codes(ProductChange(capture: .set(.deliveryOnly)), from: old, rules)
                == ["not_for_delivery_only", "not_for_delivery_only"])
        #expect(codes(ProductChange(name: "Bright lamp"), from: old, rules).isEmpty)
    }
}

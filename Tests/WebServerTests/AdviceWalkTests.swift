import SQLCore
import StockDomain
import TestSupport
import Testing
import WebPages

@testable import WebServer

/// Advisor, review and checklist over the API (R8, R8a, R9), and the inputs of a line (R8a).
@Suite struct AdviceWalkTests {
    @Test(arguments: SQLEngine.allCases)
    func theAdvisorAnswersAndKeepsTheChoice(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "TEA"}
                → 201
                POST products/TEA/advice {}
                → 200
                  level: lot
                  reasons/0/code: in_doubt
                POST products/TEA/advice {"warranty": true, "units_per_week": 50}
                → 200
                  level: serial
                  capture: delivery_only
                  costs/serial/numbers_a_day: 20.8
                  costs/lot/recall_reach: 50
                  recall_reach/lot: 50
                POST products/TEA/advice {"size": 3}
                → 400 unknown_key
                POST products/TEA/advice {"expiry": true, "accept": true}
                → 200
                  level: lot
                GET products/TEA
                → 200
                  tracking: lot
                  level_reason: The goods expire: all units of a lot share its dates. Nothing asks for a number on each unit.
                GET checklist?product=TEA
                → 200
                  points/0/code: level_chosen
                  points/0/done: true
                  points/0/product: TEA
                GET checklist
                → 200
                  points/0/code: switch_on
                  points/0/done: true
                GET reports/tracking-review
                → 200
                  items/0/product: TEA
                  items/0/never_asked: true
                  items/0/cheaper_level: none
                """)
        }
    }

    @Test func withTheSwitchOffThereIsOnlyTheSwitch() async throws {
        try await withAPI(settings: Settings()) { api in
            try api.walk(
                """
                GET checklist
                → 200
                  points/0/code: switch_on
                  points/0/done: false
                  points/0/link: /setup
                  points/1: missing
                GET reports/tracking-review
                → 422 tracking_switched_off
                """)
        }
    }

    @Test(arguments: [DocumentKind.receipt, .delivery, .transfer, .count, .scrap, .customerReturn, .supplierReturn])
    func anUntrackedProductsLineTakesAsManyInputsWithTheSwitchOnAsOff(kind: DocumentKind) {
        // R8a
        let bag = Product(id: ProductID(1), sku: "BAG", name: "Bag")
        func inputs(isOn: Bool) -> Int {
            let settings = Settings(lotsAndSerials: isOn, expirationDates: isOn)
            let choices = DocumentFormChoices(partners: [], products: [bag], places: [], showsNumbers: isOn)
            let values = FormValues(key: "k", ["lines/0/product": "BAG"])
            let page = documentFormPage(.usual(settings: settings, user: nil), kind, choices, values, rows: 1).text
            return ["<input", "<textarea", "<select"].map { page.components(separatedBy: $0).count - 1 }.reduce(0, +)
        }
        #expect(inputs(isOn: true) == inputs(isOn: false))
    }
}

extension String {
    fileprivate func components(separatedBy mark: String) -> [Substring] {
        split(separator: mark, omittingEmptySubsequences: false)
    }
}

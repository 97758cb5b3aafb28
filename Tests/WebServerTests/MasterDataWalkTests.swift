import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

@Suite struct MasterDataWalkTests {
    // R31: two products had the same GTIN, once with 13 and once with 14 digits, and a scan of it found the wrong one.
    @Test(arguments: SQLEngine.allCases) func oneTradeItemNumberInTwoSpellingsIsOneBarcode(
        engine: SQLEngine
    ) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "NUT", "packagings": [{"name": "box", "quantity": 12, "barcode": "04012345678901"}]}
                → 201
                POST products {"sku": "BOLT", "barcodes": ["4012345678901"]}
                → 422 barcode_exists
                POST products {"sku": "BOLT", "barcodes": ["4006381333931", "04006381333931"]}
                → 422 barcode_repeated
                POST products {"sku": "BOLT", "barcodes": ["0012345", "12345"]}
                → 201
                PATCH products/NUT {"barcodes": ["4012345678901"], "packagings": []}
                → 200
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func productsSayHowTheirGoodsAreHandled(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "MILK", "tracking": "lot", "removal_strategy": "fefo", "receipt_tolerance_percent": 5,
                  "numbering": {"prefix": "M-", "padding": 5, "check": true}, "quarantine_at_receipt": true,
                  "range_tolerance_days": 2, "attributes": {"customs code": "0401"}}
                → 201
                PATCH products/MILK {"numbering": {"padding": 6}, "removal_strategy": null}
                → 200
                  numbering/prefix: M-
                  numbering/padding: 6
                  numbering/check: true
                  removal_strategy: null
                  receipt_tolerance_percent: 5
                  quarantine_at_receipt: true
                  range_tolerance_days: 2
                  attributes/customs code: 0401
                """)
        }
    }

    // R3
    @Test(arguments: SQLEngine.allCases) func aCategoryGivesNewProductsWhatItHas(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST categories {"code": "DAIRY", "tracking": "lot", "expiration": {"enabled": true, "shelf_life_days": 20},
                  "numbering": {"prefix": "D"}, "lot_attributes": ["fat", "farm"]}
                → 201
                POST categories {"code": "CHEESE", "parent": "DAIRY"}
                → 201
                POST products {"sku": "BRIE", "category": "CHEESE"}
                → 201
                  tracking: lot
                  expiration/shelf_life_days: 20
                  numbering/prefix: D
                GET categories/DAIRY
                → 200
                  lot_attributes/0: fat
                  lot_attributes/1: farm
                PATCH categories/DAIRY {"expiration": null, "lot_attributes": []}
                → 200
                  expiration: null
                  numbering/prefix: D
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func placesAndPartnersKeepWhatReservingAsksOfThem(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST locations {"code": "S-1", "parent": "WH", "pick_sequence": 7, "barcode": "P7", "count_interval_days": 30}
                → 201
                POST locations {"code": "S-2", "parent": "WH", "barcode": "P7"}
                → 422 barcode_exists
                PATCH locations/S-1 {"removal_strategy": "lifo", "mixing": true}
                → 200
                  pick_sequence: 7
                  removal_strategy: lifo
                  mixing: true
                  count_interval_days: 30
                POST partners {"code": "C1", "min_remaining_days": 30, "single_lot": true, "no_older_than_last": true}
                → 201
                GET partners/C1
                → 200
                  min_remaining_days: 30
                  min_remaining_percent: null
                  single_lot: true
                  no_older_than_last: true
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func theCompanysHabitsAreSettings(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                PATCH settings {"negative_stock": true, "returned_stock_date": "new", "release_needs_second_person": true,
                  "documents_without_new_numbers": ["count"], "expiry_thresholds": [7, 60, 7], "numbering": {"prefix": "X"}}
                → 200
                GET settings
                → 200
                  negative_stock: true
                  returned_stock_date: new
                  release_needs_second_person: true
                  documents_without_new_numbers/0: count
                  expiry_thresholds/0: 60
                  expiry_thresholds/1: 7
                  numbering/prefix: X
                  numbering/padding: 7
                  unique_numbers: product
                """)
        }
    }

    // R1, R4
    @Test(arguments: SQLEngine.allCases) func withTheSwitchesOffNothingOfThisIsNamed(engine: SQLEngine) async throws {
        try await withAPI(engine, settings: Settings()) { api in
            try api.walk(
                """
                POST products {"sku": "A", "numbering": {}}
                → 422 tracking_switched_off
                POST products {"sku": "A", "quarantine_at_receipt": true}
                → 422 tracking_switched_off
                POST products {"sku": "A", "removal_strategy": "fefo"}
                → 422 expiration_switched_off
                POST categories {"code": "C", "lot_attributes": ["farm"]}
                → 422 tracking_switched_off
                POST partners {"code": "C1", "single_lot": true}
                → 422 tracking_switched_off
                POST partners {"code": "C1"}
                → 201
                POST products {"sku": "A", "removal_strategy": "lifo"}
                → 201
                  removal_strategy: lifo
                """)
        }
    }

    // R3: what a category gives goes with the level that the product has, its own or the category's.
    @Test(arguments: SQLEngine.allCases) func aProductsOwnLevelWinsOverItsCategorys(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST categories {"code": "FOOD", "tracking": "lot", "expiration": {"enabled": true}}
                → 201
                POST categories {"code": "PLAIN", "expiration": {"enabled": true, "shelf_life_days": 9}}
                → 201
                POST products {"sku": "BAG", "category": "FOOD", "tracking": "none"}
                → 201
                  tracking: none
                  expiration/enabled: false
                POST products {"sku": "EGG", "category": "PLAIN", "tracking": "lot"}
                → 201
                  expiration/shelf_life_days: 9
                """)
        }
    }
}

import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// Packages as a client of the API meets them (R31a).
@Suite struct PackageWalkTests {
    private static let goods = #"""
        POST products {"sku": "A", "tracking": "lot"}
        → 201
        POST products {"sku": "B", "tracking": "serial"}
        → 201
        POST products {"sku": "C"}
        → 201
        POST partners {"code": "S1", "kind": "supplier"}
        → 201
        POST partners {"code": "C1"}
        → 201
        POST locations {"code": "Shelf", "parent": "WH"}
        → 201
        POST receipts {"partner": "S1", "lines": [{"product": "A", "numbers": [{"number": "L1", "quantity": 10}]},
            {"product": "B", "numbers": ["S1", "S2", "S3"]}, {"product": "C", "quantity": 7}], "do": true}
        → 201

        """#

    @Test(arguments: SQLEngine.allCases) func anSSCCIsMadeUnderTheCompanysPrefix(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            let first = try api.post("packages", #"{"number": null}"#)
            #expect(first.verdict == "201")
            #expect(first["number"].hasPrefix("0040"))
            #expect(first["sscc"] == "true")
            #expect(first["location"] == "WH-Stock")
            try api.walk(
                #"""
                PATCH settings {"gs1_company_prefix": "12x"}
                → 422 invalid_value
                PATCH settings {"gs1_company_prefix": "4012345"}
                → 200
                  gs1_company_prefix: 4012345
                POST packages {"number": "BOX-1", "location": "WH-Returns"}
                → 201
                  number: BOX-1
                  sscc: false
                  location: WH-Returns
                POST packages {"number": "BOX-1"}
                → 409 package_exists
                POST packages {"number": "(00)340123450000000000"}
                → 201
                  number: 340123450000000000
                POST packages {"number": "BOX-2", "location": "Suppliers"}
                → 422 not_a_stock_place
                GET packages/BOX-2
                → 404 not_found
                """#)
            let second = try api.post("packages", "{}")
            #expect(second["number"].hasPrefix("04012345"))
            #expect(second["number"] != first["number"])
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func goodsArePackedMovedAndUnpackedWithTheirPackage(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                Self.goods + #"""
                    POST packages {"number": "BOX"}
                    → 201
                    POST packages {"number": "PAL"}
                    → 201
                    POST packages/BOX/pack {"lines": [{"product": "A", "number": "L1", "quantity": 4},
                        {"product": "B", "number": "S1"}]}
                    → 200
                      contents/0/product: A
                      contents/0/quantity: 4
                      contents/0/package: BOX
                      contents/1/number: S1
                      opened_at: null
                    POST packages/PAL/pack {"lines": [{"package": "BOX"}, {"product": "C", "quantity": 2}]}
                    → 200
                      packages/0: BOX
                      contents/0/package: BOX
                      contents/2/product: C
                      contents/2/package: PAL
                    POST packages/BOX/pack {"lines": [{"package": "PAL"}]}
                    → 422 package_loop
                    POST packages/PAL/pack {"lines": [{"package": "PAL"}]}
                    → 422 package_loop
                    POST packages/PAL/pack {"lines": [{"product": "A", "number": "L1", "quantity": 7}]}
                    → 422 insufficient_stock
                    POST packages/PAL/move {"to": "Shelf"}
                    → 200
                      location: Shelf
                      contents/0/location: Shelf
                      contents/2/location: Shelf
                    GET packages/BOX
                    → 200
                      location: Shelf
                      package: PAL
                    GET stock?location=Shelf
                    → 200
                      items/0/package: BOX
                      items/0/quantity: 4
                    GET movements?product=C
                    → 200
                      items/0/kind: transfer
                      items/0/from_package: PAL
                      items/0/to_package: PAL
                      items/1/kind: pack
                      items/1/from_package: null
                      items/1/to_package: PAL
                    POST packages/PAL/unpack {"lines": [{"package": "BOX"}]}
                    → 200
                      packages: []
                    POST packages/BOX/unpack {"lines": [{"product": "A", "quantity": 1}]}
                    → 200
                      opened_at: 2026-05-03T08:00:00Z
                      contents/0/quantity: 3
                    POST packages/BOX/unpack {}
                    → 200
                      contents: []
                      opened_at: null
                    GET stock?product=A
                    → 200
                      items/0/location: WH-Stock
                      items/0/quantity: 6
                      items/1/location: Shelf
                      items/1/package: null
                      items/1/quantity: 4
                    GET packages?location=Shelf
                    → 200
                      items/0/number: BOX
                      items/1/number: PAL
                      items/1/piles: 1
                    """#)
        }
    }

    @Test(arguments: SQLEngine.allCases) func aWholePackageIsDeliveredByItsNumber(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                Self.goods + #"""
                    POST packages {"number": "BOX"}
                    → 201
                    POST packages {"number": "PAL"}
                    → 201
                    POST packages/BOX/pack {"lines": [{"product": "A", "number": "L1", "quantity": 4},
                        {"product": "B", "number": "S1"}]}
                    → 200
                    POST packages/PAL/pack {"lines": [{"package": "BOX"}, {"product": "C", "quantity": 2}]}
                    → 200
                    POST deliveries {"partner": "C1", "lines": [{"package": "PAL"}]}
                    → 201
                      lines/0/product: A
                      lines/0/quantity: 4
                      lines/0/package: PAL
                      lines/0/whole_package: true
                      lines/1/product: B
                      lines/2/product: C
                    POST deliveries/OUT-00001/reserve {}
                    → 200
                      state: ready
                      lines/0/numbers/0/number: L1
                      lines/0/numbers/0/package: BOX
                    POST deliveries/OUT-00001/do {"lines": [{"id": 4, "done": 1}], "rest": "close"}
                    → 422 package_is_whole
                    POST deliveries/OUT-00001/do {}
                    → 200
                      state: done
                      lines/0/done: 4
                      lines/0/numbers/0/package: BOX
                    GET packages/PAL
                    → 200
                      location: Customers
                      partner: C1
                      packages/0: BOX
                      contents: []
                    POST packages/PAL/move {"to": "Shelf"}
                    → 422 package_elsewhere
                    GET partners/C1/units
                    → 200
                      items/0/number: L1
                      items/0/quantity: 4
                      items/1/number: S1
                    POST deliveries/OUT-00001/reverse {"reason": "wrong day"}
                    → 200
                    GET packages/PAL
                    → 200
                      location: WH-Stock
                      packages/0: BOX
                      contents/0/quantity: 4
                    """#)
        }
    }

    @Test(arguments: SQLEngine.allCases) func takingPartOfAPackageOpensIt(engine: SQLEngine) async throws {
        // S127, X049: a part goes without the package, the whole with it, and an empty one leaves no rows
        try await withAPI(engine) { api in
            try api.walk(
                Self.goods + #"""
                    POST packages {"number": "K"}
                    → 201
                    POST packages/K/pack {"lines": [{"product": "A", "number": "L1", "quantity": 4}]}
                    → 200
                    POST transfers {"from": "WH-Stock", "to": "Shelf", "lines": [{"package": "K", "quantity": 1}]}
                    → 422 package_is_whole
                    POST transfers {"from": "WH-Stock", "to": "Shelf",
                        "lines": [{"product": "A", "quantity": 1, "package": "K"}], "do": true}
                    → 201
                      lines/0/package: K
                      lines/0/whole_package: false
                    GET packages/K
                    → 200
                      location: WH-Stock
                      contents/0/quantity: 3
                      opened_at: 2026-05-03T08:00:00Z
                    POST transfers {"from": "WH-Stock", "to": "Shelf", "lines": [{"package": "K"}], "do": true}
                    → 201
                      lines/0/done: 3
                    GET packages/K
                    → 200
                      location: Shelf
                      contents/0/location: Shelf
                      contents/0/quantity: 3
                    GET stock?product=A
                    → 200
                      items/0/location: WH-Stock
                      items/0/quantity: 6
                      items/1/package: null
                      items/1/quantity: 1
                      items/2/package: K
                      items/2/quantity: 3
                      items/3: missing
                    POST deliveries {"partner": "C1", "location": "WH-Stock", "lines": [{"package": "K"}], "do": true}
                    → 422 package_elsewhere
                    POST scraps {"location": "Shelf", "reason": "wet", "lines": [{"package": "K"}], "do": true}
                    → 201
                    GET packages/K
                    → 200
                      location: Scrap
                      contents: []
                    GET stock?location=Shelf
                    → 200
                      items/0/package: null
                      items/1: missing
                    """#)
        }
    }

    @Test(arguments: SQLEngine.allCases) func anotherPackageThanTheReservedOneIsPicked(engine: SQLEngine) async throws {
        // X048
        try await withAPI(engine) { api in
            try api.walk(
                #"""
                POST products {"sku": "P"}
                → 201
                POST partners {"code": "C1"}
                → 201
                POST receipts {"lines": [{"product": "P", "quantity": 1, "package": "K1"},
                    {"product": "P", "quantity": 1, "package": "K2"}, {"product": "P", "quantity": 1, "package": "K3"}],
                    "do": true}
                → 201
                  lines/0/package: K1
                POST deliveries {"partner": "C1", "lines": [{"package": "K1"}, {"package": "K2"}]}
                → 201
                POST deliveries/OUT-00001/reserve {}
                → 200
                  state: ready
                DELETE deliveries/OUT-00001/lines/5
                → 200
                POST deliveries/OUT-00001/lines {"package": "K3"}
                → 201
                POST deliveries/OUT-00001/reserve {}
                → 200
                  state: ready
                GET packages/K1
                → 200
                  contents/0/reserved: 1
                GET packages/K2
                → 200
                  contents/0/reserved: 0
                GET packages/K3
                → 200
                  contents/0/reserved: 1
                """#)
        }
    }

    @Test(arguments: SQLEngine.allCases) func aPackageStandsInOnePlace(engine: SQLEngine) async throws {
        // X047: two lines of one package have one destination; X050: a count puts goods in and takes them out
        try await withAPI(engine) { api in
            try api.walk(
                #"""
                POST products {"sku": "P", "tracking": "serial"}
                → 201
                POST products {"sku": "Q"}
                → 201
                POST locations {"code": "Shelf", "parent": "WH-Stock"}
                → 201
                POST receipts {"lines": [{"product": "P", "numbers": ["S1"], "location": "Shelf", "package": "K"},
                    {"product": "P", "numbers": ["S2"], "package": "K"}, {"product": "P", "numbers": ["S3"]}], "do": true}
                → 422 package_elsewhere
                POST receipts {"lines": [{"product": "P", "numbers": ["S1"], "location": "Shelf", "package": "K"},
                    {"product": "P", "numbers": ["S2"], "location": "Shelf", "package": "K"},
                    {"product": "P", "numbers": ["S3"]}], "do": true}
                → 201
                GET packages/K
                → 200
                  location: Shelf
                  contents/1/number: S2
                POST receipts {"lines": [{"product": "Q", "quantity": 1, "package": "K"}], "do": true}
                → 422 package_elsewhere
                  errors/0/pointer: /lines/0/package
                POST packages {"number": "E"}
                → 201
                POST counts {"reason": "found", "lines": [{"product": "Q", "package": "E", "quantity": 42}], "do": true}
                → 201
                GET packages/E
                → 200
                  contents/0/quantity: 42
                POST counts {"reason": "lost", "location": "Shelf", "lines": [{"product": "Q", "package": "E", "quantity": 1}],
                    "do": true}
                → 422 package_elsewhere
                POST counts {"reason": "lost", "lines": [{"product": "Q", "package": "E", "quantity": 0}], "do": true}
                → 201
                GET movements?product=Q
                → 200
                  items/0/from_package: E
                  items/0/to_package: null
                  items/1/from_package: null
                  items/1/to_package: E
                GET stock?product=Q
                → 200
                  items: []
                """#)
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func anAnnouncedDeliveryIsTakenOverByScanningItsPackages(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                #"""
                POST products {"sku": "A", "tracking": "lot"}
                → 201
                POST products {"sku": "B", "tracking": "serial"}
                → 201
                POST partners {"code": "S1", "kind": "supplier"}
                → 201
                POST receipts {"partner": "S1", "lines": [
                    {"product": "A", "package": "340123450000000000", "numbers": [{"number": "L1", "quantity": 40}]},
                    {"product": "B", "package": "340123450000000000", "numbers": ["N1", "N2"]},
                    {"product": "A", "package": "340123450000000017", "numbers": [{"number": "L1", "quantity": 40}]}]}
                → 201
                  packages/0/number: 340123450000000000
                  packages/0/announced: true
                  packages/0/scanned_at: null
                  differences: []
                GET packages/340123450000000000
                → 200
                  location: null
                POST packages/340123450000000000/move {"to": "WH-Stock"}
                → 422 package_elsewhere
                POST receipts/IN-00001/scans {"text": "(00)340123450000000000"}
                → 200
                  understood/package: 340123450000000000
                  line/done: 40
                GET receipts/IN-00001
                → 200
                  lines/0/done: 40
                  lines/1/done: 2
                  lines/2/done: 0
                  differences/0/code: announced_not_scanned
                  differences/0/package: 340123450000000017
                POST receipts/IN-00001/scans {"text": "00340123450000000024"}
                → 200
                  line: null
                  warnings/0/code: package_not_announced
                POST receipts/IN-00001/scans {"text": "(00)340123450000000000"}
                → 200
                  warnings/0/code: package_twice
                POST receipts/IN-00001/do {}
                → 422 rest_required
                POST receipts/IN-00001/do {"rest": "backorder"}
                → 200
                  backorder: IN-00002
                  differences/0/code: announced_not_scanned
                  differences/1/code: scanned_not_announced
                GET packages/340123450000000000
                → 200
                  location: WH-Stock
                  contents/0/number: L1
                  contents/0/quantity: 40
                  contents/2/number: N2
                GET receipts/IN-00002
                → 200
                  lines/0/package: 340123450000000017
                  lines/0/quantity: 40
                  differences: []
                POST scan {"text": "(00)340123450000000000"}
                → 200
                  matches/0/type: package
                  matches/0/label: 340123450000000000
                """#)
        }
    }

    @Test(arguments: SQLEngine.allCases) func leastPackagesAreTouchedOfRealOnes(engine: SQLEngine) async throws {
        // S044, X018, X019
        try await withAPI(engine) { api in
            try api.walk(
                #"""
                POST products {"sku": "MIXED", "removal_strategy": "least_packages"}
                → 201
                POST products {"sku": "SHORT", "removal_strategy": "least_packages"}
                → 201
                POST products {"sku": "FLOUR", "unit": "kg", "removal_strategy": "least_packages"}
                → 201
                POST partners {"code": "C1"}
                → 201
                """#)
            try Self.receive(
                api, "MIXED", Array(repeating: 5, count: 10) + Array(repeating: 50, count: 10) + [1000, 1000])
            try Self.receive(api, "SHORT", [5, 5, 10, 10, 10, 10, 10])
            _ = try api.post("receipts", #"{"lines": [{"product": "SHORT", "quantity": 2}], "do": true}"#)
            try Self.receive(api, "FLOUR", [100, 100, 100])
            _ = try api.post(
                "packages/FLOUR-0/unpack", #"{"lines": [{"product": "FLOUR", "quantity": 46}]}"#)
            _ = try api.post(
                "scraps", #"{"reason": "used", "lines": [{"product": "FLOUR", "quantity": 46}], "do": true}"#)
            #expect(
                try Self.reserved(api, "MIXED", 1280)
                    == [5, 5, 5, 5, 5, 5, 50, 50, 50, 50, 50, 1000])
            #expect(try Self.reserved(api, "SHORT", 90) == [2, 5, 5, 10, 10, 10, 10, 10])
            let small = try Self.reserve(api, "FLOUR", 14)
            #expect(small["lines/0/numbers/0/package"] == "FLOUR-0")
            #expect(small["lines/0/numbers/1"] == "missing")
            let large = try Self.reserve(api, "FLOUR", 80)
            #expect(large["lines/0/numbers/0/package"] != "FLOUR-0")
            #expect(large["lines/0/numbers/1"] == "missing")
        }
    }

    /// Receives a product in packages named after it.
    private static func receive(_ api: APIClient, _ sku: String, _ quantities: [Int]) throws {
        let lines = quantities.enumerated().map { index, quantity in
            #"{"product": "\#(sku)", "quantity": \#(quantity), "package": "\#(sku)-\#(index)"}"#
        }
        let answer = try api.post("receipts", #"{"lines": [\#(lines.joined(separator: ", "))], "do": true}"#)
        #expect(answer.verdict == "201", "\(answer.text)")
    }

    private static func reserve(_ api: APIClient, _ sku: String, _ quantity: Int) throws -> APIAnswer {
        let draft = try api.post(
            "deliveries",
            #"{"partner": "C1", "lines": [{"product": "\#(sku)", "quantity": \#(quantity)}]}"#)
        return try api.post("deliveries/\(draft["number"])/reserve", "{}")
    }

    /// What is set aside of each pile, least first.
    private static func reserved(_ api: APIClient, _ sku: String, _ quantity: Int) throws -> [Int] {
        let answer = try reserve(api, sku, quantity)
        return (0..<50).compactMap { Int(answer["lines/0/numbers/\($0)/quantity"]) }.sorted()
    }
}

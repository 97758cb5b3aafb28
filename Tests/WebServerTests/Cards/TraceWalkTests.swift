import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// Traces over production that came in as a history.
@Suite struct TraceWalkTests {
    private static let products = """
        POST products {"sku": "S", "tracking": "lot"}
        → 201
        POST products {"sku": "C", "tracking": "lot"}
        → 201
        POST products {"sku": "E", "tracking": "serial"}
        → 201
        POST partners {"code": "SUP", "name": "Seed & Co", "kind": "supplier"}
        → 201
        POST partners {"code": "C1", "name": "Birch", "kind": "customer"}
        → 201
        """

    private static let history = """
        at,kind,document,partner,sku,lot,quantity,supplier_lot
        2026-04-01T08:00:00Z,receipt,PO-1,SUP,S,S-LOT,10,A-77
        2026-04-02T08:00:00Z,consume,MO-1,,S,S-LOT,4,
        2026-04-02T08:00:00Z,produce,MO-1,,C,C-LOT,2,
        2026-04-03T08:00:00Z,consume,MO-2,,C,C-LOT,1,
        2026-04-03T08:00:00Z,produce,MO-2,,E,E-1,1,
        2026-04-04T08:00:00Z,delivery,SO-1,C1,E,E-1,1,

        """

    // S178, S182
    @Test(arguments: SQLEngine.allCases) func aTraceLeadsThroughTwoLevelsBothWays(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(Self.products)
            #expect(try api.upload("imports?kind=movements", Self.history).verdict == "201")
            for number in ["S-LOT", "C-LOT", "E-1"] {
                let scope = try api.get("recall-scope?number=\(number)")
                #expect(scope["consignees/0/partner"] == "C1", "\(number): \(scope.text)")
                #expect(scope["consignees/0/deliveries/0/document"] == "SO-1", "\(number): \(scope.text)")
                #expect(scope["consignees/0/products/0/product"] == "E")
            }
            try api.walk(
                """
                GET trace?number=SO-1&direction=up
                → 200
                  lot/number: E-1
                  receipts/0/document: PO-1
                  receipts/0/supplier_name: Seed & Co
                  receipts/0/supplier_number: A-77
                  receipts/0/happened_at: 2026-04-01T08:00:00Z
                  edges/0/document: MO-1
                  edges/1/document: MO-2
                """)
        }
    }

    // S109
    @Test(arguments: SQLEngine.allCases) func aComponentThatIsInsideAnotherProductIsNotConsumedAgain(
        engine: SQLEngine
    ) async throws {
        let twice = """
            at,kind,document,partner,sku,lot,quantity
            2026-04-05T08:00:00Z,receipt,PO-2,SUP,E,E-9,1
            2026-04-06T08:00:00Z,consume,MO-3,,E,E-9,1
            2026-04-06T08:00:00Z,produce,MO-3,,C,C-8,1
            2026-04-07T08:00:00Z,consume,MO-4,,E,E-9,1
            2026-04-07T08:00:00Z,produce,MO-4,,C,C-9,1

            """
        try await withAPI(engine) { api in
            try api.walk(Self.products)
            let refused = try api.upload("imports?kind=movements", twice)
            #expect(refused.verdict == "422 file_refused", "\(refused.text)")
            #expect(refused["errors/0/pointer"] == "line 5", "\(refused.text)")
            #expect(try api.get("stock")["items"] == "[]")
        }
    }
}

import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// What a label on goods would hold, and what a scanner reads off it.
@Suite struct BarcodeWalkTests {
    // S186, S187, S188, X081: a count is followed by a separator, and without a valid GTIN there is no code.
    @Test(arguments: SQLEngine.allCases) func goodsHaveTheCodeThatALabelWouldHold(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                #"""
                POST products {"sku": "P", "barcodes": ["0100011101014"]}
                → 201
                POST products {"sku": "S", "tracking": "serial", "barcodes": ["0200022202028"]}
                → 201
                POST products {"sku": "L", "tracking": "lot", "barcodes": ["0300033303032"]}
                → 201
                POST products {"sku": "X", "tracking": "lot", "barcodes": ["no-gtin"]}
                → 201
                POST receipts {"do": true, "lines": [{"product": "P", "quantity": 123}, {"product": "S", "numbers": ["tsn-003"]},
                    {"product": "L", "quantity": 25, "numbers": ["lot-001"]}, {"product": "L", "quantity": 1,
                    "numbers": ["123456789012345678901"]}, {"product": "X", "quantity": 25, "numbers": ["lot-001"]}]}
                → 201
                GET stock?product=P
                → 200
                  items/0/gs1: 01001000111010143000000123
                GET stock?product=S
                → 200
                  items/0/gs1: 010020002220202821tsn-003
                GET stock?product=X
                → 200
                  items/0/gs1: null
                GET lots?product=L
                → 200
                  items/0/gs1: null
                  items/1/gs1: 010030003330303210lot-001
                POST scan {"text": "0100300033303032300000002510lot-001"}
                → 200
                  kind: error
                """#)
            let code = try api.get("stock?product=L")["items/0/gs1"]
            #expect(code == "01003000333030323000000025\u{1d}10lot-001")
            let read = try api.post("scan", #"{"text": "]C1\#(code.replacing("\u{1d}", with: #"\u001d"#))"}"#)
            #expect(read["gs1/lot"] == "lot-001" && read["gs1/count"] == "25", "\(read.text)")
            #expect(read["matches/1/label"] == "lot-001", "\(read.text)")
        }
    }

    // S190, X083: identifiers are those of the standard; a value of the wrong kind is an error.
    @Test(arguments: SQLEngine.allCases) func aScanReadsEveryElement(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                #"""
                POST scan {"text": "]C101940190976854571033650100138\u001d310200200415131018", "context": {"as_of": "2013-05-03"}}
                → 200
                  kind: gs1_element_string
                  problem: null
                  gs1/gtin: 94019097685457
                  gs1/lot: 33650100138
                  gs1/net_weight_kg: 20.04
                  gs1/best_before_on: 2013-10-18
                POST scan {"text": "]C101940190976854573018789"}
                → 200
                  gs1/count: 18789
                POST scan {"text": "]C1019401909768545730"}
                → 200
                  kind: error
                  problem/code: empty_value
                POST scan {"text": "]C1019401909768545730ABC"}
                → 200
                  kind: error
                  problem/code: charset
                """#)
        }
    }
}

import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

@Suite struct ScanRoutesTests {
    @Test(arguments: SQLEngine.allCases) func aScanSaysWhatItIsAndWhatOfOursItNames(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.furnish()
            try api.walk(
                #"""
                PATCH products/L {"barcodes": ["9520002000019"]}
                → 200
                POST scan {"text": "]d20109520002000019172705311000LOT-10", "context": {"as_of": "2026-11-23"}}
                → 200
                  kind: gs1_element_string
                  gs1/expires_on: 2027-05-31
                  gs1/lot: 00LOT-10
                POST scan {"text": "]d2010952000200001910LOT-10"}
                → 200
                  kind: gs1_element_string
                  problem: null
                  gs1/gtin: 09520002000019
                  gs1/lot: LOT-10
                  gs1/elements/1/0: 10
                  gs1/bracketed: (01)09520002000019(10)LOT-10
                  gs1/serial: null
                  gs1/digital_link: https://id.gs1.org/01/09520002000019/10/LOT-10
                  matches/0/type: product
                  matches/0/product: L
                  matches/1/type: lot
                  matches/1/label: LOT-10
                  matches/2: missing
                POST scan {"text": "9520002000019"}
                → 200
                  kind: gtin
                  matches/0/type: product
                  matches/1: missing
                POST scan {"text": "SN-1"}
                → 200
                  kind: plain
                  gs1: null
                  matches/0/type: serial
                  matches/0/product: S
                POST scan {"text": "A-77"}
                → 200
                  matches/0/label: LOT-10
                POST scan {"text": "WH-Stock"}
                → 200
                  matches/0/type: location
                POST scan {"text": "IN-00001"}
                → 200
                  matches/0/type: document
                  matches/1: missing
                POST scan {"text": "nobody knows this"}
                → 200
                  kind: plain
                  matches: []
                POST scan {"text": "]d20109520002000018"}
                → 200
                  kind: error
                  problem/code: check_digit
                POST scan {"text": ""}
                → 200
                  kind: error
                  problem/code: empty_data
                POST scan {"text": "\u0000\u001d"}
                → 200
                  matches: []
                POST scan {}
                → 400 missing_key
                POST scan {"text": "x", "context": {"as_of": "soon"}}
                → 422 invalid_value
                """#)
        }
    }

    @Test func withTheSwitchOffAScanKnowsNoNumbers() async throws {
        try await withAPI(settings: Settings()) { api in
            let answer = try api.post("scan", #"{"text": "]d2010952000200001910LOT-10"}"#)
            #expect(answer["gs1/gtin"] == "09520002000019")
            #expect(answer["gs1/lot"] == "missing" && answer["gs1/serial"] == "missing")
        }
    }
}

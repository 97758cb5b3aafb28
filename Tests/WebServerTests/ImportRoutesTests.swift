import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

@Suite struct ImportRoutesTests {
    @Test(arguments: SQLEngine.allCases) func aFileComesInAndGoesOut(engine: SQLEngine) async throws {
        let products = "sku,name,tracking\nP1,Jam,lot\nP2,\"Nut, salted\",none\n"
        try await withAPI(engine, settings: Settings()) { api in
            let dry = try api.upload("imports?kind=products&dry_run=true", products)
            #expect(dry.verdict == "200" && dry["rows"] == "2" && dry["switched_on/0"] == "lots_and_serials")
            #expect(try api.get("products").json["items"] == [])
            #expect(try api.upload("imports?kind=products", products).verdict == "201")
            #expect(try api.upload("imports?kind=products", products)["code"] == "file_already_imported")
            #expect(try api.get("products/P2")["name"] == "Nut, salted")
            let out = try api.http.get("/api/v1/exports/products")
            #expect(out.status == 200)
            #expect(out.header("Content-Type") == "text/csv; charset=utf-8")
            #expect(out.text.contains("\"Nut, salted\""))
        }
    }

    @Test func whatAFileWouldAskIsAnsweredBesideIt() async throws {
        // As `lotwise import --answer` does: an import never asks.
        let file = """
            at,kind,document,partner,sku,lot,expires_on,quantity,reason
            2026-01-06 07:00,receipt,PO2,S2,JAM,A,2027-01-31,3,

            """
        try await withAPI { api in
            try api.walk(
                """
                POST products {"sku": "JAM", "tracking": "lot", "expiration": {"enabled": true}}
                → 201
                POST partners {"code": "S1", "kind": "supplier"}
                → 201
                POST partners {"code": "S2", "kind": "supplier"}
                → 201
                POST receipts {"partner": "S1", "do": true, "happened_at": "2026-01-05T07:00:00Z", "lines": [{"product": "JAM",
                    "quantity": 2, "numbers": [{"number": "A", "expires_on": "2027-01-30"}]}]}
                → 201
                """)
            let path = "imports?kind=movements"
            let one = "lot_exists_other_supplier=same"
            #expect(try api.upload(path, file).verdict == "422 file_refused")
            let refused = try api.upload(path + "&answers=" + one, file)
            #expect(refused["errors/0/code"] == "lot_exists_other_dates" && refused["errors/1"] == "missing")
            for wrong in ["colour=same", "lot_exists_other_supplier=new", "lot_exists_other_supplier", ","] {
                let answer = try api.upload(path + "&answers=" + wrong, file)
                #expect(answer.verdict == "422 invalid_value", "\(wrong): \(answer.text)")
                #expect(answer["errors/0/pointer"] == "?answers", "\(wrong): \(answer.text)")
            }
            let both = path + "&answers=" + one + ",lot_exists_other_dates=same"
            #expect(try api.upload(both, file).verdict == "201")
            #expect(try api.get("stock")["items/0/quantity"] == "5")
        }
    }

    @Test func filesThatAreNoneAreNamed() async throws {
        let cases = [
            ("imports?kind=products", "sku,name\n\"P1,Jam\n", "400 unclosed_quote"),
            ("imports?kind=products", "", "400 no_header"),
            ("imports?kind=products", "colour,size\nred,1\n", "400 missing_column"),
            ("imports?kind=products", "sku,name,tracking\nP1,Jam,perhaps\n", "422 file_refused"),
            ("imports?kind=wishes", "a\n1\n", "422 invalid_value"), ("imports", "a\n1\n", "400 missing_key"),
        ]
        try await withAPI { api in
            for (path, file, verdict) in cases {
                let answer = try api.upload(path, file)
                #expect(answer.verdict == verdict, "\(file): \(answer.text)")
            }
            #expect(try api.post("imports?kind=products", "{}").verdict == "415 unsupported_media_type")
            #expect(try api.get("exports/wishes").verdict == "404 not_found")
            #expect(try api.get("products").json["items"] == [])
        }
    }

    @Test func aSlowReaderHoldsTheWriterBack() async throws {
        let channel = PieceChannel()
        async let writing: Void = channel.fill { sink in
            try await onOwnThread { for number in 0..<100 { try sink([UInt8(number)]) } }
        }
        let taken = Gathered()
        try await channel.drain { await taken.add($0) }
        try await writing
        #expect(await taken.bytes == (0..<100).map { UInt8($0) })
    }

    @Test func aReaderThatLeavesEndsTheWriter() async throws {
        struct Left: Error {}
        let channel = PieceChannel()
        let writing = Task {
            try await channel.fill { sink in
                try await onOwnThread { while true { try sink([1]) } }
            }
        }
        await #expect(throws: Left.self) { try await channel.drain { _ in throw Left() } }
        await #expect(throws: PieceChannel.ReaderGone.self) { try await writing.value }
    }
}

/// What a reader has taken.
private actor Gathered {
    private(set) var bytes: [UInt8] = []

    func add(_ piece: [UInt8]) { bytes += piece }
}

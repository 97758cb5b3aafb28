import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

/// What moves with a package: reservations, blocks, age, history (R31a).
@Suite struct PackageTests {
    private func company(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product("LOTTED", .lot)
        try await company.product("PLAIN", .none)
        try await company.product("SERIAL", .serial)
        try await company.partner("C1")
        try await company.partner("S1", .supplier)
        try await company.location("SHELF")
        try await company.location("BIN", below: "WH-Stock")
        _ = try await company.post(
            .receipt,
            [company.line("LOTTED", 10, "L1"), company.line("PLAIN", 10), company.line("SERIAL", 2, "N1", "N2")],
            partner: "S1")
        return company
    }

    @Test(arguments: SQLEngine.allCases) func whatIsSetAsideMovesAlongWhereItsDocumentReaches(
        _ engine: SQLEngine
    )
        async throws
    {
        // R36
        let company = try await company(engine)
        try await company.pack("BOX", "LOTTED", 4, "L1")
        let delivery = try await company.draft(
            .delivery, [LineRequest(product: "LOTTED", quantity: 3, package: "BOX")], partner: "C1")
        _ = try await company.act { try await company.operations.reserve(.delivery, delivery.number, $0, answer: $1) }
        #expect(try await company.stock("LOTTED") == ["WH-Stock L1 4 (3 reserved)", "WH-Stock L1 6"])
        try await company.move("BOX", to: "BIN")
        #expect(try await company.stock("LOTTED") == ["BIN L1 4 (3 reserved)", "WH-Stock L1 6"])
        await #expect(throws: Refusal.self) { try await company.move("BOX", to: "SHELF") }
        try await company.move("BOX", to: "SHELF", answers: ["reserved:OUT-00001": "take"])
        #expect(try await company.stock("LOTTED") == ["SHELF L1 4", "WH-Stock L1 6"])
        let view = try await company.operations.document(.delivery, delivery.number, as: company.admin)
        #expect(view.events.map(\.code) == ["reservation_lost"])
        #expect(try await company.operations.check().findings == Findings())
    }

    // More than 1,000 mentions of one package made its number come back twice, which ended the program.
    @Test(arguments: SQLEngine.allCases) func aPackageOfManySerialsIsDeliveredWhole(_ engine: SQLEngine) async throws {
        let company = try await company(engine)
        let numbers = (1...600).map { "M\($0)" }
        var line = company.line("SERIAL", 600)
        line.numbers = numbers.map { .one(NumberEntry(number: LotNumber(stored: $0))) }
        _ = try await company.post(.receipt, [line], partner: "S1")
        try await company.make("BOX")
        let packed = numbers.map {
            PackRequest.Line(product: "SERIAL", number: LotNumber(stored: $0), quantity: 1, pointer: "/lines/0")
        }
        _ = try await company.operations.pack("BOX", PackRequest(lines: packed), company.command()) { _ in
            Answer(status: 200, body: [])
        }
        let whole = LineRequest(product: "", package: "BOX")
        let done = try await company.post(.delivery, [whole], partner: "C1")
        #expect(done.lines.map(\.done) == [600])
        #expect(try await company.stock("SERIAL").count == 2)
    }

    @Test(arguments: SQLEngine.allCases) func packingForADocumentPacksWhatIsSetAsideForIt(
        _ engine: SQLEngine
    )
        async throws
    {
        let company = try await company(engine)
        let delivery = try await company.draft(.delivery, [company.line("LOTTED", 4)], partner: "C1")
        _ = try await company.act { try await company.operations.reserve(.delivery, delivery.number, $0, answer: $1) }
        try await company.pack("BOX", "LOTTED", 4, nil, document: delivery.number)
        #expect(try await company.stock("LOTTED") == ["WH-Stock L1 4 (4 reserved)", "WH-Stock L1 6"])
        // Nobody loses anything by packing.
        try await company.pack("BOX", "LOTTED", 6, "L1")
        #expect(try await company.stock("LOTTED") == ["WH-Stock L1 10 (4 reserved)"])
        let done = try await company.act {
            try await company.operations.carryOut(.delivery, delivery.number, DoRequest(), $0, answer: $1)
        }
        #expect(done.lines[0].numbers.map(\.packageNumber) == ["BOX"])
        #expect(try await company.operations.check().findings == Findings())
    }

    @Test(arguments: SQLEngine.allCases) func aHeldPackageMovesInsideAndNeverToACustomer(
        _ engine: SQLEngine
    )
        async throws
    {
        // R34a, R34b
        let company = try await company(engine)
        try await company.pack("BOX", "LOTTED", 4, "L1")
        try await company.make("PAL")
        try await company.nest("BOX", in: "PAL")
        let lot = try await company.lot("LOTTED", "L1")
        _ = try await company.operations.hold(
            lot, HoldRequest(reason: "wet", package: "PAL"), company.command()
        ) { _ in Answer(status: 200, body: []) }
        try await company.move("PAL", to: "BIN")
        await #expect(throws: Refusal.self) {
            try await company.post(.delivery, [LineRequest(product: "", package: "PAL")], partner: "C1")
        }
        // Out of the pallet it is held all the same, and so are its goods out of the box.
        try await company.move("BOX", to: "WH-Stock")
        await #expect(throws: Refusal.self) {
            try await company.post(.delivery, [LineRequest(product: "", package: "BOX")], partner: "C1")
        }
        try await company.unpack("BOX")
        let free = try await company.operations.stock(StockQuestion(product: "LOTTED"), as: company.admin).items
        #expect(free.map(\.available).sum() == 0 || free.filter { !$0.isBlocked }.map(\.quantity).sum() == 6)
        _ = try await company.post(
            .supplierReturn, [company.line("LOTTED", 4, "L1")], partner: "S1", location: "WH-Stock")
        #expect(try await company.operations.check().findings == Findings())
    }

    @Test(arguments: SQLEngine.allCases) func contentsAtAnyPastTimeAreKnown(_ engine: SQLEngine) async throws {
        let company = try await company(engine)
        var moments: [Instant] = []
        func later() {
            moments.append(company.clock.now)
            company.clock.advance(seconds: 3_600)
        }
        try await company.pack("BOX", "LOTTED", 4, "L1")
        later()
        try await company.make("PAL")
        try await company.nest("BOX", in: "PAL")
        try await company.pack("PAL", "PLAIN", 2, nil)
        later()
        try await company.move("PAL", to: "SHELF")
        later()
        _ = try await company.post(
            .delivery, [LineRequest(product: "", package: "PAL")], partner: "C1", location: "SHELF")
        later()
        func seen(_ number: String, _ index: Int, knownAt: Int? = nil) async throws -> String {
            let view = try await company.operations.package(
                number, at: moments[index], knownAt: knownAt.map { moments[$0] }, as: company.admin)
            let goods = view.contents.map { "\($0.quantity) \($0.sku) in \($0.packageNumber ?? "")" }
            return "\(view.location?.code ?? "-") \(view.parent ?? "-") \(goods.joined(separator: ", "))"
        }
        #expect(try await seen("BOX", 0) == "WH-Stock - 4 LOTTED in BOX")
        #expect(try await seen("PAL", 1) == "WH-Stock - 4 LOTTED in BOX, 2 PLAIN in PAL")
        #expect(try await seen("BOX", 1) == "WH-Stock PAL 4 LOTTED in BOX")
        #expect(try await seen("PAL", 2) == "SHELF - 4 LOTTED in BOX, 2 PLAIN in PAL")
        #expect(try await seen("PAL", 3) == "Customers - ")
        #expect(try await seen("PAL", 3, knownAt: 2) == "SHELF - 4 LOTTED in BOX, 2 PLAIN in PAL")
        let history = try await company.operations.packageHistory("PAL", as: company.admin)
        #expect(history.first?.document == "OUT-00001")
        #expect(history.contains { $0.what == "2 of PLAIN put in (pack)." })
        let now = try await company.operations.package("PAL", as: company.admin)
        #expect(now.holder?.code == "C1")
        #expect(now.children == ["BOX"])
    }

    @Test(arguments: SQLEngine.allCases) func aWholePackageGoesThroughTransit(_ engine: SQLEngine) async throws {
        // R22
        let company = try await company(engine)
        try await company.pack("BOX", "LOTTED", 4, "L1")
        try await company.make("PAL")
        try await company.nest("BOX", in: "PAL")
        let transfer = try await company.draft(
            .transfer, [LineRequest(product: "", package: "PAL")], location: "WH-Stock", to: "SHELF")
        _ = try await company.act {
            try await company.operations.ship(transfer.number, DoRequest(), $0, answer: $1)
        }
        #expect(try await company.place("PAL") == "WH-Transit -")
        #expect(try await company.place("BOX") == "WH-Transit PAL")
        _ = try await company.act {
            try await company.operations.receive(transfer.number, DoRequest(), $0, answer: $1)
        }
        #expect(try await company.place("PAL") == "SHELF -")
        #expect(try await company.place("BOX") == "SHELF PAL")
        #expect(try await company.operations.check().findings == Findings())
        #expect(try await company.operations.verify().findings == Findings())
    }

    @Test(arguments: SQLEngine.allCases) func aPackageThatChangedIsNotDeliveredAsItWas(
        _ engine: SQLEngine
    )
        async throws
    {
        let company = try await company(engine)
        try await company.pack("BOX", "LOTTED", 4, "L1")
        let delivery = try await company.draft(
            .delivery, [LineRequest(product: "", package: "BOX")], partner: "C1")
        try await company.pack("BOX", "PLAIN", 1, nil)
        do {
            _ = try await company.act {
                try await company.operations.carryOut(.delivery, delivery.number, DoRequest(), $0, answer: $1)
            }
            Issue.record("delivered")
        } catch let refusal as Refusal {
            #expect(refusal.code == "package_changed")
        }
    }

    @Test(arguments: SQLEngine.allCases) func namingAPackageIsNamingItsNumbers(_ engine: SQLEngine) async throws {
        // R35: another lot than the one that is to leave first needs a reason
        let company = try await company(engine)
        company.clock.advance(seconds: 86_400)
        _ = try await company.post(.receipt, [company.line("LOTTED", 5, "L2")], partner: "S1")
        try await company.pack("BOX", "LOTTED", 5, "L2")
        let whole = LineRequest(product: "", package: "BOX")
        let part = LineRequest(product: "LOTTED", quantity: 2, package: "BOX")
        for line in [whole, part] {
            do {
                try await company.post(.delivery, [line], partner: "C1")
                Issue.record("delivered")
            } catch let refusal as Refusal {
                #expect(refusal.code == "override_reason_required")
            }
        }
        let done = try await company.post(.delivery, [part.because("The customer wants fresh goods")], partner: "C1")
        #expect(done.lines[0].numbers.first?.override?.rule == "fifo")
        try await company.post(.delivery, [whole.because("The rest too")], partner: "C1")
        #expect(try await company.operations.check().findings == Findings())
    }

    @Test(arguments: SQLEngine.allCases) func serialsReturnedInAPackageComeInAgain(_ engine: SQLEngine) async throws {
        // S106
        let company = try await company(engine)
        try await company.pack("BOX", "SERIAL", 1, "N1")
        try await company.post(.supplierReturn, [LineRequest(product: "", package: "BOX")], partner: "S1")
        #expect(try await company.place("BOX") == "Suppliers -")
        try await company.post(.receipt, [company.line("SERIAL", 1, "N1")], partner: "S1")
        try await company.post(
            .receipt, [LineRequest(product: "PLAIN", quantity: 1, package: "BOX")], partner: "S1")
        #expect(try await company.place("BOX") == "WH-Stock -")
        #expect(try await company.operations.check().findings == Findings())
    }

    @Test(arguments: SQLEngine.allCases) func goodsMixedUpInADeliveredPackageAreCorrected(
        _ engine: SQLEngine
    )
        async throws
    {
        // R18a: what was booked by mistake was never in the package, which stays with its customer
        let company = try await company(engine)
        _ = try await company.post(.receipt, [company.line("LOTTED", 5, "L2")], partner: "S1")
        try await company.pack("BOX", "LOTTED", 4, "L1")
        try await company.make("PAL")
        try await company.nest("BOX", in: "PAL")
        let done = try await company.post(.delivery, [LineRequest(product: "", package: "PAL")], partner: "C1")
        _ = try await company.act {
            try await company.operations.correct(
                .delivery, done.number,
                .number(
                    line: done.lines[0].id, number: LotNumber(stored: "L1"), quantity: 3,
                    to: LotNumber(stored: "L2")),
                reason: "misread", $0, answer: $1)
        }
        #expect(try await company.stock("LOTTED") == ["WH-Stock L1 9", "WH-Stock L2 2"])
        #expect(try await company.place("BOX") == "Customers PAL")
        #expect(try await company.operations.check().findings == Findings())
    }

    @Test(arguments: SQLEngine.allCases) func aReceiptIsReaddressedWhereverItsPackageHasGone(
        _ engine: SQLEngine
    )
        async throws
    {
        // R18a: the package went back to where the receipt had put it, or was refused for standing in two places
        let company = try await company(engine)
        try await company.partner("S2", .supplier)
        var receipts: [DocumentView] = []
        for box in ["BOX", "TOTE"] {
            let line = LineRequest(product: "PLAIN", quantity: 2, package: box)
            receipts.append(try await company.post(.receipt, [line], partner: "S1", location: "WH-Stock"))
        }
        company.clock.advance(seconds: 3_600)
        try await company.move("BOX", to: "SHELF")
        try await company.post(.delivery, [LineRequest(product: "", package: "TOTE")], partner: "C1")
        for receipt in receipts {
            _ = try await company.act {
                try await company.operations.correct(
                    .receipt, receipt.number, .partner(code: "S2"), reason: "misread", $0, answer: $1)
            }
        }
        #expect(try await company.place("BOX") == "SHELF -")
        #expect(try await company.place("TOTE") == "Customers -")
        #expect(try await company.operations.check().findings == Findings())
    }

    @Test(arguments: SQLEngine.allCases) func theBackorderAnnouncesTheNumbersThatHaveNotCome(
        _ engine: SQLEngine
    )
        async throws
    {
        // R31a: its lines had lost their numbers, so that the second scan was refused for want of them
        let company = try await company(engine)
        var lines = [company.line("LOTTED", 3, "A1"), company.line("SERIAL", 2, "U1", "U2")]
        for (index, box) in ["BOX", "TOTE"].enumerated() { lines[index].package = box }
        let announced = try await company.draft(.receipt, lines, partner: "S1", location: "WH-Stock")
        func arrive(_ box: String, on number: String, _ rest: DoRequest.Rest?) async throws -> DocumentView {
            _ = try await company.operations.addScan(
                ScanRequest(text: box), to: .receipt, number, company.command()
            ) { _ in Answer(status: 200, body: []) }
            return try await company.act {
                try await company.operations.carryOut(.receipt, number, DoRequest(rest: rest), $0, answer: $1)
            }
        }
        let first = try await arrive("BOX", on: announced.number, .backorder)
        let second = try await arrive("TOTE", on: first.backorder ?? "", nil)
        #expect(second.lines.flatMap(\.numbers).map(\.number?.text) == ["U1", "U2"])
        #expect(try await company.place("TOTE") == "WH-Stock -")
    }

    @Test(arguments: SQLEngine.allCases) func nothingStaysSetAsideWhereGoodsAreHeld(_ engine: SQLEngine) async throws {
        // R36, R37: a package that moved into a blocked place below the document's, and goods packed into a held one,
        // kept what was set aside of them
        let company = try await company(engine)
        try await company.location("CAGE", below: "WH-Stock", isBlocked: true)
        try await company.pack("BOX", "LOTTED", 4, "L1")
        let delivery = try await company.draft(.delivery, [company.line("LOTTED", 10)], partner: "C1")
        _ = try await company.act { try await company.operations.reserve(.delivery, delivery.number, $0, answer: $1) }
        await #expect(throws: Refusal.self) { try await company.move("BOX", to: "CAGE") }
        let take = ["reserved:OUT-00001": "take"]
        try await company.move("BOX", to: "CAGE", answers: take)
        #expect(try await company.stock("LOTTED") == ["CAGE L1 4", "WH-Stock L1 6 (6 reserved)"])
        try await company.make("TOTE")
        let lot = try await company.lot("LOTTED", "L1")
        _ = try await company.operations.hold(lot, HoldRequest(reason: "wet", package: "TOTE"), company.command()) {
            _ in Answer(status: 200, body: [])
        }
        await #expect(throws: Refusal.self) { try await company.pack("TOTE", "LOTTED", 1, "L1") }
        let line = PackRequest.Line(product: "LOTTED", number: LotNumber(stored: "L1"), quantity: 1)
        _ = try await company.operations.pack("TOTE", PackRequest(lines: [line]), company.command(take)) { _ in
            Answer(status: 200, body: [])
        }
        #expect(try await company.stock("LOTTED") == ["CAGE L1 4", "WH-Stock L1 1", "WH-Stock L1 5 (5 reserved)"])
        #expect(try await company.operations.check().findings == Findings())
    }

    @Test(arguments: SQLEngine.allCases) func aBoxThatLeavesItsPalletAsksForTheDocumentThatTakesThePallet(
        _ engine: SQLEngine
    )
        async throws
    {
        // R36: what was set aside in the box stayed so for a document that could no longer take it
        let company = try await company(engine)
        try await company.pack("BOX", "LOTTED", 4, "L1")
        try await company.make("PAL")
        try await company.nest("BOX", in: "PAL")
        let delivery = try await company.draft(
            .delivery, [LineRequest(product: "LOTTED", quantity: 3, package: "PAL")], partner: "C1")
        _ = try await company.act { try await company.operations.reserve(.delivery, delivery.number, $0, answer: $1) }
        await #expect(throws: Refusal.self) { try await company.unpack("PAL") }
        await #expect(throws: Refusal.self) { try await company.move("BOX", to: "WH-Stock") }
        #expect(try await company.stock("LOTTED") == ["WH-Stock L1 4 (3 reserved)", "WH-Stock L1 6"])
        try await company.move("BOX", to: "WH-Stock", answers: ["reserved:OUT-00001": "take"])
        #expect(try await company.stock("LOTTED") == ["WH-Stock L1 4", "WH-Stock L1 6"])
        let view = try await company.operations.document(.delivery, delivery.number, as: company.admin)
        #expect(view.events.map(\.code) == ["reservation_lost"])
    }

    @Test(arguments: SQLEngine.allCases) func whatAReversalTakesOutOfAHeldPalletStaysHeld(
        _ engine: SQLEngine
    ) async throws {
        // R34b: the pallet held it, stayed where it was, and the box was free without anybody having released it
        let company = try await company(engine)
        try await company.pack("BOX", "LOTTED", 4, "L1")
        company.clock.advance(seconds: 60)
        let moved = try await company.post(
            .transfer, [LineRequest(product: "", package: "BOX")], location: "WH-Stock", to: "SHELF")
        company.clock.advance(seconds: 60)
        try await company.make("PAL")
        try await company.pack("PAL", "PLAIN", 1, nil)
        try await company.move("PAL", to: "SHELF")
        try await company.nest("BOX", in: "PAL")
        let lot = try await company.lot("LOTTED", "L1")
        _ = try await company.operations.hold(lot, HoldRequest(reason: "wet", package: "PAL"), company.command()) {
            _ in Answer(status: 200, body: [])
        }
        _ = try await company.act {
            try await company.operations.reverse(.transfer, moved.number, reason: "never was", $0, answer: $1)
        }
        #expect(try await company.place("PAL") == "SHELF -")
        #expect(try await company.place("BOX") == "WH-Stock -")
        await #expect(throws: Refusal.self) {
            try await company.post(.delivery, [LineRequest(product: "", package: "BOX")], partner: "C1")
        }
        #expect(try await company.operations.check().findings == Findings())
    }

    @Test(arguments: SQLEngine.allCases) func takingBackBringsNoPackageHomeThatHasLeftSince(
        _ engine: SQLEngine
    )
        async throws
    {
        // R18c: what was taken out of a package went back into it, which came home from its customer for that
        let company = try await company(engine)
        try await company.product("MADE", .lot)
        try await company.pack("BOX", "LOTTED", 4, "L1")
        company.clock.advance(seconds: 60)
        let part = LineRequest(product: "LOTTED", quantity: 1, package: "BOX")
        let opened = try await company.post(.delivery, [part], partner: "C1")
        let request = ProductionRequest(
            product: "MADE", quantity: 1, outputs: company.line("MADE", 1, "M1").numbers ?? [],
            components: [PartRequest(company.line("LOTTED", 8, "L1"))], location: "WH-Stock", doNow: true)
        let told = Told()
        _ = try await company.operations.createProduction(request, company.command(), answer: told.keep)
        let order = told.view?.number ?? ""
        company.clock.advance(seconds: 60)
        try await company.post(.delivery, [LineRequest(product: "", package: "BOX")], partner: "C1")
        company.clock.advance(seconds: 60)
        await #expect(throws: Refusal.self) {
            try await company.act {
                try await company.operations.reverse(.delivery, opened.number, reason: "never was", $0, answer: $1)
            }
        }
        do {
            _ = try await company.operations.unbuild(
                order, reason: "not as ordered", company.command(), answer: told.keep)
            Issue.record("taken apart")
        } catch let refusal as Refusal {
            #expect(refusal.code == "package_elsewhere")
        }
        #expect(try await company.place("BOX") == "Customers -")
    }

    @Test(arguments: SQLEngine.allCases) func aPackageOnItsWayIsLeftToItsTransfer(_ engine: SQLEngine) async throws {
        // R22: it was moved or emptied on its way, and its transfer could be received no more
        let company = try await company(engine)
        try await company.pack("BOX", "LOTTED", 4, "L1")
        let transfer = try await company.draft(
            .transfer, [LineRequest(product: "", package: "BOX")], location: "WH-Stock", to: "SHELF")
        _ = try await company.act {
            try await company.operations.ship(transfer.number, DoRequest(), $0, answer: $1)
        }
        await #expect(throws: Refusal.self) { try await company.move("BOX", to: "BIN") }
        await #expect(throws: Refusal.self) { try await company.unpack("BOX") }
        _ = try await company.act {
            try await company.operations.receive(transfer.number, DoRequest(), $0, answer: $1)
        }
        #expect(try await company.place("BOX") == "SHELF -")
        #expect(try await company.stock("LOTTED") == ["SHELF L1 4", "WH-Stock L1 6"])
    }

    @Test(arguments: SQLEngine.allCases) func exportsAndImportsKeepPackages(_ engine: SQLEngine) async throws {
        let first = try await company(engine)
        try await first.pack("BOX", "LOTTED", 4, "L1")
        try await first.pack("BOX", "SERIAL", 1, "N1")
        try await first.move("BOX", to: "SHELF")
        try await first.pack("TOTE", "LOTTED", 2, "L1")
        try await first.post(.delivery, [LineRequest(product: "", package: "TOTE")], partner: "C1")
        let exported = try await first.exported(.movements)
        let second = try await TestCompany(engine)
        try await second.product("LOTTED", .lot)
        try await second.product("PLAIN", .none)
        try await second.product("SERIAL", .serial)
        try await second.partner("C1")
        try await second.partner("S1", .supplier)
        try await second.location("SHELF")
        try await second.location("BIN", below: "WH-Stock")
        second.clock.advance(seconds: 60)
        try await second.importing(.movements, String(exported.dropLast()))
        for number in ["BOX", "TOTE"] {
            #expect(try await second.place(number) == first.place(number))
            let (one, other) = try await (
                first.operations.package(number, as: first.admin), second.operations.package(number, as: second.admin)
            )
            #expect(
                one.contents.map { "\($0.sku) \($0.quantity)" } == other.contents.map { "\($0.sku) \($0.quantity)" })
        }
        #expect(try await second.operations.check().findings == Findings())
    }

    @Test(arguments: SQLEngine.allCases) func checkFindsAPackageThatIsElsewhere(_ engine: SQLEngine) async throws {
        let company = try await company(engine)
        try await company.pack("BOX", "LOTTED", 4, "L1")
        try await company.make("PAL")
        try await company.nest("BOX", in: "PAL")
        _ = try await company.database.write(.company) { session in
            try session.execute(
                "UPDATE package SET location_id = (SELECT id FROM location WHERE code = 'SHELF') WHERE number = 'BOX'")
        }
        #expect(
            try await company.operations.check().findings.named.map(\.code) == [
                "package_elsewhere", "package_misplaced",
            ])
    }
}

extension DocumentView {
    fileprivate var number: String { document.number }
}

extension TestCompany {
    fileprivate func make(_ number: String) async throws {
        _ = try await operations.makePackage(number, at: nil, command()) { _ in Answer(status: 201, body: []) }
    }

    /// Packs goods; the package is made when there is none.
    fileprivate func pack(
        _ package: String, _ sku: String, _ quantity: Quantity, _ number: String?, document: String? = nil
    ) async throws {
        if try await store({ try $0.package(number: package) }) == nil { try await make(package) }
        let line = PackRequest.Line(
            product: sku, number: number.map { LotNumber(stored: $0) }, quantity: quantity, pointer: "/lines/0")
        _ = try await operations.pack(package, PackRequest(lines: [line], document: document), command()) { _ in
            Answer(status: 200, body: [])
        }
    }

    fileprivate func nest(_ package: String, in outer: String) async throws {
        let line = PackRequest.Line(package: package, pointer: "/lines/0")
        _ = try await operations.pack(outer, PackRequest(lines: [line]), command()) { _ in
            Answer(status: 200, body: [])
        }
    }

    fileprivate func unpack(_ package: String) async throws {
        _ = try await operations.unpack(package, PackRequest(), command()) { _ in Answer(status: 200, body: []) }
    }

    fileprivate func move(_ package: String, to place: String, answers: [String: String] = [:]) async throws {
        _ = try await operations.movePackage(package, to: place, command(answers)) { _ in
            Answer(status: 200, body: [])
        }
    }

    fileprivate func lot(_ sku: String, _ number: String) async throws -> LotID {
        try await store { store in
            let product = try store.product(sku: sku)!
            return try store.lot(number: LotNumber(stored: number), kind: .lot, of: product.id)!.id
        }
    }

    /// Place and package around, `-` for none.
    fileprivate func place(_ package: String) async throws -> String {
        let view = try await operations.package(package, as: admin)
        return "\(view.location?.code ?? "-") \(view.parent ?? "-")"
    }
}

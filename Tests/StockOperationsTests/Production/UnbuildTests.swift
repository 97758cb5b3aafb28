import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

/// Steps taken back (R24).
@Suite struct UnbuildTests {
    /// P1 plain, P2 by lot; CAKE by lot, BIKE and MOTOR by serial.
    private func company(_ engine: SQLEngine) async throws -> TestCompany {
        let company = try await TestCompany(engine)
        try await company.product("P1", Tracking.none)
        for sku in ["P2", "CAKE"] { try await company.product(sku, .lot) }
        for sku in ["BIKE", "MOTOR"] { try await company.product(sku, .serial) }
        try await company.partner("C1")
        try await company.post(
            .receipt,
            [
                company.line("P1", 100), company.line("P2", 6, "L1=1", "L2=3", "L3=2"),
                company.line("MOTOR", 2, "M-1", "M-2"),
            ])
        return company
    }

    /// S168: each component lot gets its own quantity back.
    @Test(arguments: SQLEngine.allCases)
    func eachLotGetsItsOwnQuantityBack(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let order = try await company.order(
            "CAKE", 5, outputs: ["F"],
            of: [company.part("P1", 20), company.part("P2", 5, "L1=1", "L2=3", "L3=1")], do: true)
        #expect(try await company.stock("P2") == ["WH-Stock L3 1"])
        let undone = try await company.unbuild(order.document.number)
        #expect(undone.document.state == .cancelled && undone.steps.isEmpty)
        #expect(try await company.stock("P2") == ["WH-Stock L1 1", "WH-Stock L2 3", "WH-Stock L3 2"])
        #expect(try await company.stock("P1") == ["WH-Stock - 100"])
        #expect(try await company.stock("CAKE") == [])
        #expect(try await company.ancestors(of: "F") == [])
        #expect(try await company.disagreements() == [])
    }

    /// X072, without going below zero (R28).
    @Test(arguments: SQLEngine.allCases)
    func partsAreTakenBackInProportion(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let order = try await company.order(
            "CAKE", 5, outputs: ["F"], of: [company.part("P1", 20), company.part("P2", 5, "L2=3", "L3=2")], do: true)
        let number = order.document.number
        let part = try await company.unbuild(number, ["F=3"])
        #expect(part.document.state == .done && company.steps(part) == ["F 2 ← P1 8, L2 1.2, L3 0.8"])
        #expect(try await company.stock("P1") == ["WH-Stock - 92"])
        #expect(await company.code { try await company.unbuild(number, ["F=3"]) } == "more_than_done")
        try await company.unbuild(number, ["F=2"])
        #expect(try await company.stock("P1") == ["WH-Stock - 100"])
        #expect(try await company.stock("P2") == ["WH-Stock L1 1", "WH-Stock L2 3", "WH-Stock L3 2"])
        #expect(await company.code { try await company.unbuild(number) } == "nothing_to_reverse")
        #expect(try await company.disagreements() == [])
    }

    /// X073: what went in without number comes back without, though its product has numbers now.
    @Test(arguments: SQLEngine.allCases)
    func whatHadNoNumberComesBackPlain(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let order = try await company.order("CAKE", 5, outputs: ["F"], of: [company.part("P1", 100)], do: true)
        try await company.store { store in
            var product = try store.product(sku: "P1")!
            product.tracking = .lot
            try store.update(product)
        }
        try await company.unbuild(order.document.number, ["F=3"])
        #expect(try await company.stock("P1") == ["WH-Stock - 60"])
        #expect(try await company.disagreements() == [])
    }

    /// S171, S172: produced, used, taken back, used again.
    @Test(arguments: SQLEngine.allCases)
    func aSerialIsUsedAgainAfterAnUnbuild(engine: SQLEngine) async throws {
        let company = try await company(engine)
        func build(_ bike: String) async throws -> String {
            try await company.order("BIKE", 1, outputs: [bike], of: [company.part("MOTOR", 1, "M-1")], do: true)
                .document.number
        }
        try await company.unbuild(build("B-1"))
        try await company.post(.scrap, [company.line("MOTOR", 1, "M-1")], reason: "broken")
        #expect(await company.code { _ = try await build("B-1") } == "serial_elsewhere")
        let scrap = try await company.operations.documents(.scrap, as: company.admin)[0].document.number
        _ = try await company.act {
            try await company.operations.reverse(.scrap, scrap, reason: "not broken", $0, answer: $1)
        }
        // The finished serial too is made again.
        let again = try await build("B-1")
        #expect(try await company.stock("BIKE") == ["WH-Stock B-1 1"])
        #expect(try await company.ancestors(of: "B-1").contains("M-1"))
        try await company.unbuild(again)
        _ = try await build("B-2")
        #expect(try await company.disagreements() == [])
    }

    /// Was refused with `depends_on_it`: its pieces were looked for under the number they had been joined from (R18).
    @Test(arguments: SQLEngine.allCases)
    func outputThatWasJoinedToAnotherNumberIsTakenBackUnderThatOne(engine: SQLEngine) async throws {
        let company = try await company(engine)
        try await company.post(.receipt, [company.line("CAKE", 2, "RIGHT=2")])
        let order = try await company.order("CAKE", 3, outputs: ["WRNG"], of: [company.part("P1", 6)], do: true)
        try await company.renumber("WRNG", of: "CAKE", to: "RIGHT", answers: ["number:join": "join"])
        try await company.unbuild(order.document.number)
        #expect(try await company.stock("CAKE") == ["WH-Stock RIGHT 2"])
        #expect(try await company.stock("P1") == ["WH-Stock - 100"])
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func outputThatIsGoneIsNamedWithWhereItIs(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let order = try await company.order(
            "BIKE", 2, outputs: ["B-1", "B-2"],
            of: [company.part("MOTOR", 1, "M-1", for: "B-1"), company.part("MOTOR", 1, "M-2", for: "B-2")], do: true)
        try await company.post(.delivery, [company.line("BIKE", 1, "B-1")], partner: "C1")
        do {
            try await company.unbuild(order.document.number)
            Issue.record("was taken back")
        } catch let refusal as Refusal {
            #expect(refusal.code == "depends_on_it" && refusal.detail.contains("with Partner C1"))
        }
        // The other one was only put elsewhere.
        company.clock.advance(seconds: 60)
        try await company.location("WH-Shelf")
        try await company.post(
            .transfer, [company.line("BIKE", 1, "B-2")], location: "WH-Stock", to: "WH-Shelf")
        company.clock.advance(seconds: 60)
        let part = try await company.unbuild(order.document.number, ["B-2"])
        #expect(company.steps(part) == ["B-1 1 ← M-1 1"])
        #expect(try await company.stock("MOTOR") == ["WH-Stock M-2 1"])
        #expect(try await company.disagreements() == [])
    }

    /// A lot that was worked over into itself: what comes out of the step was counted as what has to go in, and the
    /// refusal named nothing.
    @Test(arguments: SQLEngine.allCases)
    func reworkedGoodsThatAreGoneAreNamed(engine: SQLEngine) async throws {
        let company = try await company(engine)
        try await company.order("CAKE", 4, outputs: ["F"], of: [company.part("P1", 4)], do: true)
        let rework = try await company.order(
            "CAKE", 4, outputs: ["F"], of: [company.part("CAKE", 4, "F=4"), company.part("P1", 1)], do: true)
        let repacked = try await company.order(
            "CAKE", 4, outputs: ["G"], of: [company.part("CAKE", 4, "F=4")], do: true)
        do {
            try await company.unbuild(rework.document.number)
            Issue.record("was taken back")
        } catch let refusal as Refusal {
            #expect(refusal.code == "depends_on_it")
            #expect(
                refusal.detail.contains("CAKE “F” are no longer") && refusal.detail.contains(repacked.document.number))
        }
        try await company.unbuild(repacked.document.number)
        try await company.unbuild(rework.document.number)
        #expect(try await company.stock("CAKE") == ["WH-Stock F 4"])
        #expect(try await company.stock("P1") == ["WH-Stock - 96"])
        #expect(try await company.disagreements() == [])
    }

    @Test(arguments: SQLEngine.allCases)
    func aStepWithSerialsNotToldApartIsTakenBackWhole(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let order = try await company.order(
            "BIKE", 2, outputs: ["B-1", "B-2"], of: [company.part("MOTOR", 2)], do: true)
        #expect(await company.code { try await company.unbuild(order.document.number, ["B-1"]) } == "whole_step_only")
        try await company.unbuild(order.document.number, ["B-1", "B-2"])
        #expect(try await company.stock("MOTOR").count == 2)
    }

    @Test(arguments: SQLEngine.allCases)
    func reservedOutputIsFreedAndTold(engine: SQLEngine) async throws {
        let company = try await company(engine)
        let order = try await company.order("BIKE", 1, outputs: ["B-1"], of: [company.part("P1", 2)], do: true)
        let delivery = try await company.draft(.delivery, [company.line("BIKE", 1)], partner: "C1")
        _ = try await company.act {
            try await company.operations.reserve(.delivery, delivery.document.number, $0, answer: $1)
        }
        let undone = try await company.unbuild(order.document.number)
        #expect(undone.warnings.map(\.code) == ["reservation_freed"])
        #expect(try await company.disagreements() == [])
    }
}

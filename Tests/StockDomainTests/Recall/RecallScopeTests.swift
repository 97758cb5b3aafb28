import Testing

@testable import StockDomain
import SeededRandom

/// R45: who has units of a lot, and all else a recall must know.
@Suite struct RecallScopeTests {
    @Test func eachCustomerIsNetOfHisOwnReturnsOnly() {
        let scope = RecallScope(
            Story(
                asked: "L",
                """
                receive IN-1 S P/L 100
                deliver OUT-1 C1 P/L 10
                deliver OUT-2 C2 P/L 5
                deliver OUT-3 C1 P/L 2
                return R-1 C1 P/L 4
                return R-2 C2 P/L 9
                """
            ).facts)
        #expect(
            table(scope) == """
                with C1 8 P: OUT-1 10, OUT-3 2; back R-1 4
                all back C2: OUT-2 5; back R-2 9
                on hand WH-Stock L 96
                from S IN-1 100
                """)
        #expect(scope.deliveredNet == 8)
        #expect(scope.originUnknown == 4)
        #expect(scope.gaps.map { "\($0.code) \($0.units)" } == ["originUnknown 4", "noSupplierNumber 100"])
    }

    @Test func aDeliveryWhollyTakenBackIsInNoList() {
        let scope = RecallScope(
            Story(asked: "L", "receive IN-1 S P/L 100 \n deliver OUT-1 C1 P/L 10 \n undo 2").facts)
        #expect(
            table(scope) == """
                on hand WH-Stock L 100
                from S IN-1 100
                """)
    }

    @Test func descendantsReachTheirCustomersAndDifferentProductsAreNeverAdded() {
        let scope = RecallScope(
            Story(
                asked: "L",
                """
                receive IN-1 S FLOUR-kg/L 100
                use MO-1 - FLOUR-kg/L 60
                make MO-1 - BREAD/B1 20
                deliver OUT-1 C1 BREAD/B1 8
                deliver OUT-2 C1 FLOUR-kg/L 5
                deliver OUT-3 C2 FLOUR-kg/L 1
                """
            ).facts)
        #expect(
            table(scope) == """
                with C1 - BREAD: OUT-1 8, OUT-2 5
                with C2 1 FLOUR-kg: OUT-3 1
                on hand WH-Stock B1 12
                on hand WH-Stock L 34
                made B1 20 in MO-1
                from S IN-1 100
                """)
        #expect(
            scope.products.map { "\($0.product.sku) \($0.made) \($0.onHand) \($0.deliveredNet)" }
                == ["BREAD 20 12 8", "FLOUR-kg 0 34 6"])
        #expect(scope.deliveredNet == 6)
    }

    @Test func whatIsWorkedOverAgainIsMadeOnce() {
        let scope = RecallScope(
            Story(
                asked: "L",
                """
                receive IN-1 S FLOUR/L 100
                use MO-1 - FLOUR/L 60
                make MO-1 - BREAD/B1 20
                use MO-2 - BREAD/B1 5
                make MO-2 - BREAD/B2 5
                """
            ).facts)
        #expect(scope.products.map { "\($0.product.sku) \($0.made)" } == ["BREAD 20", "FLOUR 0"])
    }

    @Test func aStepTakenBackLinksNothing() {
        let scope = RecallScope(
            Story(
                asked: "L",
                """
                receive IN-1 S FLOUR/L 100
                use MO-1 - FLOUR/L 60
                make MO-1 - BREAD/B1 20
                undo 3
                undo 2
                """
            ).facts)
        #expect(scope.madeInto.isEmpty)
        #expect(scope.totals.termsInWords == "received 100, on_hand 100")
    }

    @Test func theSourcesOfAMadeLotAreTheReceiptsOfItsComponents() {
        let scope = RecallScope(
            Story(
                asked: "B1",
                """
                receive IN-1 S1 FLOUR/L 100
                open OP-1 - SALT/K 3
                use MO-1 - FLOUR/L 60
                use MO-1 - SALT/K 1
                make MO-1 - BREAD/B1 20
                deliver OUT-1 C1 FLOUR/L 9
                """
            ).facts)
        #expect(
            table(scope) == """
                on hand WH-Stock B1 20
                from S1 IN-1 100
                """)
        #expect(
            scope.gaps.map { "\($0.code) \($0.product.sku) \($0.units)" } == [
                "noSupplierNumber FLOUR 100", "openingStock SALT 3",
            ])
        #expect(scope.isComplete, "both only weaken the source (R47)")
    }

    @Test func theTotalsOfABatchAreTheSumsOfItsSerials() {
        let scope = RecallScope(
            Story(
                asked: "LOT-7",
                """
                receive IN-1 S P/SN-1@LOT-7 1
                receive IN-1 S P/SN-2@LOT-7 1
                receive IN-1 S P/SN-3@LOT-8 1
                deliver OUT-1 C1 P/SN-1@LOT-7 1
                """
            ).facts)
        #expect(scope.totals.termsInWords == "received 2, on_hand 1, delivered 1", "R12")
        #expect(scope.deliveredNet == 1)
        #expect(scope.sources.map(\.receipt.lot.number) == ["SN-1", "SN-2"])
    }

    @Test func goodsSetAsideOnTheWayOrJustGoneCanBeStopped() {
        var story = Story(
            asked: "L",
            """
            receive IN-1 S P/L 100
            deliver OUT-1 C1 P/L 10
            send TR-1 - P/L 4
            deliver OUT-2 C2 P/L 5
            """)
        story.facts.now = Story.start.adding(seconds: 26 * 3_600)
        let document = DocumentName(id: ID(90), kind: .delivery, number: "OUT-9")
        story.facts.reservations = [
            ReservedGoods(lotID: story[lot: "L"], isPacked: true, quantity: 2, document: document, partnerID: nil),
            ReservedGoods(lotID: story[lot: "L"], isPacked: false, quantity: 1, document: document, partnerID: nil),
            ReservedGoods(lotID: story[lot: "L"], isPacked: false, quantity: 3, document: document, partnerID: nil),
        ]
        #expect(
            RecallScope(story.facts).stoppable.map { "\($0.state) \($0.document?.number ?? "") \($0.quantity)" }
                == ["reserved OUT-9 4", "packed OUT-9 2", "inTransit TR-1 4", "left24h OUT-2 5"])
    }

    @Test func aPartnersPlaceCarriesHisContactAndMustBeCounted() {
        var story = Story(asked: "L", "receive IN-1 S P/L 100 \n deliver OUT-1 KEEPER P/L 1")
        story.facts.places[LocationID(8)] = Location(
            id: LocationID(8), code: "EXT", name: "", usage: .view, partnerID: story[partner: "KEEPER"])
        story.facts.places[LocationID(9)] = Location(
            id: LocationID(9), code: "EXT-1", name: "", parentID: LocationID(8), usage: .internal)
        story.facts.piles = [LotPile(lotID: story[lot: "L"], locationID: LocationID(9), quantity: 99)]
        let today = story.facts.zone.day(of: story.facts.now)

        let uncounted = RecallScope(story.facts)
        #expect(uncounted.onHand.map { $0.keeper?.email } == ["KEEPER@example.com"], "R22")
        #expect(uncounted.gaps.first { $0.code == .placeNotCounted }?.units == 99, "R47")
        story.facts.lastCounted = [LocationID(8): today.adding(days: -90)]
        #expect(RecallScope(story.facts).isComplete)
        story.facts.lastCounted = [LocationID(8): today.adding(days: -91)]
        #expect(!RecallScope(story.facts).isComplete)
    }

    @Test(arguments: [
        ("find C-1 - P/L 3", "found 3"),
        ("lose C-1 - P/L 3", "lost 3"),
        ("lose C-1 - P/L 3 \n find C-2 - P/L 3", ""),
        ("lose C-1 - P/L 3 \n find C-2 - P/L 1", "lost 2"),
        ("lose C-1 - P/L 3 \n undo 3", ""),
        ("deliver OUT-1 WALKIN P/L 3 \n return R-1 WALKIN P/L 1", "anonymousPartner 2"),
        ("deliver OUT-1 - P/L 3", "anonymousPartner 3"),
        ("deliver OUT-1 MUTE1 P/L 3", ""),
        ("use MO-1 - P/L 3 \n make MO-1 - Q/- 2", "untrackedStep 2"),
        ("use MO-1 - P/L 3 \n make MO-1 - Q/- 2 \n undo 4", ""),
    ])
    func whatMayHideCustomersIsAGapWithItsUnits(story: String, gaps: String) {
        let before = "receive IN-0 S P/X 1 \n receive IN-1 S P/L 9"
        let scope = RecallScope(Story(asked: "L", "\(before) \n \(story)").facts)
        let hiding = scope.gaps.filter { $0.weight == .hidesCustomers }
        #expect(hiding.map { "\($0.code) \($0.units)" }.joined(separator: ", ") == gaps)
        #expect(scope.isComplete == gaps.isEmpty)
    }

    @Test(arguments: UInt64(1)...20) func theAnswerDoesNotDependOnTheOrderOfRows(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let facts = Story(
            asked: "L",
            """
            receive IN-1 S FLOUR/L 100
            receive IN-2 S FLOUR/L2 50
            use MO-1 - FLOUR/L 60
            use MO-1 - FLOUR/L2 20
            make MO-1 - BREAD/B1 20
            use MO-2 - BREAD/B1 5
            make MO-2 - BREAD/B2 3
            make MO-2 - CRUMB/- 2
            deliver OUT-1 C1 BREAD/B1 8
            deliver OUT-2 C1 FLOUR/L 5
            deliver OUT-3 C2 BREAD/B2 1
            deliver OUT-4 WALKIN FLOUR/L 2
            return R-1 C1 BREAD/B1 9
            send TR-1 - FLOUR/L 4
            undo 10
            """
        ).facts
        var shuffled = facts
        shuffled.movements.shuffle(using: &random)
        shuffled.steps.shuffle(using: &random)
        shuffled.piles.shuffle(using: &random)
        shuffled.unnumberedOutputs.shuffle(using: &random)
        #expect(RecallScope(shuffled) == RecallScope(facts), "seed \(seed); invariant 9")
    }

    @Test func aLotJoinedToAnotherCountsAsThatOther() {
        var story = Story(
            asked: "L",
            """
            receive IN-1 S P/L 10
            receive IN-2 S P/WRONG 5
            deliver OUT-1 C1 P/WRONG 2
            """)
        let (right, wrong) = (story[lot: "L"], story[lot: "WRONG"])
        story.facts.lots[wrong]?.joinedTo = right
        var told = Story(
            asked: "WRONG", "receive IN-1 S P/L 10 \n receive IN-2 S P/WRONG 5 \n deliver OUT-1 C1 P/WRONG 2")
        story.facts.movements += told.facts.movements
        told.facts.piles[0].lotID = right
        story.facts.piles += told.facts.piles
        story.facts.partners = told.facts.partners
        story.facts.upstream.insert(wrong)
        let scope = RecallScope(story.facts)
        #expect(scope.totals.termsInWords == "received 15, on_hand 13, delivered 2", "R18")
        #expect(scope.consignees.map(\.ofLot) == [2])
        #expect(scope.sources.map(\.receipt.lot.number) == ["L", "L"])
    }

    /// The answer as a table.
    private func table(_ scope: RecallScope) -> String {
        func bookings(_ consignee: Consignee) -> String {
            func list(_ bookings: [Booking]) -> String {
                bookings.map { "\($0.document?.number ?? "-") \($0.quantity)" }.joined(separator: ", ")
            }
            return list(consignee.deliveries) + (consignee.returns.isEmpty ? "" : "; back " + list(consignee.returns))
        }
        let with = scope.consignees.map { consignee in
            "with \(consignee.partner?.code ?? "-") \(consignee.quantity?.description ?? "-") "
                + "\(consignee.products[0].product.sku): \(bookings(consignee))"
        }
        let back = scope.returnedAll.map { "all back \($0.partner?.code ?? "-"): \(bookings($0))" }
        let onHand = scope.onHand.map { "on hand \($0.location.code) \($0.lot.number ?? "-") \($0.quantity)" }
        let made = scope.madeInto.map { "made \($0.lot.number ?? "-") \($0.quantity) in \($0.document?.number ?? "-")" }
        let from = scope.sources.map {
            "from \($0.supplier?.code ?? "-") \($0.receipt.document?.number ?? "-") \($0.receipt.quantity)"
        }
        return (with + back + onHand + made + from).joined(separator: "\n")
    }
}

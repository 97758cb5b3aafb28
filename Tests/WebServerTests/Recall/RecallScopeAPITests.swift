import StockDomain
import Testing

@testable import WebServer

/// A recall scope and a trace on the wire, as the API promises them.
@Suite struct RecallScopeAPITests {
    @Test func theAnswerHasTheKeysThatClientsRelyOn() {
        let json = RecallScope(facts).json
        #expect(
            keys(json) == """
                complete consignees estimated_sources found_by gaps in_words known_at lot made_into not_affected on_hand \
                products returned_all sources stoppable totals
                """)
        #expect(
            keys(json["totals"]) == """
                consumed customer_returned delivered delivered_net found in_transit lost moved_in moved_out on_hand \
                opening produced received reserved scrapped supplier_returned
                """)
        #expect(
            keys(json["consignees"]?[0]) == """
                address anonymous deliveries email name partner phone products quantity returns
                """)
        #expect(
            keys(json["consignees"]?[0]?["deliveries"]?[0]) == "document happened_at lot origin product quantity")
        #expect(keys(json["on_hand"]?[0]) == "location lot package partner product quantity reserved")
        #expect(
            keys(json["sources"]?[0]) == """
                document happened_at lot origin product quantity supplier supplier_name supplier_number
                """)
        #expect(json["complete"] == false)
        #expect(json["not_affected"] == .null)
        #expect(json["totals"]?["delivered_net"] == 30)
    }

    @Test func anAnonymousPartnerHasARowButNoContact() {
        let walkIn = RecallScope(facts).json["consignees"]?[1]
        #expect(walkIn?["partner"] == "WALKIN")
        #expect(walkIn?["anonymous"] == true)
        #expect(walkIn?["email"] == .null)
    }

    @Test func theTableHasARowForEachDeliveryPileAndSource() {
        #expect(
            RecallScopeTable.rows(of: RecallScope(facts)).dropFirst().map { row in
                row.enumerated().filter { !$0.element.isEmpty }
                    .map { "\(RecallScopeTable.header[$0.offset])=\($0.element)" }.joined(separator: " ")
            }.joined(separator: "\n") == """
                section=delivery partner=C1 name=Birch & Sons anonymous=no email=b@example.com document=OUT-1 \
                origin=SO-71 happened_at=1970-01-01T00:00:00Z product=P lot=LOT-7 quantity=28 unit=pcs
                section=delivery partner=WALKIN name=Counter anonymous=yes document=OUT-1 \
                origin=SO-71 happened_at=1970-01-01T00:00:00Z product=P lot=LOT-7 quantity=2 unit=pcs
                section=on_hand product=P lot=LOT-7 quantity=370 unit=pcs location=WH-Stock reserved=0
                section=source partner=C1 name=Birch & Sons email=b@example.com document=OUT-1 origin=SO-71 \
                happened_at=1970-01-01T00:00:00Z product=P lot=LOT-7 quantity=400 unit=pcs supplier_number=A-77
                """)
    }

    @Test func aTraceNamesLotsByTheirKey() {
        let json = Trace(TraceFacts(recall: facts, steps: [], unnumberedInputs: []), .both).json
        #expect(
            keys(json)
                == "deliveries edges estimated_receipts gaps known_at lot lots nodes receipts returns shortened_steps")
        #expect(json["nodes"]?[0]?["lot"] == 7)
        #expect(json["nodes"]?[0]?["level"] == 0)
        #expect(keys(json["nodes"]?[0]) == "kind level lot number product share unit")
    }

    private func keys(_ json: JSON?) -> String {
        guard case .object(let members)? = json else { return "" }
        return members.map(\.key).sorted().joined(separator: " ")
    }

    /// 400 received, 28 with a customer, 2 sold over the counter.
    private var facts: RecallFacts {
        let (lot, product) = (LotID(7), ProductID(1))
        let document = DocumentName(id: DocumentID(1), kind: .delivery, number: "OUT-1", origin: "SO-71")
        func moved(
            _ posting: Int64, _ kind: PostingKind, _ partner: Int64, _ quantity: Quantity, _ from: LocationUsage,
            _ to: LocationUsage
        ) -> LotMovement {
            LotMovement(
                postingID: PostingID(posting), kind: kind, happenedAt: Instant(rawValue: 0), document: document,
                partnerID: PartnerID(partner), productID: product, lotID: lot, quantity: quantity, from: from, to: to,
                supplierNumber: kind == .receipt ? "A-77" : nil)
        }
        var facts = RecallFacts(asked: lot, now: Instant(rawValue: 0).adding(days: 9), zone: .utc)
        facts.lots = [lot: Lot(id: lot, productID: product, kind: .lot, number: LotNumber(stored: "LOT-7"))]
        facts.products = [product: ProductName(id: product, sku: "P", name: "Peanut butter", unit: "pcs")]
        facts.partners = [
            PartnerID(1): Partner(
                id: PartnerID(1), code: "C1", name: "Birch & Sons", kind: .both, email: "b@example.com"),
            PartnerID(2): Partner(
                id: PartnerID(2), code: "WALKIN", name: "Counter", kind: .customer, isAnonymous: true,
                email: "nobody@example.com"),
        ]
        facts.places = [
            LocationID(1): Location(id: LocationID(1), code: "WH-Stock", name: "Stock", usage: .internal)
        ]
        (facts.downstream, facts.upstream) = ([lot], [lot])
        facts.movements = [
            moved(1, .receipt, 1, 400, .supplier, .internal), moved(2, .delivery, 1, 28, .internal, .customer),
            moved(3, .delivery, 2, 2, .internal, .customer),
        ]
        facts.piles = [LotPile(lotID: lot, locationID: LocationID(1), quantity: 370)]
        return facts
    }
}

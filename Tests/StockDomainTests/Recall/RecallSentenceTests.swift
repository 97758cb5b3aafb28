import Testing

@testable import StockDomain

/// R46: the sentence accounts for every unit and says who need not be called.
@Suite struct RecallSentenceTests {
    private static let delivered = "receive IN-1 S P/L 400 \n deliver OUT-1 C1 P/L 20 \n deliver OUT-2 C2 P/L 10"

    @Test(arguments: [
        ("", "Nothing of this number has been booked. Complete: yes."),
        ("receive IN-1 S P/L 400", "None of 400 units is with a customer. 400 are on hand in WH-Stock. Complete: yes."),
        ("receive IN-1 S P/L 1", "The one unit is with no customer. 1 is on hand in WH-Stock. Complete: yes."),
        (
            "receive IN-1 S P/L 2 \n deliver OUT-1 C1 P/L 1",
            "1 of 2 units is with 1 customer. 1 is on hand in WH-Stock. Complete: yes."
        ),
        (
            "receive IN-1 S P/L 1740 \n deliver OUT-1 C1 P/L 1647 \n deliver OUT-2 WALKIN P/L 93",
            "1,647 units are with 1 customer, 93 were sold over the counter. "
                + "Complete: no (93 units sold without a name)."
        ),
        (
            "receive IN-1 S P/L 5 \n deliver OUT-2 WALKIN P/L 1",
            "1 of 5 units was sold over the counter. 4 are on hand in WH-Stock. "
                + "Complete: no (1 unit sold without a name)."
        ),
        (
            "receive IN-1 S P/L 5 \n deliver OUT-1 MUTE1 P/L 5",
            "5 units are with 1 customer. 1 customer cannot be reached. Complete: yes."
        ),
        (
            "receive IN-1 S P-kg/L 2.5 \n scrap S-1 - P-kg/L 0.5 \n lose C-1 - P-kg/L 1",
            "None of 2.5 kg is with a customer. 1 is on hand in WH-Stock. 0.5 were scrapped. 1 was lost. "
                + "Complete: no (1 kg lost)."
        ),
        (
            "receive IN-1 S P/L 9 \n sendback B-1 S P/L 3 \n split M-1 - P/L 4 \n into M-1 - P/L2 4 \n"
                + "send T-1 - P/L 2",
            "None of 9 units is with a customer. 2 are in transit and can be stopped. 4 went on under other numbers. "
                + "3 went back to the supplier. Of P made of it, 4 are on hand. Complete: yes."
        ),
        (
            "receive IN-1 S P/L 9 \n deliver OUT-1 C1 P/L 9 \n return R-1 C1 P/L 10",
            "None of 10 units is with a customer. 10 are on hand in WH-Stock. "
                + "1 of all came back from customers who had none on record. 1 customer returned everything. "
                + "Complete: no (1 unit returned by customers who had none)."
        ),
        (
            "receive IN-1 S P/L 9 \n use M-1 - P/L 9 \n make M-1 - Q/B 1200 \n deliver OUT-1 C1 Q/B 1000",
            "None of 9 units is with a customer. 9 became part of 1 product. "
                + "Of 1,200 units of Q made of it, 1,000 are with 1 customer and 200 are on hand. Complete: yes."
        ),
    ])
    func everyUnitIsAccountedFor(story: String, sentence: String) {
        #expect(RecallScope(Story(asked: "L", story).facts).inWords == sentence)
    }

    @Test func whatIsSetAsideAndWhoNeedNotBeCalledIsSaid() {
        var story = Story(
            asked: "L",
            Self.delivered + "\n use M-1 - P/L 350 \n make M-1 - Q/B 1 \n make M-1 - R/B2 1 \n scrap S - P/L 8")
        let document = DocumentName(id: ID(90), kind: .delivery, number: "SO-88")
        story.facts.reservations = [
            ReservedGoods(lotID: story[lot: "L"], isPacked: false, quantity: 8, document: document, partnerID: nil)
        ]
        for index in story.facts.piles.indices where story.facts.piles[index].lotID == story[lot: "L"] {
            story.facts.piles[index].reserved = 8
        }
        var scope = RecallScope(story.facts)
        let day = CalendarDate(daysSince1970: 20_000)
        scope.compare(
            with: [(story[partner: "C1"], 5), (PartnerID(80), 369), (PartnerID(81), 1)], in: day...day)
        #expect(
            scope.inWords == """
                30 of 400 units are with 2 customers. 12 are on hand in WH-Stock; 8 of them are reserved for SO-88 and \
                can be stopped. 350 became part of 2 products. 8 were scrapped. Of 1 unit of Q made of it, 1 is on \
                hand. Of 1 unit of R made of it, 1 is on hand. Complete: yes. In the same time 370 units of this \
                product went to 2 customers who have none of it.
                """)
    }

    @Test func theDaysComparedAreThoseOfTheLotsDeliveries() {
        var facts = Story(asked: "L", Self.delivered).facts
        for (index, days) in [-40, 3, 9].enumerated() {
            facts.movements[index].happenedAt = Story.start.adding(days: Int64(days))
        }
        let day = CalendarDate(daysSince1970: 20_000)
        #expect(facts.deliveryDays == day.adding(days: 3)...day.adding(days: 9))
        facts.movements.removeAll { $0.kind == .delivery }
        #expect(facts.deliveryDays == day.adding(days: -40)...day.adding(days: -40), "never delivered: all movements")
    }
}

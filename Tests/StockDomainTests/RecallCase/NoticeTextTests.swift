import StockDomain
import Testing

@Suite struct NoticeTextTests {
    private static func recall(_ wording: NoticeWording = NoticeWording(), isDrill: Bool = false) -> RecallCase {
        RecallCase(
            number: "RC-00001", isDrill: isDrill, hazardClass: .first, reason: "Glass was found in a jar.",
            wording: wording, seed: 1, created: RecallCase.Deed(at: Instant(rawValue: 0), by: ActorID(1)))
    }

    private static var consigned: Consigned {
        let butter = ProductName(id: ProductID(1), sku: "PB", name: "Peanut butter", unit: "jars")
        let lot = LotName(id: LotID(1), number: "LOT-7", kind: .lot, product: butter)
        return Consigned(
            partner: Partner(code: "C1", name: "Ada’s shop", kind: .customer), round: 1,
            goods: [
                ConsignedGoods(
                    product: butter, lots: [ConsignedLot(lot: lot, quantity: 30, round: 1)], now: 30)
            ])
    }

    /// 21 CFR 7.49: marked, brief, with the numbers, what to do, and a ready way to answer.
    @Test func theStandardNoticeSaysWhatMustBeSaid() {
        let wording = NoticeWording(goodsKind: .food, hazard: "Cuts.", contact: "Eva, 0123")
        let text = NoticeText(Self.recall(wording), to: Self.consigned, link: "http://h/r/1")
        #expect(text.subject == "URGENT: FOOD RECALL (CLASS I): Peanut butter")
        for words in [
            "URGENT: FOOD RECALL (CLASS I)", "To: Ada’s shop", "- Peanut butter (PB), lot LOT-7: 30 jars",
            "Why: Glass was found in a jar.", "Hazard: Cuts.", "Stop using and selling them at once", "http://h/r/1",
            "Questions: Eva, 0123", "If you have passed any on",
        ] { #expect(text.body.contains(words), "\(words)") }
    }

    @Test func anExerciseSaysSoFirst() {
        let text = NoticeText(Self.recall(isDrill: true), to: Self.consigned, link: "l")
        #expect(text.body.hasPrefix("EXERCISE, NO REAL RECALL"))
    }

    @Test func aTextOfOnesOwnMustNameTheGoodsAndTheLink() {
        let fine = NoticeWording(template: "Dear {customer}, send back\n{goods}\n{hazard}\n{link}")
        #expect(throws: Never.self) { try fine.check() }
        let text = NoticeText(Self.recall(fine), to: Self.consigned, link: "l")
        #expect(text.body == "Dear Ada’s shop, send back\n- Peanut butter (PB), lot LOT-7: 30 jars\nl")
        for template in ["{goods}", "{link}", "{goods} {link} {price}"] {
            #expect(throws: Refusal.self) { try NoticeWording(template: template).check() }
        }
    }
}

import StockDomain
import Testing

@Suite struct RecallFiguresTests {
    private static let nut = ProductName(id: ProductID(1), sku: "NUT", name: "Nuts", unit: "pcs")
    private static let oil = ProductName(id: ProductID(2), sku: "OIL", name: "Oil", unit: "l")

    /// 100 received, 60 with customers, 40 here.
    private static var balance: MassBalance {
        var balance = MassBalance()
        balance.received = 100
        balance.delivered = 60
        balance.onHand = 40
        return balance
    }

    private func consigned(
        _ code: String, delivered: Quantity, now: Quantity, _ said: AnsweredAmounts = AnsweredAmounts(),
        product: ProductName = nut
    ) -> Consigned {
        let lot = LotName(id: LotID(1), number: "N-1", kind: .lot, product: product)
        let goods = ConsignedGoods(
            product: product, lots: [ConsignedLot(lot: lot, quantity: delivered, round: 1)], said: said, now: now)
        return Consigned(partner: Partner(code: code, name: code, kind: .customer), round: 1, goods: [goods])
    }

    @Test func whatConsigneesSayIsAddedUp() {
        let figures = RecallFigures(
            consigned: [
                consigned("C1", delivered: 40, now: 40, AnsweredAmounts(have: 30, destroyed: 10, returned: 5)),
                consigned("C2", delivered: 20, now: 20, AnsweredAmounts(have: 0, corrected: 2, sold: 18)),
            ], products: [ProductFigures(product: Self.nut, balance: Self.balance, reserved: 0, held: 40)])
        let only = figures.only
        #expect(only?.produced == 100)
        #expect(only?.delivered == 60)
        #expect(only?.have == 30)
        #expect(only?.recovered == 17)
        #expect(only?.recoveredShare?.inWords == "28.3 %")
        #expect(only?.accounted == 75)
        #expect(only?.accountedShare?.percent == 75)
    }

    /// Goods that are announced, come back and are booked are the same goods.
    @Test func whatIsSaidToBeReturnedAndIsBookedCountsOnce() {
        var balance = Self.balance
        balance.customerReturned = 5
        balance.onHand = 45
        let figures = RecallFigures(
            consigned: [consigned("C1", delivered: 60, now: 55, AnsweredAmounts(returned: 8))],
            products: [ProductFigures(product: Self.nut, balance: balance, reserved: 0, held: 45)])
        #expect(figures.only?.returned == 8)
        #expect(figures.only?.produced == 100)
        #expect(figures.only?.accounted == 48)
    }

    /// More than was delivered is told beside it, and makes no share of more than all.
    @Test func whatIsSaidBeyondTheDeliveryIsCountedNowhereElse() {
        let figures = RecallFigures(
            consigned: [
                consigned("C1", delivered: 40, now: 40, AnsweredAmounts(have: 45, destroyed: 30, sold: 20)),
                consigned("C2", delivered: 20, now: 15, AnsweredAmounts(destroyed: 20)),
            ], products: [ProductFigures(product: Self.nut, balance: Self.balance, reserved: 0, held: 40)])
        #expect(figures.only?.destroyed == 50)
        #expect(figures.only?.recovered == 50)
        #expect(figures.only?.beyond == 15)
        #expect(figures.only?.accounted == 95)
    }

    /// What he has confirmed is not asked again when he answers once more.
    @Test func moreThanWasDeliveredIsAskedOnce() {
        let said = AnsweredAmounts(have: 45)
        func question(_ said: AnsweredAmounts, after earlier: AnsweredAmounts = AnsweredAmounts()) -> Question? {
            said.question(against: 40, of: Self.nut, after: earlier, at: "/products/1")
        }
        #expect(question(AnsweredAmounts(have: 40, destroyed: 20, returned: 20)) == nil)
        #expect(question(said)?.id == "products/1:more_than_delivered")
        #expect(
            question(said)?.detail
                == "40 units of Nuts were delivered, and the answer says that 45 units were there. Is that right?")
        #expect(question(AnsweredAmounts(have: 45, destroyed: 3), after: said) == nil)
        #expect(question(AnsweredAmounts(have: 45, destroyed: 46), after: said) != nil)
    }

    @Test func differentProductsAreNeverAdded() {
        let figures = RecallFigures(
            consigned: [
                consigned("C1", delivered: 40, now: 40, AnsweredAmounts(returned: 5)),
                consigned("C2", delivered: 20, now: 20, AnsweredAmounts(returned: 7), product: Self.oil),
            ],
            products: [Self.nut, Self.oil].map {
                ProductFigures(product: $0, balance: Self.balance, reserved: 0, held: 40)
            })
        #expect(figures.only == nil)
        #expect(figures.together == nil)
        #expect(figures.products.map(\.returned) == [5, 7])
    }

    /// R51: in one unit by stored factors, and only where every product has one.
    @Test func productsAreToldTogetherByStoredFactors() throws {
        func figures(_ factors: [ProductID: [UnitFactor]]) -> RecallFigures {
            RecallFigures(
                consigned: [
                    consigned("C1", delivered: 40, now: 40, AnsweredAmounts(returned: 5)),
                    consigned("C2", delivered: 20, now: 20, AnsweredAmounts(returned: 7), product: Self.oil),
                ],
                products: [Self.nut, Self.oil].map {
                    ProductFigures(product: $0, balance: Self.balance, reserved: 0, held: 40)
                }, factors: factors)
        }
        let jar = UnitFactor(unit: "kg", factor: Quantity("0.5")!, version: 3)
        #expect(figures([Self.nut.id: [jar]]).together == nil)
        let oil = UnitFactor(unit: "kg", factor: Quantity("0.9")!, version: 1)
        let together = try #require(figures([Self.nut.id: [jar], Self.oil.id: [oil]]).together)
        #expect(together.unit == "kg")
        #expect(together.produced == 140 && together.explained == 140)
        #expect(together.delivered == 38)
        #expect(together.recovered == Quantity("8.8"))
        #expect(together.factors.map(\.factor.version) == [3, 1])
    }

    @Test func aLaterAnswerStandsAndWhatItLeavesOutStaysButWhatWasThereIsSaidFirst() {
        let said = AnsweredAmounts(have: 30, destroyed: 10).updated(
            by: AnsweredAmounts(have: 5, destroyed: 12, returned: 3))
        #expect(said == AnsweredAmounts(have: 30, destroyed: 12, returned: 3))
    }
}

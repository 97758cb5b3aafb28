import StockDomain

/// A lot of tahini that was called back half a year ago: 120 jars came in, 82 went to seven customers, and 38 were set
/// apart when the supplier called. What became of it afterwards is in `PastRecall`.
///
/// The product is sold by this script alone, and no die is rolled for it, so that all else stays as it would be
/// without it.
enum RecalledBatch {
    static let product = DemoProduct.traded(
        "TAH-300", "Tahini, light 300 g", .food, 120, from: supplier, life: 540, weight: 0, atCounter: false)
    static let supplier = 12
    /// The working day on which the lot comes.
    static let firstDay = History.days - 130
    /// The working day on which the supplier calls.
    static let noticeDay = firstDay + 14

    /// Days on which lots come, counted from the first, and the jars of each; the second is called back.
    static let receipts: [(day: Int, units: Int64)] = [(-12, 60), (0, 120), (25, 90)]

    /// Who bought how many jars on which day: what came first is sold out before the second lot begins.
    static let deliveries: [(day: Int, customer: Int, units: Int64)] = [
        (-10, 14, 24), (-7, 31, 24), (-2, 52, 12),
        (1, 9, 24), (2, 22, 18), (4, 35, 12), (5, 48, 12), (8, 60, 6), (9, 73, 6), (11, 85, 4),
        (27, 14, 12), (33, 22, 12), (41, 31, 18),
    ]
}

/// The lot that was called back.
struct RecalledGoods {
    var number = ""
    var noticedOn = CalendarDate(daysSince1970: 0)
}

extension History {
    /// The part of the day's work that has to do with the lot, at the end of the day.
    mutating func tellRecalledBatch(onDay index: Int) {
        let day = index - RecalledBatch.firstDay
        for receipt in RecalledBatch.receipts where receipt.day == day { receiveTahini(receipt.units, onDay: day) }
        for delivery in RecalledBatch.deliveries where delivery.day == day {
            recordLater(
                .delivery, "TEL-\(300 + index)", takeTahini(delivery.units),
                partner: DemoPartners.customers[delivery.customer].code, from: History.stock)
        }
        if index == RecalledBatch.noticeDay { setTahiniApart() }
    }

    private mutating func receiveTahini(_ units: Int64, onDay day: Int) {
        let supplier = DemoPartners.suppliers[RecalledBatch.supplier].partner.code
        let number = "L\(String(today.description.filter(\.isNumber).dropFirst(2)))T"
        let expiry = today.adding(days: 520)
        let goods = newGoods(
            RecalledBatch.product, number: number, supplierNumber: number, expiresOn: expiry,
            quantity: Quantity(units: units))
        recordLater(.receipt, "PO-T\(300 + day)", [goods], partner: supplier, to: History.stock)
        if day == 0 { recalled.number = number }
    }

    private mutating func takeTahini(_ units: Int64) -> [Goods] {
        store.takeOldest(Quantity(units: units), of: RecalledBatch.product.sku, at: History.stock)
    }

    private mutating func setTahiniApart() {
        recalled.noticedOn = today
        let rest = store.onHand(RecalledBatch.product.sku, at: History.stock)
        recordLater(
            .transfer, "MOVE-T\(RecalledBatch.noticeDay)", takeTahini(rest.wholeUnits),
            reason: "the supplier called: do not sell", from: History.stock, to: History.quarantine)
    }
}

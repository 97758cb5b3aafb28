import StockDomain

/// Two years of the demo company, told day by day; what happens in a day is in the files beside this one.
struct History {
    /// Working days, Monday to Friday.
    static let days = 520
    static let stock = StandardLocation.stock.rawValue
    static let returns = StandardLocation.returns.rawValue
    static let quarantine = StandardLocation.quarantine.rawValue

    let products = Catalogue.products
    let productsBySKU = Dictionary(uniqueKeysWithValues: Catalogue.products.map { ($0.sku, $0) })
    var rows: [DemoRow] = []
    var store = DemoStock()
    var sold = SoldGoods()
    var chance = SeededChance(seed: 20_250_511)
    var numbering = Numbering()
    /// The lots known so far, to order them by arrival.
    var arrivals = 0
    var lastExpiry: [String: CalendarDate] = [:]
    /// What waits in quarantine to go back, and to whom.
    var refused: [(goods: Goods, supplier: DemoPartner)] = []
    var faultyNumber = ""
    var recalled = RecalledGoods()
    private(set) var today: CalendarDate
    private var minute = 0

    /// Tells the history; its last rows are of the last working day before `end`, so that none lies in the future.
    init(endingOn end: CalendarDate) {
        let calendar = History.workingDays(before: end)
        today = calendar[0]
        for (index, day) in calendar.enumerated() {
            today = day
            minute = 7 * 60
            tellDay(index)
        }
    }

    private mutating func tellDay(_ index: Int) {
        discardWhatRunsOut()
        sendBackRefusedGoods()
        restock(exceptFor: index < FaultyBatch.firstDay - 1 ? [] : FaultyBatch.skus)
        minute = max(minute, 10 * 60)
        tellFaultyBatch(onDay: index)
        fillShops()
        minute = max(minute, 12 * 60)
        deliver(isOnHold: index >= FaultyBatch.firstDay - 1)
        sellOverTheCounter()
        minute = max(minute, 15 * 60)
        takeReturns()
        inspectReturns()
        discardBrokenGoods()
        refuseGoods()
        tellRecalledBatch(onDay: index)
    }

    /// The last `days` days from Monday to Friday before `end`, in order.
    private static func workingDays(before end: CalendarDate) -> [CalendarDate] {
        var found: [CalendarDate] = []
        var day = end
        while found.count < days {
            day = day.adding(days: -1)
            // 1 January 1970 was a Thursday.
            let weekday = (day.daysSince1970 + 3) % 7
            if weekday < 5 { found.append(day) }
        }
        return found.reversed()
    }
}

// MARK: - Writing down

extension History {
    /// One happening at the next moment of the day: `goods` leave `from` and arrive at `to`, where those are ours.
    mutating func record(
        _ kind: DemoRow.Kind, _ document: String, _ goods: [Goods], partner: String = "", reason: String = "",
        from: String = "", to: String = "", step: String = ""
    ) {
        passTime()
        add(kind, document, goods, partner: partner, reason: reason, from: from, to: to, step: step)
    }

    /// The same a few minutes later, without a die: what is told so changes nothing else.
    mutating func recordLater(
        _ kind: DemoRow.Kind, _ document: String, _ goods: [Goods], partner: String = "", reason: String = "",
        from: String = "", to: String = ""
    ) {
        minute += 4
        add(kind, document, goods, partner: partner, reason: reason, from: from, to: to)
    }

    /// More rows of the happening recorded last.
    mutating func add(
        _ kind: DemoRow.Kind, _ document: String, _ goods: [Goods], partner: String = "", reason: String = "",
        from: String = "", to: String = "", step: String = ""
    ) {
        for piece in goods {
            if !to.isEmpty { store.put(piece, at: to) }
            rows.append(
                DemoRow(
                    at: now, kind: kind, document: document, partner: partner, goods: piece, reason: reason, from: from,
                    to: to, step: step))
        }
    }

    mutating func passTime() { minute += chance.number(in: 2...11) }

    private var now: String { "\(today) \(padded(minute / 60, 2)):\(padded(minute % 60, 2))" }

    func product(_ sku: String) -> DemoProduct {
        guard let product = productsBySKU[sku] else { preconditionFailure("The catalogue lacks \(sku).") }
        return product
    }
}

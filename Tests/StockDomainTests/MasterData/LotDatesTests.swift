import StockDomain
import Testing

/// The days of a lot (R39, R40). T is 24 November 2026.
@Suite struct LotDatesTests {
    private static let today = CalendarDate("2026-11-24")!
    private static let apple = Expiration(
        isEnabled: true, shelfLifeDays: 10, bestBeforeDays: 5, removalDays: 2, alertDays: 6)

    /// Expiry, best before, removal and alert as days from today; `-` for none.
    private static func days(_ dates: LotDates) -> String {
        [dates.expiresOn, dates.bestBeforeOn, dates.removalOn, dates.alertOn]
            .map { $0.map { "\($0.daysSince1970 - today.daysSince1970)" } ?? "-" }.joined(separator: " ")
    }

    private static func day(_ offset: Int) -> CalendarDate { today.adding(days: offset) }

    @Test(
        arguments: [
            ("S140: the product's days", apple, nil, "10 5 8 4"),
            ("S142: a typed expiry wins", apple, 30, "30 25 28 24"),
            (
                "S145, X057: without days goods are removed on their expiry day",
                Expiration(isEnabled: true, bestBeforeDays: 0, removalDays: 0), 9, "9 - 9 -"
            ),
            ("S146: zero days to expiry mean none", Expiration(isEnabled: true, shelfLifeDays: 0), nil, "- - - -"),
            (
                "X057: days without a shelf life", Expiration(isEnabled: true, bestBeforeDays: 5, alertDays: 6), 30,
                "30 25 30 24"
            ),
            ("X059: eggs", Expiration(isEnabled: true, shelfLifeDays: 30, removalDays: 15), nil, "30 - 15 -"),
            (
                "best before is the day that ends it",
                Expiration(isEnabled: true, kind: .bestBefore, shelfLifeDays: 7, bestBeforeDays: 3), nil, "7 7 7 -"
            ),
            ("expiry that is off leaves all empty", Expiration(isEnabled: false, shelfLifeDays: 7), 9, "- - - -"),
        ] as [(String, Expiration, Int?, String)])
    func aNewLotGetsItsDaysFromTheProductAndFromWhatIsTyped(
        _ what: String, _ expiration: Expiration, typed: Int?, expected: String
    ) {
        let dates = LotDates(
            typedExpiry: typed.map(Self.day), productionDate: nil, of: expiration, on: Self.today)
        #expect(Self.days(dates) == expected, "\(what)")
        #expect(dates.typed.contains(.expiry) == (typed != nil && expiration.isEnabled))
    }

    // S141
    @Test func theShelfLifeBeginsWithTheProductionDate() {
        let dates = LotDates(
            typedExpiry: nil, productionDate: Self.day(42), of: Self.apple, on: Self.today)
        #expect(dates.expiresOn == Self.day(52))
    }

    // S143
    @Test func aNewExpiryMovesTheDaysThatFollowFromIt() {
        let old = LotDates(typedExpiry: Self.day(10), productionDate: nil, of: Self.apple, on: Self.today)
        let new = LotChange(expiresOn: .set(Self.day(30))).applied(to: old, of: Self.apple)
        #expect(Self.days(new) == "30 25 28 24")
    }

    @Test func aDayThatSomebodyTypedStaysWhereItIs() {
        let old = LotDates(typedExpiry: Self.day(10), productionDate: nil, of: Self.apple, on: Self.today)
        let typed = LotChange(removalOn: .set(Self.day(7))).applied(to: old, of: Self.apple)
        #expect(Self.days(typed) == "10 5 7 4")
        let moved = LotChange(expiresOn: .set(Self.day(20))).applied(to: typed, of: Self.apple)
        #expect(Self.days(moved) == "20 15 7 14")
    }

    // S144
    @Test func anExpiryWhereThereWasNoneBringsTheProductsDays() {
        let old = LotDates(typedExpiry: Self.day(10), productionDate: nil, of: Self.apple, on: Self.today)
        let cleared = LotChange(
            expiresOn: .clear, bestBeforeOn: .clear, removalOn: .clear, alertOn: .clear
        ).applied(to: old, of: Self.apple)
        #expect(Self.days(cleared) == "- - - -")
        let set = LotChange(expiresOn: .set(Self.day(15))).applied(to: cleared, of: Self.apple)
        #expect(Self.days(set) == "15 10 13 9")
    }

    @Test func bestBeforeFollowsTheExpiryWhereItIsTheSameDay() {
        let jam = Expiration(isEnabled: true, kind: .bestBefore, shelfLifeDays: 100)
        let old = LotDates(typedExpiry: nil, productionDate: nil, of: jam, on: Self.today)
        let new = LotChange(expiresOn: .set(Self.day(200))).applied(to: old, of: jam)
        #expect(new.bestBeforeOn == Self.day(200))
    }
}

/// Who may change the days (R40).
@Suite struct LotDateRulesTests {
    private static let lot = Lot(
        productID: ID(1), kind: .lot, number: LotNumber(stored: "L-1"),
        dates: LotDates(expiresOn: CalendarDate("2027-01-31")))

    private static func verdict(
        _ change: LotChange, role: Role, hasMoved: Bool = true, batch: String? = nil, answers: [String: String] = [:]
    ) -> String {
        let rules = LotDateRules(lot, hasMoved: hasMoved, batch: batch.map { LotNumber(stored: $0) })
        let actor = Actor(id: ID(1), name: "Ann", role: role)
        do throws(Refusal) {
            try rules.check(
                change, to: change.applied(to: lot.dates, of: Expiration(isEnabled: true)), by: actor, answers: answers)
            return "done"
        } catch {
            return error.questions.first?.code ?? error.faults.first?.code ?? error.code
        }
    }

    private static let later = LotChange(
        expiresOn: .set(CalendarDate("2027-03-31")!), reason: "Retested", reference: "LAB-77")

    @Test(
        arguments: [
            ("an operator before the goods have come", later, Role.operator, false, nil, "done"),
            ("an operator after they have come", later, .operator, true, nil, "not_allowed"),
            ("quality with reason and report", later, .quality, true, nil, "done"),
            (
                "later without reason", LotChange(expiresOn: .set(CalendarDate("2027-03-31")!), reference: "LAB"),
                .quality, true, nil, "reason_required"
            ),
            (
                "later without report", LotChange(expiresOn: .set(CalendarDate("2027-03-31")!), reason: "So"), .quality,
                true, nil, "reason_required"
            ),
            ("no expiry at all is later too", LotChange(expiresOn: .clear), .quality, true, nil, "reason_required"),
            (
                "earlier needs no report", LotChange(expiresOn: .set(CalendarDate("2026-12-31")!)), .quality, true, nil,
                "done"
            ),
            ("a serial of a lot", later, .quality, true, "B-9", "days_of_batch"),
            (
                "made after it ends", LotChange(productionDate: .set(CalendarDate("2027-02-01")!)), .quality, true, nil,
                "date_doubtful"
            ),
        ] as [(String, LotChange, Role, Bool, String?, String)])
    func daysAreQualitysOnceTheGoodsAreThere(
        _ what: String, _ change: LotChange, _ role: Role, _ hasMoved: Bool, _ batch: String?, expected: String
    ) {
        #expect(Self.verdict(change, role: role, hasMoved: hasMoved, batch: batch) == expected, "\(what)")
    }

    @Test func doubtfulDaysMayBeKept() {
        let change = LotChange(productionDate: .set(CalendarDate("2027-02-01")!))
        #expect(Self.verdict(change, role: .quality, answers: ["dates:doubtful": "keep"]) == "done")
    }
}

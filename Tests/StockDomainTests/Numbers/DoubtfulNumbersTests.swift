import SeededRandom
import StockDomain
import Testing

/// Doubts about single numbers (R16).
struct DoubtfulNumbersTests {
    private func doubts(
        _ number: String, quantity: Int64 = 60, knowing known: DoubtfulNumbers.Knowledge = .init(),
        isKnown: Bool = false
    ) -> [String] {
        let candidate = DoubtfulNumbers.Candidate(
            number: LotNumber(stored: number), product: "TEA", unit: "pcs", quantities: [Quantity(units: quantity)],
            isKnown: isKnown)
        return DoubtfulNumbers.doubts(about: candidate, knowing: known).map(\.code.rawValue)
    }

    /// A habit of numbers, one a day.
    private func habit(_ numbers: [String]) -> NumberHabit {
        var habit = NumberHabit()
        for (day, number) in numbers.enumerated() {
            habit.learn(LotNumber(stored: number), on: CalendarDate(daysSince1970: 20_000 + day))
        }
        return habit
    }

    private func knowing(_ numbers: [String]) -> DoubtfulNumbers.Knowledge {
        DoubtfulNumbers.Knowledge(habit: habit(numbers), existing: Set(numbers.map { LotNumber(stored: $0) }))
    }

    @Test(arguments: [
        ("12345", "keyboard_run"), ("qwerty", "keyboard_run"), ("ABCDEF", "keyboard_run"), ("98765", "keyboard_run"),
        ("asdf", "keyboard_run"), ("1qaz2wsx", "keyboard_run"), ("abc123", "keyboard_run"),
        ("112233", "keyboard_run"), ("LOT12345", "keyboard_run"), ("123-456-789", "keyboard_run"),
        ("1111", "repeated_characters"), ("xxxx", "repeated_characters"), ("000", "repeated_characters"),
        ("121212", "repeated_characters"), ("SN-00000", "repeated_characters"),
        ("N/A", "placeholder"), ("test", "placeholder"), ("TEST 2", "placeholder"), ("none", "placeholder"),
        ("unknown", "placeholder"), ("-", "placeholder"), ("?", "placeholder"), ("n. a.", "placeholder"),
        ("label torn off", "placeholder"), ("unbekannt", "placeholder"), ("LOT", "placeholder"),
        ("60", "equals_quantity"), ("60 pcs", "equals_quantity"), ("60.0", "equals_quantity"),
    ])
    func aNumberThatNobodyReadOffIsFlagged(number: String, code: String) {
        #expect(doubts(number) == [code])
    }

    @Test(arguments: [
        "L24-0331", "20261124A", "8952/007", "001", "120", "104233", "SN-0001", "lot1", "LOT-1", "Batch 4", "B26K03",
        "3F9A-77C0", "M26-11-0047", "WE261015-01", "L1234/7", "7001234", "AB-1234-X", "DE12AUG26", "K1", "0815/26",
        "MANGO", "X-7", "59", "6000", "356938035643809", "S/N 4471029",
    ])
    func ordinaryNumbersAreLeftAlone(number: String) {
        #expect(doubts(number) == [])
    }

    @Test func theQuantityOfOneUnitSaysNothing() {
        #expect(doubts("1", quantity: 1) == [])
        #expect(doubts("48", quantity: 48, isKnown: true) == ["equals_quantity"])
    }

    @Test func aCounterThatPassesARunOrARepeatIsNotDoubtful() {
        #expect(doubts("1234", knowing: knowing(["1229", "1231", "1233"])) == [])
        #expect(doubts("7777", knowing: knowing(["7771", "7773", "7774"])) == [])
        // Its neighbour exists, so it was counted up to.
        #expect(doubts("SN12345", knowing: knowing(["SN12344"])) == [])
        // Five days of six digits make no ordinary number of this one.
        let counter = knowing(["104211", "104240", "104388", "105002", "105120"])
        #expect(doubts("123456", knowing: counter) == ["keyboard_run"])
    }

    // MARK: One number over several lines

    @Test func oneNumberOverLinesOfSeveralProductsIsFlagged() {
        #expect(doubts("B-77", knowing: .init(othersOnDocument: ["CUP"])) == ["same_number_unlike_lines"])
        #expect(doubts("B-77", knowing: .init(othersThatDay: ["CUP"])) == ["same_number_unlike_lines"])
    }

    @Test func aSupplierWhoNumbersHisDeliveriesMayUseOneNumberForAll() {
        var supplier = NumberHabit()
        for day in 0..<3 {
            for _ in 0..<3 {
                supplier.learn(
                    LotNumber(stored: "2026110\(day)"), on: CalendarDate(daysSince1970: day), isShared: true)
            }
        }
        let known = DoubtfulNumbers.Knowledge(othersOnDocument: ["CUP", "POT"], supplierHabit: supplier)
        #expect(doubts("20261108", knowing: known) == [])
    }

    @Test func theSameDayALotNumberOfHisUsualFormIsNoSign() {
        let supplier = habit(["10332-01", "10333-04", "10334-02"])
        let known = DoubtfulNumbers.Knowledge(othersThatDay: ["CUP"], supplierHabit: supplier)
        #expect(doubts("10335-01", knowing: known) == [])
        #expect(doubts("B-77", knowing: known) == ["same_number_unlike_lines"])
    }

    // MARK: Beside earlier numbers

    @Test(arguments: [
        ("L24-0331", false), ("L24-0412", false), ("L25-0007", false), ("X24-0412", true), ("24-0412", true),
        ("L240412", true), ("L24-041", false), ("L24-04125", false), ("L24-0412A", true), ("l24-0412", true),
    ])
    func aNumberUnlikeTheSuppliersOthersIsFlagged(number: String, isFlagged: Bool) {
        let known = knowing(["L24-0302", "L24-0305", "L24-0311", "L24-0318", "L24-0325"])
        #expect(doubts(number, knowing: known) == (isFlagged ? ["unlike_pattern"] : []))
    }

    @Test func fourDaysAreTooFewToKnowAHabit() {
        #expect(doubts("ANDERS", knowing: knowing(["L24-0302", "L24-0305", "L24-0311", "L24-0318"])) == [])
    }

    @Test func aWrongCheckDigitIsFlaggedWhereAllOthersHadARightOne() {
        // Check digits as in an IMEI.
        let known = knowing([
            "490154203237518", "356938035643809", "352099001761481", "354648060000013", "358240051111110",
        ])
        #expect(doubts("861536030196001", knowing: known) == [])
        #expect(doubts("861536030196007", knowing: known) == ["unlike_pattern"])
    }

    @Test(arguments: [
        ("ABC48715", true), ("ABC84215", true), ("ABX48215", true), ("ABC48251", false), ("ABC48216", false),
        ("ABC48315", false), ("ABC48246", false), ("ABD48215", false), ("ABC70431", false),
    ])
    func aSlipOfTheFingerIsToldFromCountingOn(number: String, isFlagged: Bool) {
        #expect(doubts(number, knowing: knowing(["ABC48215"])).contains("near_duplicate") == isFlagged)
    }

    @Test func aCounterIsNoNearDuplicateOfItself() {
        let known = knowing((1...40).map { "8952/\(String($0 + 1_000).dropFirst())" })
        for next in 41...99 { #expect(doubts("8952/0\(next)", knowing: known) == []) }
        #expect(doubts("8352/012", knowing: known) == ["near_duplicate"])
        #expect(doubts("8352/077", knowing: known) == ["unlike_pattern"])
    }

    @Test func aHabitComesBackAsItWasStored() {
        let habit = habit(["L24-0302", "L24-0305", "Käse 7", "", "x\\y"].filter { !$0.isEmpty })
        #expect(NumberHabit(stored: habit.stored) == habit)
        #expect(NumberHabit(stored: "anything") == NumberHabit())
    }
}

struct TypingSpeedTests {
    @Test func serialsTypedAtOneASecondAreFlagged() {
        func typed(_ pauses: [Int64], _ prefix: String = "SN-100") -> [(number: LotNumber, at: Instant)] {
            var at = Instant(rawValue: 0)
            return pauses.enumerated().map { index, pause in
                at = Instant(rawValue: at.rawValue + pause * 1_000)
                return (LotNumber(stored: "\(prefix)\(index)"), at)
            }
        }
        #expect(TypingSpeed.tooFast(typed([0, 900, 1_000, 1_100, 950])).count == 5)
        #expect(TypingSpeed.tooFast(typed([0, 900, 1_000, 1_100])).isEmpty)
        #expect(TypingSpeed.tooFast(typed([0, 4_000, 3_500, 5_000, 4_200, 3_900])).isEmpty)
        // A list comes at one moment; it is not typed.
        #expect(TypingSpeed.tooFast(typed([0, 0, 0, 0, 0, 0])).isEmpty)
        #expect(TypingSpeed.tooFast(typed([0, 500, 600, 500, 700], "")).isEmpty)
    }
}

import GS1
import StockDomain
import Testing

struct OwnNumberingTests {
    private static let company = Numbering(prefix: "L", padding: 7)

    private func numbering(_ own: Numbering, on day: String = "2026-05-03") -> OwnNumbering {
        OwnNumbering(of: own, company: Self.company, on: CalendarDate(day)!)
    }

    @Test(arguments: [
        ("L{yyyy}{mm}-", "2026-05-03", "L202605-"), ("{YY}{DDD}/", "2026-05-03", "26123/"),
        ("{ww}.{dd}", "2027-01-02", "53.02"), ("{ddd}", "2028-12-31", "366"), ("TEST", "2026-05-03", "TEST"),
        ("W{ww}", "2024-12-30", "W01"),
    ])
    func aPrefixMayHoldPartsOfTheDay(prefix: String, day: String, expected: String) throws {
        // R14, S092
        #expect(try NumberPrefix(prefix).text(on: CalendarDate(day)!) == expected)
    }

    @Test(arguments: [
        ("%Y-%m-%d/", "2026-05-03/"), ("%y%j%V", "2612318"), ("P%(year)s%(month)s%(day)s", "P20260503"),
        ("%(y)s%(doy)s%(woy)s", "2612318"), ("100%", "100%"), ("%Q%", "%Q%"),
    ])
    func aPrefixIsAlsoReadAsOthersWriteIt(prefix: String, expected: String) throws {
        // R14, S092
        #expect(try NumberPrefix(prefix).text(on: CalendarDate("2026-05-03")!) == expected)
    }

    @Test(arguments: ["{year}", "A{yy", "A}B", "{}", String(repeating: "x", count: 41), "a\tb"])
    func whatIsNoPartOfTheDayIsRefused(prefix: String) {
        #expect(throws: NumberPrefix.Fault.self) { try NumberPrefix(prefix) }
    }

    /// Own numbering, counter, number.
    @Test(arguments: [
        (Numbering(), 1, "L0000001"), (Numbering(prefix: ""), 12, "L0000012"),
        (Numbering(prefix: "TEST/", padding: 3), 7, "TEST/007"), (Numbering(prefix: "T", padding: 2), 1_234, "T1234"),
        (Numbering(prefix: "A{yy}-"), 1, "A26-0000001"), (Numbering(padding: 3), 1, "L001"),
    ])
    func aCounterIsPaddedBehindThePrefix(own: Numbering, count: Int64, expected: String) {
        // R14, X035: without a prefix of its own a product takes the company's.
        #expect(numbering(own).number(counted: count).text == expected)
    }

    @Test func onlyAPrefixOfItsOwnGivesAProductItsOwnCounter() {
        #expect(numbering(Numbering(prefix: "T")).hasOwnCounter)
        #expect(!numbering(Numbering(prefix: "")).hasOwnCounter)
        #expect(!numbering(Numbering(padding: 3)).hasOwnCounter)
    }

    @Test func theCheckCharacterFindsEveryWrongDigit() {
        let checked = numbering(Numbering(prefix: "ab-", padding: 4, hasCheckCharacter: true))
        let number = checked.number(counted: 42).text
        let plain = number.uppercased().filter { $0 != "-" }
        #expect(number.hasPrefix("ab-0042") && number.count == 8)
        #expect(Mod37And36.isRight(plain))
        #expect(!Mod37And36.isRight(plain.replacing("42", with: "43")))
    }

    @Test func aRandomNumberHasAtLeastTenCharactersThatNobodyConfuses() {
        let random = numbering(Numbering(prefix: "R-", padding: 4, isRandom: true))
        let numbers = (0..<1_000).map { random.number(random: Digest(of: Array("\($0)".utf8))).text }
        #expect(Set(numbers).count == 1_000)
        #expect(numbers.allSatisfy { $0.count == 12 && !$0.dropFirst(2).contains { "ILOU".contains($0) } })
    }

    @Test(arguments: [("10", "4", "4 4 2"), ("8", "4", "4 4"), ("3", "4", "3"), ("2.5", "1", "1 1 0.5")])
    func theLastLotTakesWhatIsLeft(quantity: String, perLot: String, expected: String) throws {
        // R13, S086
        let lots = LotDivision.quantities(try #require(Quantity(quantity)), perLot: try #require(Quantity(perLot)))
        #expect(lots?.map(\.description).joined(separator: " ") == expected)
        #expect(LotDivision.quantities(20_001, perLot: 1) == nil)
    }

    @Test func takenNumbersArePassedOverAndNamed() {
        var made = GeneratedNumbers()
        let candidates = (1...5).map { LotNumber(stored: "S\($0)") }
        made.take(upTo: 3, of: candidates, taken: [candidates[0], candidates[2]])
        #expect(made.numbers.map(\.text) == ["S2", "S4", "S5"])
        #expect(made.skipped.map(\.text) == ["S1", "S3"])
        made.take(upTo: 3, of: candidates, taken: [])
        #expect(made.looked == 5)
    }
}

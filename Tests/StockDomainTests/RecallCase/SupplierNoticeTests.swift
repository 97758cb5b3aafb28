import StockDomain
import Testing

@Suite struct SupplierNoticeTests {
    @Test(
        arguments: [
            ("Lot numbers 07110002 thru 07110009 are affected.", ["07110002 thru 07110009 = 07110002…07110009"]),
            ("lots AB-100 to AB-120, and CD-7711", ["AB-100 to AB-120 = AB-100…AB-120", "CD-7711 = CD-7711"]),
            ("Codes 4410001-4410050", ["4410001-4410050 = 4410001…4410050"]),
            ("A-77/2026 (code B-4711).", ["A-77/2026 = A-77/2026", "B-4711 = B-4711"]),
            ("Best by 5/31/2027 to 6/2/2027", ["5/31/2027 to 6/2/2027 = expires 2027-05-31…2027-06-02"]),
            ("expiry 2027-05-31", ["2027-05-31 = expires 2027-05-31…2027-05-31"]),
            ("Produced 3 May 2026", ["3 May 2026 = produced 2026-05-03…2026-05-03"]),
            (
                "produced between May 3, 2026 and May 9, 2026",
                ["May 3 2026 and May 9 2026 = produced 2026-05-03…2026-05-09"]
            ),
            ("We sent 12 boxes on 2026-05-01", []),
            ("Lot A-100 to B-200", ["A-100 = A-100", "B-200 = B-200"]),
        ])
    func theWordsOfANoticeAreRead(text: String, expected: [String]) {
        #expect(SupplierNotice(text).mentions.map { "\($0.words) = \($0.meaning.inWords)" } == expected)
    }

    @Test(
        arguments: [
            ("Lot MHD 11-26 of ING-SALT.", ["Lot MHD", "MHD 11-26", "11-26 of", "ING-SALT", "MHD"]),
            ("batch 7 and lot A", ["batch 7", "7 and", "7", "A"]),
            ("Nothing here", []),
        ] as [(String, [String])])
    func whatMayBeANumberIsGuessed(text: String, expected: [String]) {
        #expect(Set(SupplierNotice(text).guesses.map(\.text)).isSubset(of: expected))
        #expect(SupplierNotice(text).guesses.isEmpty == expected.isEmpty)
    }

    @Test func whatStandsTwiceIsReadOnce() {
        #expect(SupplierNotice("Lot A-1001\nAgain: A-1001").mentions.count == 1)
    }
}

extension SupplierNotice.Meaning {
    fileprivate var inWords: String {
        func days(_ span: DaySpan) -> String {
            "\(span.from.map(\.description) ?? "")…\(span.to.map(\.description) ?? "")"
        }
        switch self {
        case .number(let number): return number.text
        case .numbers(let span): return "\(span.first)…\(span.last)"
        case .expires(let span): return "expires \(days(span))"
        case .produced(let span): return "produced \(days(span))"
        }
    }
}

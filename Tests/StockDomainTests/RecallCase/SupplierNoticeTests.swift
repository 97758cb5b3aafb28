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
            ("Lot:07110002, Charge-Nr.:4711-A", ["07110002 = 07110002", "4711-A = 4711-A"]),
            ("lots 07110002 bis 07110009", ["07110002 bis 07110009 = 07110002…07110009"]),
            ("codes AB-100-AB-120", ["AB-100-AB-120 = AB-100…AB-120"]),
            ("Charge 07110002-09", ["07110002-09 = 07110002-09", "07110002-09 = 07110002…07110009?"]),
            ("Lot L4711", ["L4711 = L4711", "L4711 = 4711?"]),
            ("(01)09520002000019(10)ABC123.", ["(01)09520002000019(10)ABC123 = (01)09520002000019(10)ABC123"]),
        ])
    func theWordsOfANoticeAreRead(text: String, expected: [String]) {
        #expect(SupplierNotice(text).mentions.map { "\($0.words) = \($0.inWords)" } == expected)
    }

    /// German, British and American days, months, ranges that say their year once, open writings of both orders.
    @Test(
        arguments: [
            ("MHD 31.05.2027", ["31.05.2027 = expires 2027-05-31…2027-05-31"]),
            ("mindestens haltbar bis: 31.05.27", ["31.05.27 = expires 2027-05-31…2027-05-31"]),
            (
                "MHD 01.05. bis 09.05.2027",
                ["01.05 bis 09.05.2027 = expires 2027-05-01…2027-05-09"]
            ),
            ("MHD 01.05.-09.05.2027", ["01.05 - 09.05.2027 = expires 2027-05-01…2027-05-09"]),
            ("Best before end: 05/2027", ["05/2027 = expires 2027-05-01…2027-05-31"]),
            ("BBE May 2027", ["May 2027 = expires 2027-05-01…2027-05-31"]),
            (
                "Best before 31/05/2027 and 5/6/2027",
                [
                    "31/05/2027 and 5/6/2027 = expires 2027-05-31…2027-06-05"
                ]
            ),
            ("Best by 5/6/2027", ["5/6/2027 = expires 2027-05-06…2027-05-06"]),
            ("Best before 5/6/2027", ["5/6/2027 = expires 2027-06-05…2027-06-05"]),
            (
                "Expiry 5/6/2027",
                [
                    "5/6/2027 = expires 2027-05-06…2027-05-06?", "5/6/2027 = expires 2027-06-05…2027-06-05?",
                ]
            ),
            ("Use by 31MAY27", ["31MAY27 = expires 2027-05-31…2027-05-31"]),
            ("Lot 31MAY27", ["31MAY27 = 31MAY27"]),
            ("EXP 270531", ["270531 = expires 2027-05-31…2027-05-31?", "270531 = expires 2031-05-27…2031-05-27?"]),
            ("EXP 20270531", ["20270531 = expires 2027-05-31…2027-05-31"]),
            ("hergestellt am 3. Mai 2026", ["3 Mai 2026 = produced 2026-05-03…2026-05-03"]),
            ("produced from 3 to 9 May 2026", ["3 to 9 May 2026 = produced 2026-05-03…2026-05-09"]),
            ("Made May 3-9, 2026", ["May 3-9 2026 = produced 2026-05-03…2026-05-09"]),
            ("delivered to you on 3 May 2026", ["3 May 2026 = sent 2026-05-03…2026-05-03?"]),
            ("Do not use what was bought on 2026-05-03", []),
        ] as [(String, [String])])
    func daysAreReadAsTheyAreWritten(text: String, expected: [String]) {
        #expect(SupplierNotice(text).mentions.map { "\($0.words) = \($0.inWords)" } == expected)
    }

    /// What stands in signatures, headers of mails and beside quantities is no lot, or looked at before it counts.
    @Test(
        arguments: [
            ("Call 555-0199 or +44 20 7946 0612", ["555-0199 = none", "7946 = none", "0612 = none"]),
            ("Tel.: 040 / 123456-78, Fax 040 123499", ["123456-78 = none", "123499 = none"]),
            ("From: Nut Co <sales@nut1234.example>", ["sales@nut1234.example = none"]),
            ("Gesendet: Montag, 30. November 2026 08:14", ["2026 = none", "08:14 = none"]),
            ("20457 Hamburg", ["20457 = 20457?"]),
            ("D-20457 Hamburg", ["D-20457 = D-20457?"]),
            ("Harbour Road 4711, Springfield, IL 62704", ["4711 = 4711?", "62704 = 62704?"]),
            ("London E16 2BX", []),
            ("We delivered 5000 pcs with your order 4500012345", ["5000 = 5000?", "4500012345 = 4500012345?"]),
            ("Lot reference 4711", ["4711 = 4711"]),
            ("see https://nut.example/recall/07110002", ["https://nut.example/recall/07110002 = none"]),
        ] as [(String, [String])])
    func whatIsNoLotIsToldOrDoubted(text: String, expected: [String]) {
        #expect(SupplierNotice(text).mentions.map { "\($0.words) = \($0.inWords)" } == expected)
    }

    @Test func daysBelowAHeadingAreAboutWhatItSays() {
        let table = SupplierNotice(
            """
            Article | Batch | Produced | Best before
            NUT-350 | 4711 | 20.05.2026 | 20.05.2027
            NUT-500 | A7 | 21.05.2026 | 21.05.2027
            """)
        #expect(
            table.mentions.map { "\($0.words) = \($0.inWords) on \($0.lines)" } == [
                "NUT-350 = NUT-350 on [1]", "4711 = 4711 on [1]", "20.05.2026 = produced 2026-05-20…2026-05-20 on [1]",
                "20.05.2027 = expires 2027-05-20…2027-05-20 on [1]", "NUT-500 = NUT-500 on [2]",
                "21.05.2026 = produced 2026-05-21…2026-05-21 on [2]",
                "21.05.2027 = expires 2027-05-21…2027-05-21 on [2]",
            ])
        #expect(table.guesses.map(\.number.text).contains("A7"))
        let narrow = SupplierNotice("Batch | Best before\n4711 | 20.05.2027\n\n20457 Hamburg on 21.05.2027")
        #expect(narrow.mentions.map(\.inWords) == ["4711", "expires 2027-05-20…2027-05-20", "20457?"])
        let cells = SupplierNotice("Batch\nBest before\n\n4711\n20.05.2027")
        #expect(cells.mentions.map(\.inWords) == ["4711", "expires 2027-05-20…2027-05-20"])
    }

    @Test(
        arguments: [
            ("Lot MHD 11-26 of ING-SALT.", ["Lot MHD", "MHD 11-26", "11-26 of", "ING-SALT", "MHD"]),
            ("batch 7 and lot A", ["batch 7", "7 and", "7", "A"]),
            ("Nothing here", []),
        ] as [(String, [String])])
    func whatMayBeANumberIsGuessed(text: String, expected: [String]) {
        #expect(Set(SupplierNotice(text).guesses.map(\.number.text)).isSubset(of: expected))
        #expect(SupplierNotice(text).guesses.isEmpty == expected.isEmpty)
    }

    @Test func whatStandsTwiceIsReadOnce() {
        #expect(SupplierNotice("Lot A-1001\nAgain: A-1001").mentions.count == 1)
    }
}

extension SupplierNotice.Mention {
    /// What it means; with a question mark where that is doubtful.
    fileprivate var inWords: String { meaning.inWords + (isDoubtful ? "?" : "") }
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
        case .sent(let span): return "sent \(days(span))"
        case .barcode(let text): return text
        case .none: return "none"
        }
    }
}

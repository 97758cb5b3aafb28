import GS1
import Testing

/// One good and one bad value of each rule, read alone (what else is missing does not matter here).
@Suite struct ValueRuleTests {
    @Test(arguments: [
        "(253)9520002000019DOC1", "(255)95200020000191", "(401)9520002-C1", "(402)95200020000000019",
        "(421)0561000", "(423)056250", "(4307)BE", "(4309)02790858483015297971", "(4321)1", "(4324)2706000830",
        "(4330)001234-", "(4330)001234", "(7003)2706302359", "(7007)260101260131", "(7011)270630", "(7030)9990X",
        "(7040)1ABC", "(717)AB", "(7241)10", "(7250)19560229", "(7252)9", "(7253)A%20B", "(7258)1/2",
        "(8001)00010002000310", "(8003)09520002000019", "(8006)095200020000190203", "(8007)BE71096123456769",
        "(8008)26010208", "(8008)260102081530", "(8010)9520#A-1", "(8011)0", "(8013)1987654Ad4X4bL5ttr2310c2K",
        "(8030)A-_=", "(8043)893200000000000000", "(3910)978150", "(17)000229", "(99)x",
    ])
    func goodValuesAreRead(text: String) {
        let scan = Scan(text, asOfYear: 2026)
        #expect(scan.isUsable, "\(scan.problem?.detail ?? "")")
        #expect(scan.elements.count == 1)
    }

    @Test(arguments: [
        ("(253)9520002000018DOC1", Problem.Code.checkDigit), ("(401)95X0002-C1", .structure),
        ("(421)0571000", .codeList),
        ("(423)05625", .length), ("(423)056057", .codeList), ("(4307)XX", .codeList),
        ("(4309)18000000010000000000", .codeList), ("(4309)18000000003600000001", .codeList), ("(4321)2", .codeList),
        ("(4324)2706002430", .date), ("(4330)001234+", .codeList), ("(7003)2706001830", .date),
        ("(7003)2706302360", .date), ("(7007)26010126013", .length), ("(7006)260100", .date), ("(7040)1AB=", .codeList),
        ("(7241)11", .codeList), ("(7241)00", .codeList), ("(7250)19570229", .date), ("(7250)19570200", .date),
        ("(7252)3", .codeList), ("(7253)A%2", .structure), ("(7253)A%G0", .structure), ("(7258)2/1", .structure),
        ("(7258)123", .structure), ("(8001)00000002000310", .codeList), ("(8001)00010002000320", .codeList),
        ("(8003)19520002000019", .codeList), ("(8006)095200020000190302", .pieceOfTotal),
        ("(8006)095200020000190002", .pieceOfTotal), ("(8007)BE71096123456760", .checkDigit), ("(8008)26010224", .date),
        ("(8008)2601020860", .date), ("(8010)9520a", .charset), ("(8011)012", .zeroPrefix),
        ("(8013)1987654Ad4X4bL5ttr2310c2L", .checkDigit), ("(8030)A+", .charset), ("(3910)999X", .charset),
        ("(3910)000150", .codeList), ("(10)", .emptyValue), ("(1)A", .unknownIdentifier),
        ("(010)A", .unknownIdentifier),
        ("()A", .structure), ("(1a)A", .structure), ("(14)260101", .unknownIdentifier), ("(01)9520A", .length),
    ])
    func badValuesAreRefusedForTheirReason(text: String, code: Problem.Code) {
        #expect(Scan(text, asOfYear: 2026).problem?.code == code)
    }

    @Test(arguments: [
        ("(01)99520002000012(3102)000175(3103)001750", Problem.Code.exclusion),
        ("(01)09520002000019(21)S1(235)T1", .exclusion),
        ("(01)09520002000019(3922)1234", .requisite), ("(01)09520002000019(30)2(3922)1234", nil),
        ("(01)09520002000019(250)S2", .requisite), ("(8006)095200020000190102(21)S1(250)S2", nil),
        ("(00)095200021234567897(37)2", .requisite), ("(02)09520002000019(21)S1(37)2", .requisite),
        ("(01)09520002000019(01)09520002000019", nil), ("(01)09520002000019(02)09520002000187(37)2", .exclusion),
        ("(420)1000(421)0561000", .exclusion), ("(3922)1234(3932)9781234(01)09520002000019(30)1", .exclusion),
    ])
    func elementsMustGoTogether(text: String, code: Problem.Code?) {
        #expect(Scan(text, asOfYear: 2026).problem?.code == code)
    }

    @Test func aLabelOfOursIsCheckedBeforeItIsWritten() throws {
        let lot = Element(ai: "10", value: "LOT 7")
        #expect(throws: Problem.self) { try ElementString([Element(ai: "01", value: "09520002000019"), lot]) }
        #expect(throws: Problem.self) { try ElementString([Element(ai: "10", value: "LOT7")]) }
        #expect(throws: Problem.self) { try ElementString([Element(ai: "05", value: "LOT7")]) }
        #expect(throws: Problem.self) {
            try ElementString([Element(ai: "01", value: "09520002000019"), Element(ai: "10", value: "")])
        }
    }
}

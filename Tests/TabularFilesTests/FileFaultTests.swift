import Testing

@testable import TabularFiles

struct FileFaultTests {
    static let faults: [FileFault] = [
        .notFound(path: "x"), .unreadable(path: "x", reason: "Is a directory"), .truncated, .damaged(reason: "x"),
        .noHeader, .missingColumn("x"), .unknownColumn("x"), .repeatedColumn("x"), .notUTF8(line: 7),
        .fieldTooLong(line: 7, limit: 9), .rowTooLong(line: 7, limit: 9), .unevenRow(line: 7, expected: 2, got: 1),
        .strayQuote(line: 7), .unclosedQuote(line: 7),
    ]

    @Test(arguments: faults) func everyFaultIsOneSentenceThatNamesItsLine(_ fault: FileFault) {
        #expect(fault.detail.hasSuffix("."))
        #expect(!fault.detail.contains("\n"))
        if let line = fault.line, line > 1 { #expect(fault.detail.contains("ine \(line)")) }
    }

    @Test func codesAreDistinct() {
        #expect(Set(FileFaultTests.faults.map(\.code)).count == FileFaultTests.faults.count)
    }
}

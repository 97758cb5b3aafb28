import Testing

@testable import TabularFiles

struct CSVReaderTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let rows: [[String]]

        init(_ name: String, _ text: String, _ rows: [[String]]) {
            (testDescription, self.text, self.rows) = (name, text, rows)
        }
    }

    static let readable = [
        Case("plain", "a,b\n1,2\n", [["1", "2"]]),
        Case("no line end at the end", "a,b\n1,2", [["1", "2"]]),
        Case("CRLF", "a,b\r\n1,2\r\n3,4\r\n", [["1", "2"], ["3", "4"]]),
        Case("empty fields", "a,b,c\n,,\nx,,\n,,y\n", [["", "", ""], ["x", "", ""], ["", "", "y"]]),
        Case("quotes", "a,b\n\"1,5\",\"\"\n", [["1,5", ""]]),
        Case("doubled quotes", "a\n\"say \"\"hi\"\"\"\n\"\"\"\"\n", [["say \"hi\""], ["\""]]),
        Case("line ends inside quotes", "a,b\n\"1\r\n2\",3\n", [["1\r\n2", "3"]]),
        Case("blank lines", "a,b\n\n1,2\n\r\n3,4\n\n", [["1", "2"], ["3", "4"]]),
        Case("byte order mark", "\u{FEFF}a,b\n1,2\n", [["1", "2"]]),
        Case("semicolons", "a;b\n1,5;2\n", [["1,5", "2"]]),
        Case("tabs", "a\tb\n1;5\t2,0\n", [["1;5", "2,0"]]),
        Case("commas inside quoted names do not count", "\"a,x,y\";b\n1;2\n", [["1", "2"]]),
        Case("letters beyond ASCII", "a\nMüsli 東京 🫙\n", [["Müsli 東京 🫙"]]),
        Case("a carriage return inside a field", "a,b\n1\r2,3\n", [["1\r2", "3"]]),
        Case("spaces stay", "a,b\n 1 , 2 \n", [[" 1 ", " 2 "]]),
        Case("header only", "a,b\n", []),
    ]

    @Test(arguments: readable) func readsEveryFieldAsItIs(_ example: Case) throws {
        #expect(try rows(of: MemoryBytes(example.text)) == example.rows)
    }

    @Test(arguments: readable) func readsTheSameByteByByte(_ example: Case) throws {
        #expect(try rows(of: Trickle(example.text)) == example.rows)
    }

    static let faults: [(String, FileFault)] = [
        ("", .noHeader),
        ("\n1,2\n", .noHeader),
        ("a,b,a\n", .repeatedColumn("a")),
        ("a,b\n1,2\n1\n", .unevenRow(line: 3, expected: 2, got: 1)),
        ("a,b\n\"x\ny\",2\n\n1,2,3\n", .unevenRow(line: 5, expected: 2, got: 3)),
        ("a,b\n1,x\"y\n", .strayQuote(line: 2)),
        ("a,b\n1,\"x\"y\n", .strayQuote(line: 2)),
        ("a,b\n1,2\n3,\"x\n", .unclosedQuote(line: 3)),
        ("a,b\n1,2\n3,x\"\n5,6\n7,8\n", .strayQuote(line: 3)),
    ]

    @Test(arguments: faults) func namesTheFaultAndItsLine(text: String, fault: FileFault) {
        #expect(throws: fault) { try rows(of: MemoryBytes(text)) }
    }

    @Test func latin1BytesAreRefusedWithTheirLine() {
        let bytes = Array("name,b\nplain,1\nM".utf8) + [0xFC] + Array("sli,2\n".utf8)
        #expect(throws: FileFault.notUTF8(line: 3)) { try rows(of: MemoryBytes(bytes)) }
    }

    @Test(arguments: ["p\0lain", "\"quot\0ed\""]) func aTextWithoutEndIsRefusedWithItsLine(field: String) {
        // No database keeps a NUL in a text.
        #expect(throws: FileFault.notUTF8(line: 2)) { try rows(of: MemoryBytes("name,b\n\(field),2\n")) }
    }

    @Test(arguments: ["plain", "quoted"]) func aFieldOfTwoMegabytesIsRefusedWithItsLine(style: String) {
        let mark = style == "quoted" ? "\"" : ""
        let field = mark + String(repeating: "x", count: 2_000_000) + mark
        let fault = FileFault.fieldTooLong(line: 3, limit: 1_000_000)
        #expect(throws: fault) { try rows(of: MemoryBytes("a,b\n1,2\n\(field),4\n")) }
    }

    @Test func aQuoteNeverClosedDoesNotDrawTheWholeFileIntoMemory() {
        let source = MemoryBytes("a,b\n1,2\n\"3,4\n" + String(repeating: "5,6\n", count: 5_000_000))
        #expect(throws: FileFault.fieldTooLong(line: 3, limit: 1_000_000)) { try rows(of: source) }
        #expect(source.bytesRead < 9_000_000)
    }

    @Test func aRowOfManyLongFieldsIsRefused() {
        let row = Array(repeating: String(repeating: "x", count: 90), count: 50).joined(separator: ",")
        #expect(throws: FileFault.rowTooLong(line: 1, limit: 400)) { try rows(of: Trickle(row), fieldLimit: 100) }
    }

    @Test func rowsLongerThanTheBufferAreReadWhole() throws {
        let fields = (0..<3).map { String(repeating: "\($0)", count: 900_000) }
        let text = "a,b,c\n1,2,3\n" + fields.joined(separator: ",") + "\n4,5,6\n"
        #expect(try rows(of: MemoryBytes(text)) == [["1", "2", "3"], fields, ["4", "5", "6"]])
    }

    @Test func rowsKnowTheirLines() throws {
        let reader = try CSVReader(MemoryBytes("a\n1\n\n\"2\n2\"\n3\n"))
        var lines: [Int] = []
        while let row = try reader.next() { lines.append(row.line) }
        #expect(lines == [2, 4, 6])
    }

    @Test func aByteOrderMarkIsNoPartOfTheFirstName() throws {
        #expect(try CSVReader(MemoryBytes("\u{FEFF}sku,name\n")).columns == ["sku", "name"])
    }

    @Test func columnsAreFoundByNameAndUnknownOnesRefused() throws {
        let reader = try CSVReader(MemoryBytes("sku,name\n"))
        #expect(reader.columns == ["sku", "name"])
        #expect(try reader.requiredColumn("name") == 1)
        #expect(reader.column("unit") == nil)
        #expect(throws: FileFault.missingColumn("unit")) { try reader.checkColumns(required: ["sku", "unit"]) }
        #expect(throws: FileFault.unknownColumn("name")) { try reader.checkColumns(required: ["sku"]) }
        try reader.checkColumns(required: ["sku"], optional: ["name", "unit"])
    }
}

/// A source that gives one byte at a time, so that every boundary is met.
final class Trickle: ByteSource {
    private let bytes: [UInt8]
    private(set) var bytesRead = 0
    let totalBytes: Int? = nil

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileFault) -> Int {
        guard bytesRead < bytes.count, !buffer.isEmpty else { return 0 }
        buffer[0] = bytes[bytesRead]
        bytesRead += 1
        return 1
    }
}

func rows(
    of source: any ByteSource, fieldLimit: Int = CSVReader.defaultFieldLimit
) throws(FileFault) -> [[String]] {
    let reader = try CSVReader(source, fieldLimit: fieldLimit)
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append((0..<row.count).map(row.text)) }
    return rows
}

import Testing

@testable import TabularFiles

struct CSVWriterTests {
    @Test func quotesOnlyWhatNeedsIt() {
        let rows = [["plain", "with space", "1,5", "say \"hi\"", "two\nlines", "=SUM(A1)", "", "東京"]]
        #expect(
            CSVWriter.text(rows) == """
                plain,with space,"1,5","say ""hi""\","two
                lines",=SUM(A1),,東京

                """)
    }

    @Test func whatIsWrittenIsReadBackExactly() throws {
        let odd = [
            ["a", "b"], ["\"", ","], ["\r\n", " "], ["'; DROP TABLE lot", "</td>"], ["", ""], ["-1", "+1"],
        ]
        #expect(try rows(of: MemoryBytes(CSVWriter.text(odd))) == Array(odd.dropFirst()))
        let single = [["a"], [""], ["x"]]
        #expect(try rows(of: MemoryBytes(CSVWriter.text(single))) == [[""], ["x"]])
    }

    @Test func writesInChunksInOrder() throws {
        var chunks: [[UInt8]] = []
        let writer = CSVWriter(chunkSize: 100) { chunks.append($0) }
        let lines = (0..<100).map { "row \($0)" }
        for line in lines { try writer.write([line, "x"]) }
        try writer.finish()
        #expect(chunks.count > 5)
        let text = String(decoding: chunks.joined(), as: UTF8.self)
        #expect(text == lines.map { $0 + ",x\n" }.joined())
    }
}

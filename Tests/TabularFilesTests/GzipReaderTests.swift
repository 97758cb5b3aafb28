import CZlib
import Foundation
import Testing

@testable import TabularFiles

struct GzipReaderTests {
    let text = "a,b\n" + (0..<20_000).map { "\($0),\($0 &* 2_654_435_761 % 99_991)\n" }.joined()

    @Test func compressedAndPlainFilesReadTheSame() throws {
        #expect(try content(of: MemoryBytes(gzip(text))) == text)
        #expect(try content(of: MemoryBytes(text)) == text)
    }

    @Test func membersAfterEachOtherAreOneContent() throws {
        let members = gzip("a,b\n1,") + gzip("") + gzip("2\n")
        #expect(try content(of: MemoryBytes(members)) == "a,b\n1,2\n")
        #expect(try content(of: Trickle(bytes: members)) == "a,b\n1,2\n")
    }

    @Test func zerosThatPadTheEndAreNoContent() throws {
        #expect(try content(of: MemoryBytes(gzip("a\n") + [0, 0, 0, 0, 0])) == "a\n")
        #expect(try content(of: Trickle(bytes: gzip("a\n") + [0, 0, 0])) == "a\n")
    }

    @Test func shortPlainFilesAreRead() throws {
        for plain in ["", "a", "ab"] { #expect(try content(of: Trickle(plain)) == plain) }
    }

    @Test(arguments: [2, 5, 10, 100, 5_000]) func aTruncatedFileSaysSo(kept: Int) {
        #expect(throws: FileFault.truncated) { try content(of: MemoryBytes(Array(gzip(text).prefix(kept)))) }
    }

    @Test func aFileThatLacksOnlyItsChecksumIsTruncated() {
        #expect(throws: FileFault.truncated) { try content(of: MemoryBytes(gzip(text).dropLast(3))) }
    }

    @Test func flippedBytesAreDamage() {
        var bytes = gzip(text)
        bytes[bytes.count - 6] ^= 0xFF
        #expect(throws: FileFault.damaged(reason: "incorrect data check")) { try content(of: MemoryBytes(bytes)) }
    }

    @Test func somethingElseBehindTheCompressedPartIsDamage() {
        let fault = FileFault.damaged(reason: "something else follows the compressed part")
        #expect(throws: fault) { try content(of: MemoryBytes(gzip("a\n") + Array("hello".utf8))) }
    }

    @Test func theFileIsSeenAsItLiesOnDisk() throws {
        let bytes = gzip(text)
        let path = NSTemporaryDirectory() + "lotwise-\(UUID().uuidString).csv.gz"
        try Data(bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        var seen: [UInt8] = []
        let reader = try CSVReader(WatchedBytes(FileBytes(path: path)) { seen += $0 })
        #expect(reader.totalBytes == bytes.count)
        while try reader.next() != nil {}
        #expect(seen == bytes)
        #expect(reader.bytesRead == bytes.count)
    }

    @Test func filesThatCannotBeReadSaySo() {
        #expect(throws: FileFault.notFound(path: "/nowhere/x.csv")) { try CSVReader(path: "/nowhere/x.csv") }
        let folder = FileFault.unreadable(path: "/", reason: "Is a directory")
        #expect(throws: folder) { try CSVReader(path: "/") }
    }
}

private func content(of source: any ByteSource) throws(FileFault) -> String {
    let reader = GzipReader(source)
    var content: [UInt8] = []
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1000, alignment: 1)
    defer { chunk.deallocate() }
    while true {
        let count = try reader.read(into: chunk)
        if count == 0 { return String(decoding: content, as: UTF8.self) }
        content += chunk.prefix(count)
    }
}

/// One gzip member with `text` in it.
private func gzip(_ text: String) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
        &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = Array(text.utf8)
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(input.count))) + 64)
    let written = input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            (stream.next_in, stream.avail_in) = (source.baseAddress, UInt32(source.count))
            (stream.next_out, stream.avail_out) = (target.baseAddress, UInt32(target.count))
            deflate(&stream, Z_FINISH)
            return target.count - Int(stream.avail_out)
        }
    }
    return Array(output.prefix(written))
}

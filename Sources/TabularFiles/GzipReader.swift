import CZlib

/// The contents of a file that may be compressed with gzip, told by its first two bytes.
///
/// Several gzip members after each other are one content, as the `gzip` program writes and reads them.
public final class GzipReader: ByteSource {
    private let source: any ByteSource
    private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)
    /// The part of `input` not yet handed on.
    private var pending = 0..<0
    private var mode = Mode.undecided
    /// zlib keeps this address between calls, so it lives on the heap.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

    private enum Mode {
        case undecided, plain, insideMember, betweenMembers
    }

    public init(_ source: any ByteSource) {
        self.source = source
        stream.initialize(to: z_stream())
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    public var bytesRead: Int { source.bytesRead }
    public var totalBytes: Int? { source.totalBytes }

    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileFault) -> Int {
        if mode == .undecided { try decide() }
        if mode == .plain { return try readPlain(into: buffer) }
        while true {
            if mode == .betweenMembers, try !startsNextMember() { return 0 }
            let count = try inflate(into: buffer)
            if count > 0 { return count }
        }
    }

    // MARK: - Plain

    private func decide() throws(FileFault) {
        try fillInput(toAtLeast: 2)
        if startsWithMagic {
            // 15 bits of window as ever; 16 more ask for the gzip format alone.
            inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
            mode = .insideMember
        } else {
            mode = .plain
        }
    }

    private func readPlain(into buffer: UnsafeMutableRawBufferPointer) throws(FileFault) -> Int {
        if pending.isEmpty { return try source.read(into: buffer) }
        let count = min(buffer.count, pending.count)
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: input[pending.prefix(count)]))
        pending = pending.dropFirst(count)
        return count
    }

    // MARK: - Compressed

    private func inflate(into buffer: UnsafeMutableRawBufferPointer) throws(FileFault) -> Int {
        if pending.isEmpty { try fillInput(toAtLeast: 1) }
        if pending.isEmpty { throw .truncated }
        stream.pointee.next_in = input.baseAddress?.advanced(by: pending.lowerBound).assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(pending.count)
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(buffer.count)
        let result = CZlib.inflate(stream, Z_NO_FLUSH)
        pending = pending.suffix(Int(stream.pointee.avail_in))
        switch result {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: mode = .betweenMembers
        default: throw .damaged(reason: stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(result)")
        }
        return buffer.count - Int(stream.pointee.avail_out)
    }

    /// Whether another member follows; zeros that pad the file to a block are passed over.
    private func startsNextMember() throws(FileFault) -> Bool {
        repeat {
            try fillInput(toAtLeast: 2)
            pending = pending.drop { input[$0] == 0 }
        } while pending.count < 2 && !isAtEnd
        if pending.isEmpty { return false }
        guard startsWithMagic else { throw .damaged(reason: "something else follows the compressed part") }
        inflateReset(stream)
        mode = .insideMember
        return true
    }

    private var startsWithMagic: Bool {
        pending.count >= 2 && input[pending.lowerBound] == 0x1F && input[pending.lowerBound + 1] == 0x8B
    }

    // MARK: - Input

    private var isAtEnd = false

    /// Reads on until `count` bytes are pending or the source ends.
    private func fillInput(toAtLeast count: Int) throws(FileFault) {
        if pending.count >= count || isAtEnd { return }
        input.copyMemory(from: UnsafeRawBufferPointer(rebasing: input[pending]))
        pending = 0..<pending.count
        while pending.count < count && !isAtEnd {
            let free = UnsafeMutableRawBufferPointer(rebasing: input[pending.upperBound...])
            let added = try source.read(into: free)
            pending = 0..<pending.count + added
            isAtEnd = added == 0
        }
    }
}

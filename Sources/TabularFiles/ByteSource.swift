/// Bytes that are read once, from the first to the last, in chunks.
public protocol ByteSource: AnyObject {
    /// Fills `buffer` as far as it can; returns the number of bytes written, 0 only at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileFault) -> Int

    /// Bytes handed out so far, as they stand in the file.
    var bytesRead: Int { get }
    /// The size of the file, nil when nobody can tell, as for a pipe.
    var totalBytes: Int? { get }
}

/// Bytes that are in memory already.
public final class MemoryBytes: ByteSource {
    private let bytes: [UInt8]
    public private(set) var bytesRead = 0
    public var totalBytes: Int? { bytes.count }

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    public convenience init(_ text: String) {
        self.init(Array(text.utf8))
    }

    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileFault) -> Int {
        let count = min(buffer.count, bytes.count - bytesRead)
        buffer.copyBytes(from: bytes[bytesRead..<bytesRead + count])
        bytesRead += count
        return count
    }
}

/// Bytes on their way through that somebody else wants to see too, such as a checksum of the file.
public final class WatchedBytes: ByteSource {
    private let source: any ByteSource
    private let watch: (UnsafeRawBufferPointer) -> Void

    /// - Parameters:
    ///   - watch: sees each chunk once, in order, as it stands in the file (compressed, if it is).
    public init(_ source: any ByteSource, watch: @escaping (UnsafeRawBufferPointer) -> Void) {
        self.source = source
        self.watch = watch
    }

    public var bytesRead: Int { source.bytesRead }
    public var totalBytes: Int? { source.totalBytes }

    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileFault) -> Int {
        let count = try source.read(into: buffer)
        watch(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        return count
    }
}

import Glibc

/// The bytes of a file or pipe, from disk.
public final class FileBytes: ByteSource {
    private let path: String
    private let descriptor: Int32
    public private(set) var bytesRead = 0
    public let totalBytes: Int?

    public init(path: String) throws(FileFault) {
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        if opened < 0 { throw FileBytes.fault(path) }
        var facts = stat()
        guard fstat(opened, &facts) == 0 else {
            let fault = FileBytes.fault(path)
            close(opened)
            throw fault
        }
        self.path = path
        descriptor = opened
        totalBytes = facts.st_mode & S_IFMT == S_IFREG ? Int(facts.st_size) : nil
    }

    deinit { close(descriptor) }

    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileFault) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 {
                bytesRead += count
                return count
            }
            if errno != EINTR { throw FileBytes.fault(path) }
        }
    }

    private static func fault(_ path: String) -> FileFault {
        let code = errno
        return code == ENOENT ? .notFound(path: path) : .unreadable(path: path, reason: String(cString: strerror(code)))
    }
}

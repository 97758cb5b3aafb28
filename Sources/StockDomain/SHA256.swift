import CLibCrypto

/// A SHA-256 digest: 32 bytes.
public struct Digest: Hashable, Sendable {
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The digest of a message that is wholly at hand.
    public init(of message: some Collection<UInt8>) {
        var bytes = [UInt8](repeating: 0, count: 32)
        let isContiguous: Void? = message.withContiguousStorageIfAvailable { buffer in
            _ = CLibCrypto.SHA256(buffer.baseAddress, buffer.count, &bytes)
        }
        if isContiguous == nil {
            let whole = Array(message)
            _ = CLibCrypto.SHA256(whole, whole.count, &bytes)
        }
        self.bytes = bytes
    }

    /// 64 hexadecimal digits, lower case.
    public var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

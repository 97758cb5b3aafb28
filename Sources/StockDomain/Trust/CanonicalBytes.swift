/// The bytes of a record as they are hashed, the same for ever: each field as its length in decimal, a colon and its
/// bytes (numbers in decimal, text in UTF-8); an absent field is `-`.
struct CanonicalBytes {
    private(set) var bytes: [UInt8] = []

    /// - Parameter capacity: how many bytes to expect.
    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func add(_ text: String?) {
        guard let text else { return addAbsent() }
        addLength(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func add(_ number: Int64?) {
        guard let number else { return addAbsent() }
        let magnitude = number.magnitude
        let digits = CanonicalBytes.digitCount(magnitude)
        addLength(number < 0 ? digits + 1 : digits)
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        add(magnitude, digits: digits)
    }

    mutating func add(_ digest: Digest?) {
        guard let digest else { return addAbsent() }
        addLength(digest.bytes.count)
        bytes.append(contentsOf: digest.bytes)
    }

    private mutating func addAbsent() {
        bytes.append(UInt8(ascii: "-"))
    }

    private mutating func addLength(_ length: Int) {
        let length = UInt64(length)
        add(length, digits: CanonicalBytes.digitCount(length))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func add(_ number: UInt64, digits: Int) {
        let end = bytes.count + digits
        bytes.append(contentsOf: repeatElement(0, count: digits))
        var rest = number
        for position in stride(from: end - 1, through: end - digits, by: -1) {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            bytes[position] = UInt8(ascii: "0") + UInt8(digit)
            rest = quotient
        }
    }

    private static func digitCount(_ number: UInt64) -> Int {
        var count = 1
        var rest = number / 10
        while rest > 0 {
            count += 1
            rest /= 10
        }
        return count
    }
}

/// Numbers of our own that were drawn for an operation before it began, by product in the order of drawing (R14).
public struct OwnNumbers: Sendable, Equatable {
    private var numbers: [ProductID: [LotNumber]] = [:]

    public init() {}

    public mutating func add(_ drawn: [LotNumber], of product: ProductID) {
        numbers[product, default: []] += drawn
    }

    subscript(product: ProductID) -> [LotNumber] { numbers[product] ?? [] }
}

extension Decision {
    /// The next number of our own for the product; nil when there are not enough yet, so that more must be drawn.
    mutating func nextOwnNumber(of product: ProductID, from drawn: OwnNumbers) -> LotNumber? {
        let used = ownNumbersNeeded[product, default: 0]
        ownNumbersNeeded[product] = used + 1
        let numbers = drawn[product]
        return used < numbers.count ? numbers[used] : nil
    }

    /// How many numbers of each product are still to be drawn before it can be carried out.
    public func ownNumbersMissing(from drawn: OwnNumbers) -> [ProductID: Int] {
        ownNumbersNeeded.reduce(into: [:]) { missing, need in
            if need.value > drawn[need.key].count { missing[need.key] = need.value - drawn[need.key].count }
        }
    }

    /// Gives goods whose number is not known one of ours: a lot one for its quantity, serials one each (R20a).
    ///
    /// - Returns: the shares, those named now marked as unknown still; what has no number yet is left out.
    mutating func naming(
        _ shares: [LineNumbers.Share], of product: Product, from drawn: OwnNumbers
    ) -> [LineNumbers.Share] {
        var named: [LineNumbers.Share] = []
        named.reserveCapacity(shares.count)
        for share in shares {
            guard share.entry.isUnknown, share.entry.number.text.isEmpty else {
                named.append(share)
                continue
            }
            let isSerial = product.tracking == .serial
            for _ in 0..<(isSerial ? share.quantity.wholeUnits : 1) {
                guard let number = nextOwnNumber(of: product.id, from: drawn) else { continue }
                var own = share
                own.entry.number = number
                own.entry.entered = .generated
                if isSerial { own.quantity = .one }
                named.append(own)
            }
        }
        return named
    }
}

/// A number found at a spot, as a request says it.
public struct FoundNumber: Sendable, Equatable {
    public var spot: Spot
    public var number: LotNumber
    /// Nil for a serial, and for a lot that takes the rest of the spot.
    public var quantity: Quantity?
    public var expiresOn: CalendarDate?
    public var fromLot: LotNumber?
    public var entered: Entered
    /// Whether it stood in a list, which says how much of it there is; a scan says that there is so much more.
    public var isListed: Bool
    public var pointer: String

    public init(
        spot: Spot, number: LotNumber, quantity: Quantity? = nil, expiresOn: CalendarDate? = nil,
        fromLot: LotNumber? = nil, entered: Entered = .typed, isListed: Bool = false, pointer: String = ""
    ) {
        self.spot = spot
        self.number = number
        self.quantity = quantity
        self.expiresOn = expiresOn
        self.fromLot = fromLot
        self.entered = entered
        self.isListed = isListed
        self.pointer = pointer
    }
}

/// The numbers of a draft while it is being filled (R7, R13, R15).
public struct ChangeFilling: Sendable {
    /// The most numbers of one change.
    public static let most = NumberRun.most

    public private(set) var numbers: [ChangeNumber]
    private let product: Product
    private let kind: LotKind
    private let book: [Spot: Quantity]
    private let now: Instant
    private var faults: [Fault] = []
    private var index: [Key: Int] = [:]
    private var given: [Spot: Quantity] = [:]

    private struct Key: Hashable {
        /// Nil for a serial, which is in one place.
        let spot: Spot?
        let number: LotNumber
        let fromLot: LotNumber?
    }

    /// - Parameters:
    ///   - numbers: those that the draft has.
    ///   - book: what is to get numbers, by spot.
    public init(_ numbers: [ChangeNumber], of product: Product, kind: LotKind, book: [Spot: Quantity], now: Instant) {
        self.numbers = []
        self.product = product
        self.kind = kind
        self.book = book
        self.now = now
        for number in numbers { append(number) }
    }

    /// Adds numbers in their order; the same serial at its spot, and the same lot in a list, add nothing.
    ///
    /// - Throws: every fault in one refusal.
    public mutating func add(_ found: [FoundNumber], places: SpotNames) throws(Refusal) {
        for number in found {
            switch kind {
            case .serial: addSerial(number, places)
            case .lot: addLot(number)
            }
        }
        if numbers.count > ChangeFilling.most {
            faults.append(
                Fault("/numbers", "invalid_value", "A change takes at most 20,000 numbers, not \(numbers.count)."))
        }
        if !faults.isEmpty { throw .faults(faults) }
    }

    private mutating func addSerial(_ found: FoundNumber, _ places: SpotNames) {
        if let quantity = found.quantity, quantity != .one {
            let fault = LineNumbers.Fault.serialQuantityMustBeOne(at: found.pointer, found.number, got: quantity)
            faults.append(fault.fault(line: "", product: product))
            return
        }
        if let known = index[key(found.spot, found.number, found.fromLot)] {
            let spot = numbers[known].spot
            if spot == found.spot { return }
            faults.append(
                Fault(
                    found.pointer, "serial_twice",
                    "Serial “\(found.number)” of \(product.sku) stands in \(places.inWords(spot)) already; it cannot be in "
                        + "\(places.inWords(found.spot)) too."))
            return
        }
        append(found.number(quantity: .one, at: now))
    }

    private mutating func addLot(_ found: FoundNumber) {
        let rest = (book[found.spot] ?? .zero) - (given[found.spot] ?? .zero)
        let known = index[key(found.spot, found.number, found.fromLot)]
        guard let quantity = found.quantity ?? (rest > .zero ? rest : nil) else {
            if known != nil, found.isListed { return }
            faults.append(
                Fault(
                    found.pointer + "/quantity", "quantity_required",
                    "How much of \(product.sku) is “\(found.number)”? All that the book says already has numbers there."
                ))
            return
        }
        guard quantity.fits(decimals: product.decimals), quantity <= .most else {
            faults.append(
                Fault(
                    found.pointer + "/quantity", "invalid_value",
                    "\(product.sku) is counted in \(product.unit) with \(product.decimals) decimals; \(quantity) is none of them."
                ))
            return
        }
        guard let known else {
            append(found.number(quantity: quantity, at: now))
            return
        }
        let sum = found.isListed ? quantity : numbers[known].quantity + quantity
        given[found.spot, default: .zero] += sum - numbers[known].quantity
        numbers[known].quantity = sum
        numbers[known].expiresOn = found.expiresOn ?? numbers[known].expiresOn
    }

    private mutating func append(_ number: ChangeNumber) {
        index[key(number.spot, number.number, number.fromLot)] = numbers.count
        given[number.spot, default: .zero] += number.quantity
        numbers.append(number)
    }

    private func key(_ spot: Spot, _ number: LotNumber, _ fromLot: LotNumber?) -> Key {
        kind == .serial
            ? Key(spot: nil, number: number, fromLot: nil) : Key(spot: spot, number: number, fromLot: fromLot)
    }
}

extension FoundNumber {
    fileprivate func number(quantity: Quantity, at now: Instant) -> ChangeNumber {
        ChangeNumber(
            spot: spot, number: number, quantity: quantity, expiresOn: expiresOn, fromLot: fromLot, entered: entered,
            enteredAt: now)
    }
}

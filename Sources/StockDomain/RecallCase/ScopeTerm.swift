/// Some numbers of a recall, by what they have in common; all that is given must hold (R49).
public struct ScopeTerm: Sendable, Equatable {
    /// A lot by its id.
    public var lot: LotID?
    /// What that lot is called, once it was looked up: `N-1 of NUT`.
    public var lotInWords: String?
    /// A SKU.
    public var product: String?
    public var number: LotNumber?
    public var numbers: NumberSpan?
    /// Code of the supplier that it came from.
    public var supplier: String?
    public var supplierNumber: String?
    public var produced = DaySpan()
    public var received = DaySpan()
    public var expires = DaySpan()
    /// The place in the request, for faults.
    public var pointer = ""

    public init(
        lot: LotID? = nil, product: String? = nil, number: LotNumber? = nil, numbers: NumberSpan? = nil,
        supplier: String? = nil, supplierNumber: String? = nil, produced: DaySpan = DaySpan(),
        received: DaySpan = DaySpan(), expires: DaySpan = DaySpan(), pointer: String = ""
    ) {
        self.lot = lot
        self.product = product
        self.number = number
        self.numbers = numbers
        self.supplier = supplier
        self.supplierNumber = supplierNumber
        self.produced = produced
        self.received = received
        self.expires = expires
        self.pointer = pointer
    }

    /// Whether it names lots one by one, so that finding none is a mistake.
    public var isExact: Bool { lot != nil || number != nil || supplierNumber != nil }

    /// Why it says too little or something impossible; nil when it can be looked up.
    public var fault: Fault? {
        let says = [lot?.rawValue.description, number?.text, numbers?.first.text, supplierNumber].contains { $0 != nil }
        let spans = [produced, received, expires]
        if let span = spans.first(where: { !$0.isPossible }) {
            return Fault(pointer, "invalid_value", "The days end (\(span.to!)) before they begin (\(span.from!)).")
        }
        if says || product != nil || supplier != nil || spans.contains(where: { !$0.isEmpty }) { return nil }
        return Fault(pointer, "invalid_value", "This part of the scope names nothing: give a product, number or days.")
    }

    /// `NUT, numbers 100 to 120, expiring until 31 May 2027`.
    public var inWords: String {
        let parts = [
            lot.map { "lot \(lotInWords ?? "\($0.rawValue)")" }, product, number.map { "number \($0)" },
            numbers.map { "numbers \($0.first) to \($0.last)" }, supplier.map { "from \($0)" },
            supplierNumber.map { "supplier’s number \($0)" }, produced.inWords("produced"),
            received.inWords("received"), expires.inWords("expiring"),
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }
}

/// Days from one to another, both included; an end that is missing is open.
public struct DaySpan: Sendable, Hashable {
    public var from: CalendarDate?
    public var to: CalendarDate?

    public init(from: CalendarDate? = nil, to: CalendarDate? = nil) {
        self.from = from
        self.to = to
    }

    public var isEmpty: Bool { from == nil && to == nil }

    var isPossible: Bool { from.flatMap { from in to.map { from <= $0 } } ?? true }

    fileprivate func inWords(_ what: String) -> String? {
        switch (from, to) {
        case (let from?, let to?): from == to ? "\(what) \(from)" : "\(what) \(from) to \(to)"
        case (let from?, nil): "\(what) from \(from)"
        case (nil, let to?): "\(what) until \(to)"
        case (nil, nil): nil
        }
    }
}

/// Numbers from one to another, both included.
///
/// Ends that differ only in their last digits mean a run: the same letters around, the digits in between, and as many
/// of them as one of the ends has. Other ends mean natural order, in which `A-9` comes before `A-10`.
public struct NumberSpan: Sendable, Hashable {
    public let first: LotNumber
    public let last: LotNumber

    public init(_ first: LotNumber, _ last: LotNumber) {
        self.first = first
        self.last = last
    }

    private var run: (first: NumberParts, last: NumberParts)? {
        guard let start = NumberParts(first.text), let end = NumberParts(last.text), start.prefix == end.prefix,
            start.suffix == end.suffix
        else { return nil }
        return (start, end)
    }

    /// Whether its ends differ only in their last digits.
    public var isRun: Bool { run != nil }

    /// What all numbers in it begin with; empty when that is not known.
    public var prefix: String { run?.first.prefix ?? "" }

    public func contains(_ number: LotNumber) -> Bool {
        guard let run else {
            let key = NameText.naturalKey(of: number.text)
            return NameText.naturalKey(of: first.text) <= key && key <= NameText.naturalKey(of: last.text)
        }
        guard let parts = NumberParts(number.text), parts.prefix == run.first.prefix, parts.suffix == run.first.suffix,
            let value = parts.value, let from = run.first.value, let to = run.last.value, from <= value, value <= to
        else { return false }
        return (run.first.digits.count...max(run.first.digits.count, run.last.digits.count)).contains(
            parts.digits.count)
    }

    /// Whether the digits lie in between but something around them, such as leading zeros, differs.
    public func isNear(_ number: LotNumber) -> Bool {
        guard !contains(number), let run, let parts = NumberParts(number.text), let value = parts.value,
            let from = run.first.value, let to = run.last.value, from <= value, value <= to
        else { return false }
        return NameText.searchKey(of: parts.prefix) == NameText.searchKey(of: run.first.prefix)
            && NameText.searchKey(of: parts.suffix) == NameText.searchKey(of: run.first.suffix)
    }
}

/// The numbers of a line against its quantity (R11, R20).
public enum LineNumbers {
    /// What is wrong with the numbers of one line, in the order in which it is looked for.
    public enum Fault: Error, Equatable, Sendable {
        case notTracked(at: String, LotNumber)
        case serialQuantityMustBeOne(at: String, LotNumber, got: Quantity)
        /// `first` is where it stands too.
        case serialTwice(at: String, first: String, LotNumber)
        case serialsNeedWholeUnits(Quantity)
        case twoLotsWithoutQuantity(at: String)
        /// The number would take the rest of the line, but the others leave none.
        case nothingLeft(at: String, LotNumber)
        case moreNumbersThanQuantity(got: Quantity, of: Quantity)
        case numberRequired(missing: Quantity)
        /// So many numbers of our own are not given at once.
        case tooManyOwnNumbers(Quantity)
    }

    /// A number with its share of the line.
    public struct Share: Equatable, Sendable {
        public var entry: NumberEntry
        public var quantity: Quantity
    }

    /// Divides the line's quantity over its numbers: a serial counts 1, one lot may leave its quantity open and takes
    /// the rest, the same lot twice is added up. Serials whose numbers are not known may be several in one share (R20a).
    ///
    /// - Parameters:
    ///   - done: what the line moves.
    ///   - mayBeFewer: whether the strategy finds what is not named (deliveries).
    /// - Returns: shares in the order of the entries, summing to `done` unless `mayBeFewer`.
    public static func shares(
        of entries: [NumberEntry], tracking: Tracking, done: Quantity, mayBeFewer: Bool
    ) -> Result<[Share], Faults> {
        var faults: [Fault] = []
        let shares: [Share]
        switch tracking {
        case .none:
            faults += entries.prefix(1).map { .notTracked(at: $0.pointer, $0.number) }
            shares = []
        case .serial:
            if !done.isWhole { faults.append(.serialsNeedWholeUnits(done)) }
            shares = serialShares(entries, done: done, &faults)
        case .lot:
            shares = lotShares(entries, done: done, &faults)
        }
        let unknown = shares.filter(\.entry.isUnknown).map(\.quantity).sum()
        if tracking == .serial, unknown > Quantity(units: Int64(NumberRun.most)) {
            faults.append(.tooManyOwnNumbers(unknown))
        }
        if tracking != .none, faults.isEmpty {
            let named = shares.map(\.quantity).sum()
            if named > done {
                faults.append(.moreNumbersThanQuantity(got: named, of: done))
            } else if named < done, !mayBeFewer {
                faults.append(.numberRequired(missing: done - named))
            }
        }
        return faults.isEmpty ? .success(shares) : .failure(Faults(list: faults))
    }

    public struct Faults: Error, Equatable, Sendable {
        public let list: [Fault]
    }

    private static func serialShares(
        _ entries: [NumberEntry], done: Quantity, _ faults: inout [Fault]
    ) -> [Share] {
        var firstPlace: [LotNumber: String] = [:]
        for entry in entries where !entry.isUnknown {
            if let quantity = entry.quantity, quantity != .one {
                faults.append(.serialQuantityMustBeOne(at: entry.pointer, entry.number, got: quantity))
            }
            if let first = firstPlace[entry.number] {
                faults.append(.serialTwice(at: entry.pointer, first: first, entry.number))
            } else {
                firstPlace[entry.number] = entry.pointer
            }
        }
        // One unknown number takes the rest of the line; several are one unit each, like any serial.
        let takesRest = entries.count { $0.isUnknown && $0.quantity == nil } == 1
        let named = entries.map { $0.quantity ?? ($0.isUnknown && takesRest ? .zero : .one) }.sum()
        return entries.map { entry in
            let rest = entry.isUnknown && takesRest ? max(.zero, done - named) : .one
            return Share(entry: entry, quantity: entry.quantity ?? rest)
        }
    }

    private static func lotShares(_ entries: [NumberEntry], done: Quantity, _ faults: inout [Fault]) -> [Share] {
        let open = entries.filter { $0.quantity == nil }
        if open.count > 1 { faults.append(.twoLotsWithoutQuantity(at: open[1].pointer)) }
        let named = entries.compactMap(\.quantity).sum()
        if let last = open.first, done > .zero, named >= done,
            !entries.contains(where: { $0.quantity != nil && $0.number == last.number })
        {
            faults.append(.nothingLeft(at: last.pointer, last.number))
        }
        var shares: [Share] = []
        var indexOf: [AddedUpLot: Int] = [:]
        for entry in entries {
            let quantity = entry.quantity ?? max(.zero, done - named)
            let name = AddedUpLot(entry)
            if let index = indexOf[name], !entry.isUnknown {
                shares[index].quantity += quantity
            } else {
                indexOf[name] = shares.count
                shares.append(Share(entry: entry, quantity: quantity))
            }
        }
        // Nothing of a number is a fact of its own where somebody has said so: a count found none.
        return shares.filter { $0.quantity > .zero || $0.entry.quantity == .zero }
    }
}

/// What two entries of one lot share when they are added up; another supplier's number is another row, and other dates
/// may be another lot (R10a).
private struct AddedUpLot: Hashable {
    let number: LotNumber
    let supplierNumber: String?
    let package: String?
    let expiresOn: CalendarDate?
    let productionDate: CalendarDate?

    init(_ entry: NumberEntry) {
        number = entry.number
        supplierNumber = entry.supplierNumber
        package = entry.package
        expiresOn = entry.expiresOn
        productionDate = entry.productionDate
    }
}

extension LineNumbers.Fault {
    /// As the answer tells it.
    ///
    /// - Parameters:
    ///   - line: the line's pointer, such as `/lines/0`.
    ///   - product: named in the sentence.
    public func fault(line: String, product: Product) -> Fault {
        let numbers = line + "/numbers"
        let kind = product.tracking == .serial ? "serial" : "lot"
        switch self {
        case .notTracked(let pointer, let number):
            return Fault(
                pointer, "product_not_tracked",
                "\(product.sku) is not tracked, so “\(number)” has no place here. Leave the number out.")
        case .serialQuantityMustBeOne(let pointer, let number, let got):
            return Fault(
                pointer, "serial_quantity_must_be_one",
                "Serial “\(number)” of \(product.sku) is one unit, not \(got.grouped).")
        case .serialTwice(let pointer, let first, let number):
            return Fault(
                pointer, "serial_twice",
                "Serial “\(number)” of \(product.sku) stands here twice: \(PlaceInRequest.inWords(first)) and "
                    + "\(PlaceInRequest.inWords(pointer)). Leave one of them out.")
        case .serialsNeedWholeUnits(let done):
            return Fault(
                line + "/quantity", "serials_need_whole_units",
                "\(product.sku) is tracked by serial: \(done) is not a whole number of units.")
        case .twoLotsWithoutQuantity(let pointer):
            return Fault(
                pointer, "two_lots_without_quantity",
                "Two numbers of \(product.sku) have no quantity; only one can take the rest of the line.")
        case .nothingLeft(let pointer, let number):
            return Fault(
                pointer, "more_numbers_than_quantity",
                "The other numbers of \(product.sku) take the whole line: nothing is left for “\(number)”.")
        case .moreNumbersThanQuantity(let got, let of):
            return Fault(
                numbers, "more_numbers_than_quantity",
                "\(product.sku) has numbers for \(got.grouped) \(product.unit) but only \(of.grouped) are done.")
        case .tooManyOwnNumbers(let wanted):
            return Fault(
                line + "/quantity", "invalid_value",
                "At most \(Quantity(units: Int64(NumberRun.most)).grouped) units of \(product.sku) get numbers of our own at once, "
                    + "not \(wanted.grouped): do them in parts.")
        case .numberRequired(let missing):
            return Fault(
                numbers, "number_required",
                "\(product.sku) needs \(kind) numbers for \(missing.grouped) more \(product.unit).")
        }
    }
}

/// Where in a request something stands, as people say it.
enum PlaceInRequest {
    /// `line 17 of the list`, `number 3 of line 1`; else the pointer itself.
    static func inWords(_ pointer: String) -> String {
        let steps = pointer.split(separator: "/")
        if let list = steps.firstIndex(of: "numbers_text"), list + 1 < steps.count {
            return "line \(steps[list + 1]) of the list"
        }
        guard let last = steps.lastIndex(of: "numbers"), last + 1 < steps.count, let number = Int(steps[last + 1])
        else { return pointer }
        let line = last > 0 ? Int(steps[last - 1]).map { " of line \($0 + 1)" } ?? "" : ""
        return "number \(number + 1)\(line)"
    }
}

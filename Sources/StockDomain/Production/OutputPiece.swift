/// What an order makes under one number: a serial, a lot, or an untracked amount (R23).
public struct OutputPiece: Sendable, Equatable {
    /// Its number is empty until one of ours is drawn (R14), and stays so for what is not tracked.
    public var entry: NumberEntry
    public var quantity: Quantity

    public init(entry: NumberEntry, quantity: Quantity) {
        self.entry = entry
        self.quantity = quantity
    }

    public var hasNumber: Bool { !entry.number.text.isEmpty }
}

extension OutputPiece {
    /// The pieces of a line: its numbers with their shares, then what of its quantity has none. A serial is one unit;
    /// what is left of a lot line becomes one lot.
    ///
    /// - Parameter line: entries with an empty number ask for one of ours.
    public static func pieces(of line: LineToDo) -> Result<[OutputPiece], LineNumbers.Faults> {
        let isSerial = line.product.numberKindInside == .serial
        let blank = line.entries.filter { $0.number.text.isEmpty }
        let named = line.entries.filter { !$0.number.text.isEmpty }
        let numberless = blank.map { OutputPiece(entry: $0, quantity: $0.quantity ?? (isSerial ? .one : .zero)) }
        let room = max(.zero, line.done - numberless.map(\.quantity).sum())
        let tracking = line.product.isTrackedInside ? line.product.tracking : .none
        switch LineNumbers.shares(of: named, tracking: tracking, done: room, mayBeFewer: true) {
        case .failure(let faults): return .failure(faults)
        case .success(let shares):
            var pieces = shares.map { OutputPiece(entry: $0.entry, quantity: $0.quantity) } + numberless
            var rest = line.done - pieces.map(\.quantity).sum()
            // One without a quantity of its own takes what is left.
            if rest > .zero, let open = pieces.firstIndex(where: { $0.quantity == .zero }) {
                pieces[open].quantity = rest
                rest = .zero
            }
            if rest > .zero {
                let entry = NumberEntry(
                    number: LotNumber(stored: ""), entered: .generated, pointer: line.pointer + "/quantity")
                pieces.append(OutputPiece(entry: entry, quantity: rest))
            }
            pieces.removeAll { $0.quantity <= .zero }
            let unnamed = pieces.filter { !$0.hasNumber }.map(\.quantity).sum()
            if isSerial, unnamed > Quantity(units: Int64(NumberRun.most)) {
                return .failure(LineNumbers.Faults(list: [.tooManyOwnNumbers(unnamed)]))
            }
            return .success(isSerial ? pieces.flatMap(\.units) : pieces)
        }
    }

    /// One piece for each unit of serials that have no number yet.
    private var units: [OutputPiece] {
        if hasNumber { return [self] }
        return (0..<Int(quantity.wholeUnits)).map { _ in OutputPiece(entry: entry, quantity: .one) }
    }
}

extension Decision {
    /// Gives pieces without number one of ours (R14); where none is drawn yet they stay without.
    public mutating func naming(
        _ pieces: [OutputPiece], of product: Product, from drawn: OwnNumbers
    ) -> [OutputPiece] {
        guard product.isTrackedInside else { return pieces }
        return pieces.map { piece in
            if piece.hasNumber { return piece }
            var named = piece
            if let number = nextOwnNumber(of: product.id, from: drawn) { named.entry.number = number }
            named.entry.entered = .generated
            return named
        }
    }
}

/// What a row of kind `renumber` tells: goods that never had the number which was typed (R18).
///
/// The goods stand under their right number in every row of the file; the former one only names them.
public struct HistoryRenumbering: Sendable, Equatable {
    /// The posting without rows that tells it.
    public var posting: Int32
    public var product: Int32
    public var kind: LotKind
    public var former: LotNumber
    /// What it became then; a later row may tell what that became.
    public var number: LotNumber
    /// The goods under their right number; -1 while no row names any.
    public var goods: Int32 = -1
    public var line: Int32

    public init(posting: Int32, product: Int32, kind: LotKind, former: LotNumber, number: LotNumber, line: Int32) {
        self.posting = posting
        self.product = product
        self.kind = kind
        self.former = former
        self.number = number
        self.line = line
    }
}

extension [HistoryRenumbering] {
    /// The number that one of them leads to in the end, over the later ones.
    func rightNumber(from index: Int) -> LotNumber {
        self[(index + 1)...].reduce(self[index].number) { number, later in
            let goesOn = later.product == self[index].product && later.kind == self[index].kind
            return goesOn && later.former == number ? later.number : number
        }
    }
}

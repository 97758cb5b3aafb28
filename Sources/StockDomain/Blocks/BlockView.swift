/// A block with the names of what it speaks of.
public struct BlockView: Sendable, Equatable {
    public let block: Block
    /// Whether it is one of the serial's batch, which is where it is released (R12).
    public let isOfBatch: Bool
    public let locationCode: String?
    public let packageNumber: String?
    public let openedBy: String
    public let closedBy: String?

    public init(
        block: Block, isOfBatch: Bool, locationCode: String?, packageNumber: String?, openedBy: String,
        closedBy: String?
    ) {
        self.block = block
        self.isOfBatch = isOfBatch
        self.locationCode = locationCode
        self.packageNumber = packageNumber
        self.openedBy = openedBy
        self.closedBy = closedBy
    }

    /// The kind and the part that is covered, such as `on hold in WH-Stock`.
    public var inWords: String {
        let status = LotStatus(block.kind).inWords
        let place = locationCode.map { " in \($0)" } ?? ""
        let package = packageNumber.map { " in package \($0)" } ?? ""
        return status + place + package
    }
}

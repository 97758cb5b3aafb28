/// The package from which a line takes (R31a).
public struct LinePackage: Sendable, Equatable {
    public let number: String
    /// The package itself and all that stands in it.
    public let tree: Set<PackageID>
    /// Whether the package leaves with everything in it; otherwise goods are taken out, which opens it.
    public var isWhole: Bool

    public init(number: String, tree: Set<PackageID>, isWhole: Bool) {
        self.number = number
        self.tree = tree
        self.isWhole = isWhole
    }

    func holds(_ pile: Balance) -> Bool { pile.key.spot.package.map(tree.contains) ?? false }
}

extension LineToDo {
    /// Whether the line may take of a pile.
    func reaches(_ pile: Balance) -> Bool { package?.holds(pile) ?? true }

    /// Where goods of a pile go: what leaves with its package stays in it.
    func destination(of pile: Balance, _ destination: Spot) -> Spot {
        guard package?.isWhole == true else { return destination }
        return Spot(destination.location, package: pile.key.spot.package)
    }

    /// Whoever names a package has chosen the goods in it, as if each number stood on the line (R35).
    func named(by pile: Balance, _ numbers: [LotID: LotNumber]) -> NumberEntry? {
        guard package != nil, let number = pile.key.lot.flatMap({ numbers[$0] }) else { return nil }
        return NumberEntry(number: number, entered: .inferred, pointer: pointer + "/package")
    }
}

import SQLCore
import StockDomain
import StockStore

/// Puts packages into packages and takes them out, keeping held what was held (R31a, R34b).
struct PackageNesting {
    let store: Store
    let moment: Moment
    let actor: Actor
    let happenedAt: Instant

    private var at: PackageMoment {
        PackageMoment(happenedAt: happenedAt, recordedAt: moment.now, actorID: actor.id)
    }

    /// Lets a package stand by itself at the place where it is.
    func takeOut(_ package: Package) throws {
        if package.parentID == nil { return }
        try rearrange(package) { try store.stand(package.id, at: package.locationID, in: nil, at) }
    }

    /// Lets a package stand in another one, which is at the same place.
    ///
    /// - Throws: `package_loop` when the other one stands in it.
    func put(_ package: Package, into outer: Package, pointer: String) throws {
        if package.parentID == outer.id { return }
        if try store.packageTree(package.id).contains(outer.id) {
            throw Refusal.rule(
                "package_loop",
                package.id == outer.id
                    ? "Package \(outer.number) cannot stand in itself."
                    : "Package \(outer.number) stands in \(package.number), so \(package.number) cannot stand in it.",
                at: pointer)
        }
        try rearrange(package) { try store.stand(package.id, at: outer.locationID, in: outer.id, at) }
    }

    /// A package with all that stands in it comes to stand at a place; its goods are moved by a posting.
    func move(_ tree: [PackageID], to place: LocationID) throws {
        for (id, package) in try store.packages(tree).sorted(by: { $0.key < $1.key })
        where package.locationID != place {
            try store.stand(id, at: place, in: package.parentID, at)
        }
    }

    /// Blocks of a package around hold what is in it: what leaves takes them along, what enters comes under them.
    private func rearrange(_ package: Package, _ change: () throws -> Void) throws {
        let goods = try RearrangedGoods(store, moment)
        let piles = try store.balances(inPackages: store.packageTree(package.id))
        try change()
        try goods.keepHeld(piles)
        let lots = Set(piles.compactMap(\.key.lot)).sorted()
        if lots.isEmpty { return }
        try store.refreshPiles(ofLots: lots)
        _ = try HeldReservations(store, moment, actor).free(
            ofLots: lots, because: "Package \(package.number) was put where such goods are held.")
    }
}

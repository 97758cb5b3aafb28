import SQLCore
import StockDomain
import StockStore

extension Operations {
    /// A package, its place and what is in it; at a past moment as it was then (R31a).
    ///
    /// - Throws: `not_found`.
    public func package(
        _ number: String, at moment: Instant? = nil, knownAt: Instant? = nil, as actor: Actor
    ) async throws -> PackageView {
        let now = clock()
        return try await read(as: actor) { store in
            let package = try store.existingPackage(number)
            guard let at = moment ?? knownAt.map({ _ in now }) else { return try store.packageView(package) }
            return try store.packageView(package, at: PastMoment(at: at, knownAt: knownAt))
        }
    }

    /// The number of a package of ours that a text means; nil when there is none, or it has left.
    public func packageOnHand(_ text: String, as actor: Actor) async throws -> String? {
        try await read(as: actor) { store in
            guard let package = try store.package(number: PackageNumbers.meant(by: text)),
                let place = try package.locationID.flatMap({ try store.placesByID()[$0] }), place.usage.holdsStock
            else { return nil }
            return package.number
        }
    }

    /// What befell a package, latest first.
    public func packageHistory(_ number: String, limit: Int = 200, as actor: Actor) async throws -> [PackageEvent] {
        try await read(as: actor) { store in
            try store.events(of: store.existingPackage(number).id, limit: limit)
        }
    }

    /// Packages by number.
    ///
    /// - Parameters:
    ///   - location: code of a place; those below it count too.
    ///   - part: of the number.
    public func packages(
        at location: String? = nil, part: String? = nil, after number: String? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<PackageRow> {
        try await read(as: actor) { store in
            let places = try location.map { try store.locationAndBelow(store.existingLocation($0).id) }
            let rows = try store.packageRows(at: places, part: part, after: number, limit: limit + 1)
            return Page(rows, limit: limit) { $0.package.number }
        }
    }

    /// The products of what is in packages, to be locked before the transaction.
    func scope(ofPackages numbers: [String], and skus: [String] = []) async throws -> WriteScope {
        try await translatingDatabaseErrors {
            try await database.read { session in
                let store = Store(session)
                let inside = try numbers.flatMap { try store.productIDs(inPackage: PackageNumbers.meant(by: $0)) }
                return .products(Set((try inside + store.productIDs(skus: skus)).map(\.rawValue)))
            }
        }
    }
}

extension Store {
    func packageView(_ package: Package) throws -> PackageView {
        let tree = try packageTree(package.id)
        let contents = try stock(StockFilter(packages: tree), after: nil, limit: Store.mostContents)
        let place = try package.locationID.flatMap { try placesByID()[$0] }
        let hasLeft = place.map { !$0.usage.holdsStock } ?? false
        return PackageView(
            package: package, location: place, parent: try package.parentID.flatMap { try self.package($0)?.number },
            children: try packages(in: package.id).map(\.number), contents: contents,
            openedAt: contents.isEmpty ? nil : try openedAt(tree),
            holder: hasLeft ? try holder(of: tree).flatMap(partner) : nil)
    }

    func packageView(_ package: Package, at moment: PastMoment) throws -> PackageView {
        let tree = try packageTree(package.id, at: moment)
        let contents = try stock(
            StockFilter(packages: tree), at: moment, after: nil, limit: Store.mostContents)
        let stood = try stand(of: package.id, at: moment)
        let placeID = stood?.locationID ?? contents.first?.key.spot.location
        let children = try tree.dropFirst().filter { try stand(of: $0, at: moment)?.parentID == package.id }
        let names = try packages(children + [stood?.parentID].compactMap(\.self))
        return PackageView(
            package: package, location: try placeID.flatMap { try placesByID()[$0] },
            parent: stood?.parentID.flatMap { names[$0]?.number },
            children: children.compactMap { names[$0]?.number }.sorted(), contents: contents, moment: moment)
    }

    /// More different goods than one package ever holds.
    private static let mostContents = 10_000
}

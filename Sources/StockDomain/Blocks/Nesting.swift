/// What stands in what: places below places, packages inside packages.
public struct Nesting: Sendable {
    private let places: [LocationID: LocationID]
    private let packages: [PackageID: PackageID]

    /// - Parameters:
    ///   - places: the place above each place.
    ///   - packages: the package around each package.
    public init(places: [LocationID: LocationID] = [:], packages: [PackageID: PackageID] = [:]) {
        self.places = places
        self.packages = packages
    }

    /// Whether goods at this spot are in the part that a block covers (R34b).
    public func covers(_ part: Block.Part, _ spot: Spot) -> Bool {
        if let location = part.location, !chain(from: spot.location, places).contains(location) { return false }
        guard let package = part.package else { return true }
        guard let inner = spot.package else { return false }
        return chain(from: inner, packages).contains(package)
    }

    /// The thing itself and all around it; ends on loops.
    private func chain<Thing: Hashable>(from thing: Thing, _ outer: [Thing: Thing]) -> Set<Thing> {
        var found: Set<Thing> = [thing]
        var next = outer[thing]
        while let current = next, found.insert(current).inserted { next = outer[current] }
        return found
    }
}

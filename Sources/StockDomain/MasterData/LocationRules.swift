/// What stands against a place as somebody wants it.
public struct LocationRules: Sendable {
    private let places: [LocationID: Location]

    /// - Parameter places: all places as they are.
    public init(_ places: [Location]) {
        self.places = Dictionary(uniqueKeysWithValues: places.map { ($0.id, $0) })
    }

    /// Checks a new or changed place.
    public func check(_ place: Location) throws(Refusal) {
        if place.isBlocked, !place.usage.holdsStock {
            throw .rule("invalid_value", "Only a place that holds stock can be blocked.", at: "/blocked")
        }
        if place.isMixing, place.usage != .internal {
            throw .rule("invalid_value", "Only a place of ours can mix lots.", at: "/mixing")
        }
        if let owner = places.values.first(where: { $0.barcode != nil && $0.barcode == place.barcode }),
            owner.id != place.id
        {
            throw .rule(
                "barcode_exists", "The barcode “\(place.barcode ?? "")” belongs to \(owner.code).", at: "/barcode")
        }
        guard let parentID = place.parentID, let parent = places[parentID] else { return }
        if isLoop(place, below: parent) {
            throw .rule("invalid_value", "\(place.code) would stand below itself.", at: "/parent")
        }
        let fits = parent.usage == place.usage || (parent.usage == .view && place.usage.isOurs)
        if !fits {
            throw .rule(
                "invalid_value",
                "A place for \(place.usage.rawValue) cannot stand below \(parent.code), which is for "
                    + "\(parent.usage.rawValue).", at: "/parent")
        }
    }

    private func isLoop(_ place: Location, below parent: Location) -> Bool {
        var seen: Set<LocationID> = []
        var next: Location? = parent
        while let above = next, seen.insert(above.id).inserted {
            if above.id == place.id { return true }
            next = above.parentID.flatMap { places[$0] }
        }
        return false
    }
}

extension LocationUsage {
    /// Whether it is part of our own premises.
    fileprivate var isOurs: Bool { self == .view || holdsStock || self == .production }
}

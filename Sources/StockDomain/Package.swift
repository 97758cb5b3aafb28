/// A box, pallet or tote with a number (R31a).
public struct Package: Sendable, Equatable {
    public var id: PackageID
    /// An SSCC or a number of our own.
    public var number: String
    /// The package in which it stands.
    public var parentID: PackageID?
    /// The place where it stands, with its parent; nil until something put it somewhere.
    public var locationID: LocationID?

    public init(id: PackageID, number: String, parentID: PackageID? = nil, locationID: LocationID? = nil) {
        self.id = id
        self.number = number
        self.parentID = parentID
        self.locationID = locationID
    }
}

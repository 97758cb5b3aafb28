import GS1

/// A package as its page shows it, now or at a past moment (R31a).
public struct PackageView: Sendable, Equatable {
    public let package: Package
    /// The place where it stands; nil while it is only announced.
    public let location: Location?
    /// The number of the package in which it stands.
    public let parent: String?
    /// Numbers of the packages that stand directly in it.
    public let children: [String]
    /// All goods in it and in what stands in it; each names the package that it is in.
    public let contents: [StockRow]
    /// When a part was first taken out of what is in it now; nil while nobody has.
    public let openedAt: Instant?
    /// Whoever got it, when it has left.
    public let holder: Partner?
    /// The moment that was asked for; nil for now.
    public let moment: PastMoment?

    public init(
        package: Package, location: Location?, parent: String?, children: [String], contents: [StockRow],
        openedAt: Instant? = nil, holder: Partner? = nil, moment: PastMoment? = nil
    ) {
        self.package = package
        self.location = location
        self.parent = parent
        self.children = children
        self.contents = contents
        self.openedAt = openedAt
        self.holder = holder
        self.moment = moment
    }

    public var number: String { package.number }
    public var isSSCC: Bool { SSCC(package.number) != nil }
}

/// A package in a list.
public struct PackageRow: Sendable, Equatable {
    public let package: Package
    public let locationCode: String?
    public let parent: String?
    /// How many different goods are directly in it.
    public let piles: Int

    public init(package: Package, locationCode: String?, parent: String?, piles: Int) {
        self.package = package
        self.locationCode = locationCode
        self.parent = parent
        self.piles = piles
    }
}

/// One thing that befell a package.
public struct PackageEvent: Sendable, Equatable {
    public let happenedAt: Instant
    public let recordedAt: Instant
    public let actorName: String
    public let what: String
    public let document: String?
    public let reason: String?

    public init(
        happenedAt: Instant, recordedAt: Instant, actorName: String, what: String, document: String? = nil,
        reason: String? = nil
    ) {
        self.happenedAt = happenedAt
        self.recordedAt = recordedAt
        self.actorName = actorName
        self.what = what
        self.document = document
        self.reason = reason
    }
}

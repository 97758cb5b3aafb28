/// The database key of one `Thing`; keys of different things do not mix.
public struct ID<Thing>: Hashable, Comparable, Sendable, RawRepresentable {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }

    public static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }
}

public typealias ProductID = ID<Product>
public typealias CategoryID = ID<Category>
public typealias PartnerID = ID<Partner>
public typealias LocationID = ID<Location>
public typealias LotID = ID<Lot>
public typealias PackageID = ID<Package>
public typealias DocumentID = ID<Document>
public typealias LineID = ID<DocumentLine>
public typealias PostingID = ID<Posting>
/// A step is named by the posting that began it.
public typealias StepID = ID<Posting>
public typealias ActorID = ID<Actor>
public typealias BlockID = ID<Block>

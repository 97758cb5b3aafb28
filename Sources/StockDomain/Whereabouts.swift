/// Where a serial is, and what brought it there.
public struct Whereabouts: Sendable, Equatable {
    public let spot: Spot
    public let placeCode: String
    public let usage: LocationUsage
    public let partnerID: PartnerID?
    public let partnerName: String?
    /// The document that moved it last, and when.
    public let lastDocument: String?
    public let since: Instant
    /// The document that moved it first, and when.
    public let firstDocument: String?
    public let firstAt: Instant
    /// How it first came; nil while nobody knows.
    public let firstKind: PostingKind?
    /// The number of the package in which it stands.
    public var packageNumber: String?

    public init(
        spot: Spot, placeCode: String, usage: LocationUsage, partnerID: PartnerID?, partnerName: String?,
        lastDocument: String?, since: Instant, firstDocument: String?, firstAt: Instant,
        firstKind: PostingKind? = nil
    ) {
        self.spot = spot
        self.placeCode = placeCode
        self.usage = usage
        self.partnerID = partnerID
        self.partnerName = partnerName
        self.lastDocument = lastDocument
        self.since = since
        self.firstDocument = firstDocument
        self.firstAt = firstAt
        self.firstKind = firstKind
    }

    /// The partner who has it now; a number that came off its goods, or a place of ours, is with nobody.
    public var holder: PartnerID? { usage == .customer || usage == .supplier ? partnerID : nil }

    private var cameWith: String {
        switch firstKind {
        case .production: "made with"
        case .count: "found with"
        default: "received with"
        }
    }

    /// `with Birch & Sons since 3 May 2026 (OUT-00012)`, `on hand in WH-Stock (received with IN-00031 on 3 May 2026)`.
    public func inWords(zone: CompanyZone) -> String {
        let since = zone.day(of: since).inWords
        let document = lastDocument.map { " (\($0))" } ?? ""
        switch usage {
        case .internal:
            let first = zone.day(of: firstAt).inWords
            let package = packageNumber.map { ", package \($0)" } ?? ""
            let received = firstDocument.map { " (\(cameWith) \($0) on \(first))" } ?? ""
            return "on hand in \(placeCode)\(package)\(received)"
        case .transit: return "in transit since \(since)\(document)"
        case .customer: return "with \(partnerName ?? "a customer") since \(since)\(document)"
        case .supplier: return "with \(partnerName ?? "a supplier") since \(since)\(document)"
        case .production where placeCode == StandardLocation.numbering.rawValue:
            return "off its goods, which came back without it on \(since)\(document)"
        case .production: return "inside another product since \(since)\(document)"
        case .scrap: return "scrapped since \(since)\(document)"
        case .loss: return "booked as lost since \(since)\(document)"
        case .view, .opening: return "at \(placeCode)"
        }
    }
}

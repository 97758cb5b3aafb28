/// The names that a history may use, as they stand when the file is read.
public struct HistoryCatalogue: Sendable, Equatable {
    public let items: [String: History.Item]
    public let partners: [String: PartnerID]
    public let places: [String: Location]
    public let settings: Settings

    public init(
        items: [String: History.Item], partners: [String: PartnerID], places: [String: Location], settings: Settings
    ) {
        self.items = items
        self.partners = partners
        self.places = places
        self.settings = settings
    }
}

/// A supplier or customer. Names and contacts live only here, so that a person can be erased (R56).
public struct Partner: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case supplier, customer, both
    }

    public var id: PartnerID
    public var code: String
    public var name: String
    public var kind: Kind
    /// Counter sales and the like: units sold to it are a gap, never a contact (R47).
    public var isAnonymous: Bool
    public var email: String?
    public var phone: String?
    public var address: String?
    public var country: String?
    public var gln: String?

    public init(
        id: PartnerID = ID(0), code: String, name: String, kind: Kind, isAnonymous: Bool = false,
        email: String? = nil, phone: String? = nil, address: String? = nil, country: String? = nil, gln: String? = nil
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.kind = kind
        self.isAnonymous = isAnonymous
        self.email = email
        self.phone = phone
        self.address = address
        self.country = country
        self.gln = gln
    }

    /// Whether a recall can reach it at all.
    public var canBeReached: Bool {
        !isAnonymous && [email, phone, address].contains { $0?.isEmpty == false }
    }
}

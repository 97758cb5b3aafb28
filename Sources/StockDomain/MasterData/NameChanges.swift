/// What somebody wants changed of a partner; nil leaves a field as it is.
public struct PartnerChange: Sendable, Equatable {
    public var name: String?
    public var kind: Partner.Kind?
    public var isAnonymous: Bool?
    public var email: Change<String>
    public var phone: Change<String>
    public var address: Change<String>
    public var country: Change<String>
    public var gln: Change<String>

    public init(
        name: String? = nil, kind: Partner.Kind? = nil, isAnonymous: Bool? = nil, email: Change<String> = .keep,
        phone: Change<String> = .keep, address: Change<String> = .keep, country: Change<String> = .keep,
        gln: Change<String> = .keep
    ) {
        self.name = name
        self.kind = kind
        self.isAnonymous = isAnonymous
        self.email = email
        self.phone = phone
        self.address = address
        self.country = country
        self.gln = gln
    }

    public func applied(to old: Partner) -> Partner {
        Partner(
            id: old.id, code: old.code, name: name ?? old.name, kind: kind ?? old.kind,
            isAnonymous: isAnonymous ?? old.isAnonymous, email: email.applied(to: old.email),
            phone: phone.applied(to: old.phone), address: address.applied(to: old.address),
            country: country.applied(to: old.country), gln: gln.applied(to: old.gln))
    }
}

/// What somebody wants changed of a place; parent and partner by code.
public struct LocationChange: Sendable, Equatable {
    public var name: String?
    public var parent: Change<String>
    public var partner: Change<String>
    public var isBlocked: Bool?

    public init(
        name: String? = nil, parent: Change<String> = .keep, partner: Change<String> = .keep, isBlocked: Bool? = nil
    ) {
        self.name = name
        self.parent = parent
        self.partner = partner
        self.isBlocked = isBlocked
    }
}

/// What somebody wants changed of a category; parent by code.
public struct CategoryChange: Sendable, Equatable {
    public var name: String?
    public var parent: Change<String>
    /// The level that new products of the category start with.
    public var tracking: Change<Tracking>

    public init(name: String? = nil, parent: Change<String> = .keep, tracking: Change<Tracking> = .keep) {
        self.name = name
        self.parent = parent
        self.tracking = tracking
    }
}

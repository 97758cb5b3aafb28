/// What a record of changes, a note or an attachment is about.
public enum RecordSubject: String, Sendable, CaseIterable {
    case product, category, partner, location, lot, document, recall, settings, token
}

/// One field of a thing whose changes are kept (R55).
public struct RecordedField: Sendable, Equatable {
    public let name: String
    /// Nil for nothing there.
    public let value: String?
    /// A name, address or number of a person: that it changed is kept, what it said is not (R56).
    public let isPersonal: Bool

    public init(_ name: String, _ value: String?, isPersonal: Bool = false) {
        self.name = name
        self.value = value
        self.isPersonal = isPersonal
    }

    public init(_ name: String, _ value: Int?) { self.init(name, value.map(String.init)) }
    public init(_ name: String, _ value: Bool) { self.init(name, value ? "yes" : "no") }
    public init(_ name: String, _ value: CalendarDate?) { self.init(name, value?.description) }
}

/// A thing whose changes are kept field by field.
public protocol Recorded {
    static var subject: RecordSubject { get }
    var fieldsOnRecord: [RecordedField] { get }
}

extension RecordSubject {
    /// What the keys in a field of such a thing point at; nil for fields that say what they mean.
    public func pointedAt(by field: String) -> RecordSubject? {
        switch field {
        case "category_id": .category
        case "partner_id": .partner
        case "parent_id": self
        default: nil
        }
    }
}

/// What became of one field.
public struct FieldChange: Sendable, Equatable {
    public let field: String
    public let old: String?
    public let new: String?

    public init(field: String, old: String?, new: String?) {
        self.field = field
        self.old = old
        self.new = new
    }

    /// The fields in which `new` differs from `old`, in the order in which the thing names them; a new thing differs
    /// in all that it has.
    public static func between<Thing: Recorded>(_ old: Thing?, and new: Thing) -> [FieldChange] {
        let former = Dictionary(uniqueKeysWithValues: (old?.fieldsOnRecord ?? []).map { ($0.name, $0.value) })
        return new.fieldsOnRecord.compactMap { field in
            let before = former[field.name] ?? nil
            if before == field.value { return nil }
            return FieldChange(
                field: field.name, old: field.isPersonal ? nil : before, new: field.isPersonal ? nil : field.value)
        }
    }
}

/// A change as it was written down.
public struct ChangeRow: Sendable, Equatable {
    public let id: Int64
    public let at: Instant
    public let actor: String
    public let subject: RecordSubject
    public let subjectID: Int64
    /// What the thing is called now: a product's SKU, a number, a code; nil for the settings, of which there are one.
    public var subjectName: String?
    public var change: FieldChange
    public let reason: String?

    public init(
        id: Int64, at: Instant, actor: String, subject: RecordSubject, subjectID: Int64, change: FieldChange,
        reason: String?
    ) {
        self.id = id
        self.at = at
        self.actor = actor
        self.subject = subject
        self.subjectID = subjectID
        self.change = change
        self.reason = reason
    }
}

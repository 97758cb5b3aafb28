import GS1
import Testing

/// A scan and what must come of it.
struct Vector: Sendable, CustomTestStringConvertible {
    let name: String
    let input: String
    let kind: Scan.Kind
    let problem: Problem.Code?
    /// All elements; nil when the case does not say.
    let bracketed: String?
    let link: String?
    /// Some of the fields, by the names of `Scan.field(named:)`.
    let fields: [String: String]

    /// A text that is understood.
    init(
        _ name: String, _ input: String, _ kind: Scan.Kind, _ bracketed: String? = nil, link: String? = nil,
        fields: [String: String] = [:]
    ) {
        self.init(name, input, kind, nil, bracketed, link: link, fields: fields)
    }

    /// A text that claims to be GS1 and is not valid.
    init(
        _ name: String, _ input: String, _ problem: Problem.Code, _ bracketed: String? = nil,
        fields: [String: String] = [:]
    ) {
        self.init(name, input, .error, problem, bracketed, link: nil, fields: fields)
    }

    private init(
        _ name: String, _ input: String, _ kind: Scan.Kind, _ problem: Problem.Code?, _ bracketed: String?,
        link: String?, fields: [String: String]
    ) {
        self.name = name
        self.input = input
        self.kind = kind
        self.problem = problem
        self.bracketed = bracketed
        self.link = link
        self.fields = fields
    }

    var testDescription: String { name }

    static let all = elementStrings + bracketed + digitalLinks + bareNumbers + scannerQuirks
}

extension Scan {
    /// A field by the name that the vectors use, as text.
    func field(named name: String) -> String? {
        switch name {
        case "gtin": gtin?.digits
        case "content_gtin": contentGTIN?.digits
        case "sscc": sscc?.digits
        case "gln": gln?.digits
        case "ship_to_gln": shipTo?.digits
        case "lot": lot
        case "serial": serial
        case "production_date": producedOn?.description
        case "packaging_date": packedOn?.description
        case "best_before": bestBeforeOn?.description
        case "expiry": expiresOn?.description
        case "expiry_datetime": expiresAt
        case "production_datetime": producedAt
        case "count": count?.description
        case "net_weight_kg": netWeightKilograms
        case "net_weight_lb": netWeightPounds
        case "net_volume_l": netVolumeLitres
        case "ship_to_country": content.value("421").map { String($0.prefix(3)) }
        case "ship_to_post": content.value("421").map { String($0.dropFirst(3)) }
        default: Scan.otherFields[name].flatMap(content.value)
        }
    }

    private static let otherFields = [
        "secondary_serial": "250", "additional_id": "240", "customer_part": "241", "grai": "8003", "giai": "8004",
        "product_url": "8200", "internal_90": "90", "internal_91": "91",
    ]
}

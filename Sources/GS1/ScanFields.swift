/// The fields that traceability uses; all others stand in `elements` only.
extension Scan {
    /// The trade item (01), also when its bare number was scanned.
    public var gtin: GTIN? { content.value("01").flatMap { GTIN($0) } }
    /// The trade item inside a logistic unit (02).
    public var contentGTIN: GTIN? { content.value("02").flatMap { GTIN($0) } }
    /// The logistic unit (00), also when its bare number was scanned.
    public var sscc: SSCC? { content.value("00").flatMap { SSCC($0) } }
    /// The place (414).
    public var gln: GLN? { content.value("414").flatMap { GLN($0) } }
    /// Where the goods go (410).
    public var shipTo: GLN? { content.value("410").flatMap { GLN($0) } }

    /// The batch or lot (10).
    public var lot: String? { content.value("10") }
    /// The serial number (21).
    public var serial: String? { content.value("21") }

    /// The production date (11).
    public var producedOn: GS1Date? { date("11") }
    /// The packaging date (13).
    public var packedOn: GS1Date? { date("13") }
    /// The best before date (15).
    public var bestBeforeOn: GS1Date? { date("15") }
    /// The sell by date (16).
    public var sellByOn: GS1Date? { date("16") }
    /// The use by date (17), or the day of an expiry time (7003).
    public var expiresOn: GS1Date? { date("17") ?? date("7003") }
    /// An expiry time (7003), `2027-06-30T18:30` at the place of use.
    public var expiresAt: String? { instant("7003") }
    /// A production time (8008), `2026-01-02T08` with minutes and seconds where given.
    public var producedAt: String? { instant("8008") }

    /// Trade items in the logistic unit (37).
    public var count: Int? { content.value("37").flatMap { Int($0) } }
    /// Pieces in a trade item of varying count (30).
    public var variableCount: Int? { content.value("30").flatMap { Int($0) } }

    /// The net weight in kilograms (310n), as `measure(_:)` writes it.
    public var netWeightKilograms: String? { measure("310") }
    /// The net weight in pounds (320n).
    public var netWeightPounds: String? { measure("320") }
    /// The net volume in litres (315n).
    public var netVolumeLitres: String? { measure("315") }

    /// A measure as a decimal number without needless zeros.
    ///
    /// - Parameter family: the first three digits of its identifier; the fourth tells the decimal places.
    public func measure(_ family: String) -> String? {
        guard let element = elements.first(where: { ApplicationIdentifier(code: $0.ai)?.measure == family }),
            let places = element.ai.last?.wholeNumberValue
        else { return nil }
        let whole = element.value.dropLast(places).drop { $0 == "0" }
        var fraction = element.value.suffix(places)
        while fraction.last == "0" { fraction.removeLast() }
        return (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// The date that a value begins with.
    private func date(_ ai: String) -> GS1Date? {
        content.value(ai).flatMap { GS1Date($0.prefix(6), asOfYear: asOfYear) }
    }

    private func instant(_ ai: String) -> String? {
        guard let day = date(ai), let numbers = content.value(ai).flatMap({ twoDigitNumbers($0) }) else { return nil }
        return "\(day)T" + numbers.dropFirst(3).map(twoDigits).joined(separator: ":")
    }
}

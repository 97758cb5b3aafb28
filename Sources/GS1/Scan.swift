/// What a scanned or typed text says.
///
/// The text alone cannot always tell: `90214S` is an internal element and may be an article of yours. `mayBePlain`
/// marks such texts; whoever knows the ledger looks for the plain text too.
public struct Scan: Equatable, Sendable {
    /// How the text was understood, in the words of the scan answer.
    public enum Kind: String, Sendable, CaseIterable {
        case elementString = "gs1_element_string"
        case digitalLink = "gs1_digital_link"
        /// The bare number of a trade item.
        case gtin
        /// The bare number of a logistic unit.
        case sscc
        /// Not GS1: a number of somebody's own, or any text.
        case plain
        /// Claims to be GS1 and is not valid; see `problem`.
        case error
    }

    /// How the text was understood.
    public let kind: Kind
    /// The text without symbology identifier and what readers add around it.
    public let text: String
    /// The elements in their order; after an error those before it, or all when only a `.requisite` is missing.
    public let content: ElementString
    /// Why it is not valid; present exactly when `kind` is `error`.
    public let problem: Problem?
    /// What a person should look at, in the order it was noticed.
    public let warnings: [Warning]
    /// Whether nothing marks the text as GS1, so that it may as well be a number of somebody's own.
    public let mayBePlain: Bool
    /// The present year, which settles the century of dates.
    let asOfYear: Int

    /// Reads what a scan field received, terminators and all.
    ///
    /// - Parameter asOfYear: the present year, which settles the century of dates.
    public init(_ input: String, asOfYear: Int) {
        let delivery = Delivery(input)
        let reading = Reading(delivery)
        kind = reading.kind
        text = delivery.content.text
        content = ElementString(read: reading.elements)
        problem = reading.problem
        warnings = delivery.warnings + reading.warnings
        mayBePlain = reading.mayBePlain
        self.asOfYear = asOfYear
    }

    /// The elements of `content`.
    public var elements: [Element] { content.elements }

    /// Whether the fields can be used: all is well, or only another symbol of the same label is missing.
    public var isUsable: Bool { kind != .error || problem?.code == .requisite }
}

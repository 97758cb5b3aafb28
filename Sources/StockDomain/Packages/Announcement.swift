/// A package of a document: named on its lines, scanned, or both (R31a).
public struct DocumentPackage: Sendable, Equatable {
    public let number: String
    /// Whether a line names it.
    public let isAnnounced: Bool
    /// When it was scanned; nil when it was not.
    public let scannedAt: Instant?

    public init(number: String, isAnnounced: Bool, scannedAt: Instant?) {
        self.number = number
        self.isAnnounced = isAnnounced
        self.scannedAt = scannedAt
    }
}

/// What came otherwise than it was announced.
public struct AnnouncementDifference: Sendable, Equatable {
    public enum Code: String, Sendable, CaseIterable {
        case announcedNotScanned = "announced_not_scanned"
        case scannedNotAnnounced = "scanned_not_announced"
        case otherQuantity = "other_quantity"
    }

    public let code: Code
    public let package: String
    /// SKU, where one product differs.
    public let product: String?
    public let detail: String

    public init(_ code: Code, package: String, product: String? = nil, _ detail: String) {
        self.code = code
        self.package = package
        self.product = product
        self.detail = detail
    }
}

extension AnnouncementDifference {
    /// The announcement of a document against what was scanned: empty until the first package is scanned.
    ///
    /// - Parameters:
    ///   - lines: with what is done of each so far.
    ///   - packages: those that are announced in the order of their lines, then the others.
    public static func all(in lines: [LineView], _ packages: [DocumentPackage]) -> [AnnouncementDifference] {
        if packages.allSatisfy({ $0.scannedAt == nil }) { return [] }
        return packages.flatMap { package -> [AnnouncementDifference] in
            if package.scannedAt == nil {
                return [
                    AnnouncementDifference(
                        .announcedNotScanned, package: package.number,
                        "Package \(package.number) was announced and has not been scanned.")
                ]
            }
            if !package.isAnnounced {
                return [
                    AnnouncementDifference(
                        .scannedNotAnnounced, package: package.number,
                        "Package \(package.number) was scanned and had not been announced.")
                ]
            }
            return lines.filter { $0.package == package.number && $0.done != $0.quantity }.map { line in
                AnnouncementDifference(
                    .otherQuantity, package: package.number, product: line.product.sku,
                    "Package \(package.number): \(line.done.grouped) of \(line.product.sku) came, "
                        + "\(line.quantity.grouped) were announced.")
            }
        }
    }
}

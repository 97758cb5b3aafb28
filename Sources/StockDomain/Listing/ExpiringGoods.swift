/// A pile whose goods are about to expire, or have (R42).
public struct ExpiringPile: Sendable, Equatable {
    public let balanceID: Int64
    public let sku: String
    public let productName: String
    public let unit: String
    public let lotID: LotID
    public let number: String
    public let locationCode: String
    public let packageNumber: String?
    public let quantity: Quantity
    public let reserved: Quantity
    public let isBlocked: Bool
    public let expiresOn: CalendarDate
    public let removalOn: CalendarDate?
    public let alertOn: CalendarDate?

    public init(
        balanceID: Int64, sku: String, productName: String, unit: String, lotID: LotID, number: String,
        locationCode: String, packageNumber: String?, quantity: Quantity, reserved: Quantity, isBlocked: Bool,
        expiresOn: CalendarDate, removalOn: CalendarDate?, alertOn: CalendarDate?
    ) {
        self.balanceID = balanceID
        self.sku = sku
        self.productName = productName
        self.unit = unit
        self.lotID = lotID
        self.number = number
        self.locationCode = locationCode
        self.packageNumber = packageNumber
        self.quantity = quantity
        self.reserved = reserved
        self.isBlocked = isBlocked
        self.expiresOn = expiresOn
        self.removalOn = removalOn
        self.alertOn = alertOn
    }
}

/// How near the end is: the smallest threshold that has not been passed, or that it is over (R41, R42).
public enum ExpiryBand: Hashable, Sendable, Comparable {
    /// Since the day before today; goods are good through their expiry day.
    case expired
    /// Within so many days.
    case within(days: Int)

    /// Nil when it is farther away than every threshold.
    public init?(expiresOn day: CalendarDate, today: CalendarDate, thresholds: [Int]) {
        let left = day.daysSince1970 - today.daysSince1970
        if left < 0 {
            self = .expired
        } else if let band = thresholds.filter({ left <= $0 }).min() {
            self = .within(days: band)
        } else {
            return nil
        }
    }

    public static func < (left: ExpiryBand, right: ExpiryBand) -> Bool { left.order < right.order }

    private var order: Int {
        switch self {
        case .expired: -1
        case .within(let days): days
        }
    }

    /// `expired`, `today`, `within 7 days`.
    public var inWords: String {
        switch self {
        case .expired: "expired"
        case .within(0): "today"
        case .within(1): "within a day"
        case .within(let days): "within \(days) days"
        }
    }
}

/// A pile with how long its goods still live.
public struct ExpiryAlert: Sendable, Equatable {
    public let pile: ExpiringPile
    public let band: ExpiryBand
    /// Negative once expired.
    public let daysLeft: Int

    /// Nil when the goods are not listed yet.
    public init?(_ pile: ExpiringPile, today: CalendarDate, thresholds: [Int]) {
        guard let band = ExpiryBand(expiresOn: pile.expiresOn, today: today, thresholds: thresholds) else { return nil }
        self.pile = pile
        self.band = band
        daysLeft = pile.expiresOn.daysSince1970 - today.daysSince1970
    }
}

/// Where the list goes on: the last pile of the part before.
public struct ExpiryCursor: Sendable, Equatable {
    public let expiresOn: CalendarDate
    public let balanceID: Int64

    /// Before everything.
    public static let first = ExpiryCursor(expiresOn: CalendarDate(daysSince1970: 0), balanceID: 0)

    private init(expiresOn: CalendarDate, balanceID: Int64) {
        self.expiresOn = expiresOn
        self.balanceID = balanceID
    }

    public init(after pile: ExpiringPile) {
        expiresOn = pile.expiresOn
        balanceID = pile.balanceID
    }

    /// Reads what `text` wrote; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = CalendarDate(parts[0]), let id = Int64(parts[1]), id > 0 else { return nil }
        expiresOn = day
        balanceID = id
    }

    public var text: String { "\(expiresOn)_\(balanceID)" }
}

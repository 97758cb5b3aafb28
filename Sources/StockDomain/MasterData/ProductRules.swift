/// What stands against a change of one product (R3, R4, R5, R7, R31).
public struct ProductRules: Sendable {
    public let settings: Settings
    /// Whether it has ever moved; then unit and decimals are fixed.
    public let hasMoved: Bool
    /// Its stock per place, empty when there is none.
    public let stock: [PlaceStock]
    /// Numbers of open documents with it.
    public let openDocuments: [String]
    /// Which of the wanted barcodes belong to other products, and to which SKU.
    public let takenBarcodes: [String: String]

    /// Stock of one product in one place.
    public struct PlaceStock: Sendable, Equatable {
        public let place: String
        public let quantity: Quantity

        public init(place: String, quantity: Quantity) {
            self.place = place
            self.quantity = quantity
        }
    }

    public init(
        settings: Settings, hasMoved: Bool = false, stock: [PlaceStock] = [], openDocuments: [String] = [],
        takenBarcodes: [String: String] = [:]
    ) {
        self.settings = settings
        self.hasMoved = hasMoved
        self.stock = stock
        self.openDocuments = openDocuments
        self.takenBarcodes = takenBarcodes
    }

    /// Checks `change`, which makes `new` of `old`.
    ///
    /// - Throws: every fault in one refusal.
    public func check(_ change: ProductChange, from old: Product, to new: Product) throws(Refusal) {
        let faults =
            switchFaults(change) + trackingFaults(from: old, to: new) + expirationFaults(new)
            + DeliveryOnlyRules.faults(of: new) + unitFaults(from: old, to: new) + barcodeFaults(new)
            + packagingFaults(new)
        if !faults.isEmpty { throw .faults(faults) }
    }

    private func switchFaults(_ change: ProductChange) -> [Fault] {
        var faults: [Fault] = []
        if !settings.lotsAndSerials {
            let named = [
                ("tracking", change.tracking.isNamed), ("capture", change.capture.isNamed),
                ("expiration", change.expiration.isNamed), ("numbering", change.numbering.isNamed),
            ]
            return (named.filter(\.1).map(\.0) + change.handling.namedKeysOfNumbers)
                .map { Fault("/\($0)", "tracking_switched_off", TrackingWords.switchedOff) } + dateFaults(change)
        }
        faults += dateFaults(change)
        return faults
    }

    /// What belongs to dates while they are off; with lots off, only the strategy can still be named (R4).
    private func dateFaults(_ change: ProductChange) -> [Fault] {
        if settings.expirationDates { return [] }
        let byExpiry = change.handling.removalStrategy == .set(.fefo)
        let named = [
            ("expiration", settings.lotsAndSerials && change.expiration.isNamed), ("removal_strategy", byExpiry),
        ]
        return named.filter(\.1).map { key, _ in
            Fault("/\(key)", "expiration_switched_off", TrackingWords.datesSwitchedOff)
        }
    }

    private func trackingFaults(from old: Product, to new: Product) -> [Fault] {
        let isOtherLevel = old.tracking != new.tracking
        let isOtherCapture = old.tracking != .none && new.tracking != .none && old.capture != new.capture
        if stock.isEmpty || !(isOtherLevel || isOtherCapture) { return [] }
        let key = isOtherLevel ? "tracking" : "capture"
        let what = isOtherLevel ? "level" : "capture point"
        let documents = openDocuments.isEmpty ? "" : " Open documents: \(openDocuments.joined(separator: ", "))."
        return stock.map { pile in
            Fault(
                "/\(key)", "stock_on_hand",
                "\(pile.quantity.grouped) \(old.unit) of \(old.sku) are in \(pile.place). The \(what) can change only "
                    + "when there is no stock.\(documents)")
        }
    }

    private func expirationFaults(_ new: Product) -> [Fault] {
        guard settings.lotsAndSerials, new.expiration.isEnabled, new.tracking == .none else { return [] }
        return [
            Fault(
                "/expiration", "expiration_needs_tracking",
                "\(new.sku) is not tracked, so nothing could carry an expiry date.")
        ]
    }

    private func unitFaults(from old: Product, to new: Product) -> [Fault] {
        guard hasMoved else { return [] }
        let changed = [("unit", old.unit != new.unit), ("decimals", old.decimals != new.decimals)]
        return changed.filter(\.1).map { key, _ in
            Fault(
                "/\(key)", "already_moved",
                "\(old.sku) has moved, so its unit and decimals are fixed: \(old.unit) with \(old.decimals) decimals.")
        }
    }

    private func barcodeFaults(_ new: Product) -> [Fault] {
        let own = new.barcodes.enumerated().map { (code: $0.element, pointer: "/barcodes/\($0.offset)") }
        let boxes = new.packagings.enumerated().compactMap { index, packaging in
            packaging.barcode.map { (code: $0, pointer: "/packagings/\(index)/barcode") }
        }
        var seen: Set<String> = []
        return (own + boxes).compactMap { code, pointer in
            if !seen.insert(BarcodeIdentity.key(of: code)).inserted {
                return Fault(pointer, "barcode_repeated", "The barcode “\(code)” stands here twice.")
            }
            return takenBarcodes[code].map {
                Fault(pointer, "barcode_exists", "The barcode “\(code)” belongs to \($0).")
            }
        }
    }

    private func packagingFaults(_ new: Product) -> [Fault] {
        var seen: Set<String> = []
        return new.packagings.enumerated().compactMap { index, packaging in
            let pointer = "/packagings/\(index)"
            if !seen.insert(packaging.name).inserted {
                return Fault(pointer + "/name", "invalid_value", "The packaging “\(packaging.name)” stands here twice.")
            }
            return nil
        }
    }
}

/// Sentences about the switch that several rules say (R1).
public enum TrackingWords {
    public static let switchedOff =
        "Lots & serial numbers are switched off. Turn them on in the settings first."

    public static let datesSwitchedOff = "Expiration dates are switched off. Turn them on in the settings first."
}

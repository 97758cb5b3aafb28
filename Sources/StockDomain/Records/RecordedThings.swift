extension Product: Recorded {
    public static let subject = RecordSubject.product

    public var fieldsOnRecord: [RecordedField] {
        [
            RecordedField("sku", sku), RecordedField("name", name),
            RecordedField("category_id", categoryID.map { "\($0.rawValue)" }), RecordedField("unit", unit),
            RecordedField("decimals", decimals), RecordedField("tracking", tracking.rawValue),
            RecordedField("capture", capture.rawValue),
        ] + expiration.fieldsOnRecord + numbering.fieldsOnRecord + handling.fieldsOnRecord + [
            RecordedField("attributes", attributes.onRecord), RecordedField("barcodes", barcodes.onRecord),
            RecordedField("packagings", packagings.map { "\($0.name) = \($0.quantity)" }.onRecord),
            RecordedField("warranty_months", warrantyMonths), RecordedField("cost", cost.map(\.description)),
            RecordedField("archived", isArchived),
        ]
    }
}

extension Category: Recorded {
    public static let subject = RecordSubject.category

    public var fieldsOnRecord: [RecordedField] {
        [
            RecordedField("code", code), RecordedField("name", name),
            RecordedField("parent_id", parentID.map { "\($0.rawValue)" }),
            RecordedField("tracking", defaultTracking?.rawValue), RecordedField("capture", defaultCapture?.rawValue),
            RecordedField("removal_strategy", removalStrategy?.rawValue),
            RecordedField("lot_attributes", lotAttributes.onRecord),
        ] + (defaultExpiration?.fieldsOnRecord ?? []) + (defaultNumbering?.fieldsOnRecord ?? [])
    }
}

extension Partner: Recorded {
    public static let subject = RecordSubject.partner

    public var fieldsOnRecord: [RecordedField] {
        [
            RecordedField("code", code), RecordedField("name", name, isPersonal: true),
            RecordedField("kind", kind.rawValue), RecordedField("anonymous", isAnonymous),
            RecordedField("email", email, isPersonal: true), RecordedField("phone", phone, isPersonal: true),
            RecordedField("address", address, isPersonal: true), RecordedField("country", country, isPersonal: true),
            RecordedField("gln", gln, isPersonal: true),
            RecordedField("min_remaining_days", demands.minRemainingDays),
            RecordedField("min_remaining_percent", demands.minRemainingPercent),
            RecordedField("single_lot", demands.singleLot),
            RecordedField("no_older_than_last", demands.noOlderThanLast),
            RecordedField("quarantine_at_receipt", isQuarantinedAtReceipt),
        ]
    }
}

extension Location: Recorded {
    public static let subject = RecordSubject.location

    public var fieldsOnRecord: [RecordedField] {
        [
            RecordedField("code", code), RecordedField("name", name),
            RecordedField("parent_id", parentID.map { "\($0.rawValue)" }), RecordedField("usage", usage.rawValue),
            RecordedField("partner_id", partnerID.map { "\($0.rawValue)" }), RecordedField("blocked", isBlocked),
            RecordedField("removal_strategy", removalStrategy?.rawValue),
            RecordedField("pick_sequence", pickSequence), RecordedField("mixing", isMixing),
            RecordedField("barcode", barcode), RecordedField("count_interval_days", countIntervalDays),
        ]
    }
}

extension Lot: Recorded {
    public static let subject = RecordSubject.lot

    public var fieldsOnRecord: [RecordedField] {
        [
            RecordedField("production_date", dates.productionDate), RecordedField("expires_on", dates.expiresOn),
            RecordedField("best_before_on", dates.bestBeforeOn), RecordedField("removal_on", dates.removalOn),
            RecordedField("alert_on", dates.alertOn), RecordedField("archived", isArchived),
        ]
    }
}

/// How a number stands; its own record, since it follows from blocks and not from the lot.
public struct LotStanding: Recorded {
    public static let subject = RecordSubject.lot
    public static let field = "status"

    public let status: LotStatus

    public init(_ status: LotStatus) {
        self.status = status
    }

    public var fieldsOnRecord: [RecordedField] { [RecordedField(LotStanding.field, status.rawValue)] }
}

/// The free facts of a number.
public struct LotAttributes: Recorded {
    public static let subject = RecordSubject.lot

    public let attributes: [String: String]

    public init(_ attributes: [String: String]) {
        self.attributes = attributes
    }

    public var fieldsOnRecord: [RecordedField] { [RecordedField("attributes", attributes.onRecord)] }
}

extension Settings: Recorded {
    public static let subject = RecordSubject.settings

    public var fieldsOnRecord: [RecordedField] {
        [
            RecordedField("lots_and_serials", lotsAndSerials), RecordedField("expiration_dates", expirationDates),
            RecordedField("time_zone", timeZone), RecordedField("lock_date", lockDate),
            RecordedField("unique_numbers", uniqueNumbers.rawValue),
            RecordedField("returned_stock_date", returnedStockDate.rawValue),
            RecordedField("negative_stock", allowsNegativeStock),
            RecordedField("documents_without_new_numbers", kindsWithoutNewNumbers.map(\.rawValue).sorted().onRecord),
            RecordedField("release_needs_second_person", releaseNeedsSecondPerson),
            RecordedField("partner_place_count_days", partnerPlaceCountDays),
            RecordedField("expiry_thresholds", expiryThresholds.map(String.init).onRecord),
            RecordedField("yearly_drill", wantsYearlyDrill),
            RecordedField("gs1_company_prefix", companyPrefix),
            RecordedField("consumption_tolerance_percent", consumptionTolerancePercent),
            RecordedField("currency", currency), RecordedField("public_address", publicAddress),
            RecordedField("smtp_host", mail.host), RecordedField("smtp_port", mail.port),
            RecordedField("smtp_user", mail.user), RecordedField("smtp_security", mail.security.rawValue),
            RecordedField("mail_from", mail.from?.text),
        ] + numbering.fieldsOnRecord
    }
}

// MARK: - Parts

extension Expiration {
    fileprivate var fieldsOnRecord: [RecordedField] {
        [
            RecordedField("expiration.enabled", isEnabled), RecordedField("expiration.kind", kind.rawValue),
            RecordedField("expiration.shelf_life_days", shelfLifeDays),
            RecordedField("expiration.best_before_days", bestBeforeDays),
            RecordedField("expiration.removal_days", removalDays), RecordedField("expiration.alert_days", alertDays),
            RecordedField("expiration.required", isRequired),
        ]
    }
}

extension Numbering {
    fileprivate var fieldsOnRecord: [RecordedField] {
        [
            RecordedField("numbering.prefix", prefix), RecordedField("numbering.padding", padding),
            RecordedField("numbering.check", hasCheckCharacter), RecordedField("numbering.random", isRandom),
        ]
    }
}

extension Handling {
    fileprivate var fieldsOnRecord: [RecordedField] {
        [
            RecordedField("removal_strategy", removalStrategy?.rawValue),
            RecordedField("quarantine_at_receipt", isQuarantinedAtReceipt),
            RecordedField("returns_released", returnsAreReleased),
            RecordedField("receipt_tolerance_percent", receiptTolerancePercent),
            RecordedField("consumption_tolerance_percent", consumptionTolerancePercent),
            RecordedField("range_tolerance_days", rangeToleranceDays),
            RecordedField("output_expires_with_inputs", outputExpiresWithInputs),
            RecordedField("packaging_material", isPackagingMaterial),
            RecordedField("level_reason", levelReason),
        ]
    }
}

extension [String] {
    fileprivate var onRecord: String? { isEmpty ? nil : joined(separator: ", ") }
}

extension [String: String] {
    fileprivate var onRecord: String? { sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.onRecord }
}

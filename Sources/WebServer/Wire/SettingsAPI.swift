import StockDomain

extension Settings {
    /// The answer of `settings`.
    public var json: JSON {
        [
            "consumption_tolerance_percent": JSON(consumptionTolerancePercent), "currency": JSON(currency),
            "documents_without_new_numbers": JSON(kindsWithoutNewNumbers.map(\.rawValue).sorted()),
            "expiration_dates": .bool(expirationDates), "expiry_thresholds": JSON(expiryThresholds.map { JSON($0) }),
            "gs1_company_prefix": JSON(companyPrefix),
            "lock_date": JSON(lockDate), "lots_and_serials": .bool(lotsAndSerials),
            "mail_from": JSON(mail.from?.text),
            "negative_stock": .bool(allowsNegativeStock), "numbering": numbering.json,
            "partner_place_count_days": JSON(partnerPlaceCountDays),
            "public_address": JSON(publicAddress),
            "release_needs_second_person": .bool(releaseNeedsSecondPerson),
            "returned_stock_date": .string(returnedStockDate.rawValue),
            "smtp_host": JSON(mail.host), "smtp_port": JSON(mail.port),
            "smtp_security": .string(mail.security.rawValue), "smtp_user": JSON(mail.user),
            "time_zone": .string(timeZone),
            "unique_numbers": .string(uniqueNumbers.rawValue), "yearly_drill": .bool(wantsYearlyDrill),
        ]
    }
}

extension SettingsChange {
    init(_ body: RequestObject) {
        self.init(
            lotsAndSerials: body.optional("lots_and_serials", .bool),
            expirationDates: body.optional("expiration_dates", .bool), timeZone: body.optional("time_zone", .text()),
            lockDate: body.change("lock_date", .day), uniqueNumbers: body.optional("unique_numbers", .word()),
            returnedStockDate: body.optional("returned_stock_date", .word()),
            allowsNegativeStock: body.optional("negative_stock", .bool),
            kindsWithoutNewNumbers: body.optional("documents_without_new_numbers", .list(of: .word())).map(Set.init),
            releaseNeedsSecondPerson: body.optional("release_needs_second_person", .bool),
            partnerPlaceCountDays: body.optional("partner_place_count_days", .int(1...3_650)),
            expiryThresholds: body.optional("expiry_thresholds", .list(of: .int(0...3_650))),
            numbering: body.change("numbering", .numbering), wantsYearlyDrill: body.optional("yearly_drill", .bool),
            companyPrefix: body.change("gs1_company_prefix", .companyPrefix),
            consumptionTolerancePercent: body.change("consumption_tolerance_percent", .int(0...1_000)),
            currency: body.change("currency", .currency),
            publicAddress: body.change("public_address", .publicAddress),
            mail: MailServerChange(
                host: body.change("smtp_host", .text(most: 253)), port: body.change("smtp_port", .int(1...65_535)),
                user: body.change("smtp_user", .text(most: 254)), security: body.change("smtp_security", .word()),
                from: body.change("mail_from", .text(most: 320))))
    }

    /// Reads `NAME=VALUE` pairs as the command line gives them: values as in a form, lists with commas.
    ///
    /// - Throws: every fault in one refusal.
    public init(pairs: [(name: String, value: String)]) throws {
        var members: [JSON.Member] = []
        var numbering: [JSON.Member] = []
        for (name, value) in pairs {
            if name.hasPrefix("numbering.") {
                numbering.append(JSON.Member(String(name.dropFirst(10)), .string(value)))
            } else if name == "expiry_thresholds" || name == "documents_without_new_numbers" {
                let parts = value.split(separator: ",").map { JSON.string(String($0)) }
                members.append(JSON.Member(name, .array(parts)))
            } else {
                members.append(JSON.Member(name, .string(value == "off" ? "false" : value)))
            }
        }
        if !numbering.isEmpty { members.append(JSON.Member("numbering", .object(numbering))) }
        let body = RequestObject(members, at: "", manner: .form, faults: RequestFaults())
        self.init(body)
        try body.finish()
    }
}

extension RequestReader where Value == String {
    /// A GS1 company prefix (R31a).
    fileprivate static var companyPrefix: RequestReader {
        name.checked(or: "must be the 4 to 12 digits of a GS1 company prefix.") { text in
            PackageNumbers.prefixLengths.contains(text.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
    }

    /// A currency by its three letters. Source: ISO 4217.
    fileprivate static var currency: RequestReader {
        name.checked(or: "must be the three letters of a currency, such as EUR.") { text in
            text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
        }
    }

    /// Scheme and host under which customers reach the server, without a path.
    fileprivate static var publicAddress: RequestReader {
        text(most: 300).checked(or: "must be an address such as https://stock.example, without a path.") { text in
            guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
            let host = text.dropFirst(scheme.count)
            return !host.isEmpty
                && host.utf8.allSatisfy { byte in
                    (0x30...0x3A).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                        || [0x2D, 0x2E, 0x5B, 0x5D].contains(byte)
                }
        }
    }
}

import SQLCore
import StockDomain

extension Store {
    public func partner(code: String) throws -> Partner? {
        try tx.row(Partner.columns + " WHERE code = \(bind: code)").map(Partner.init(row:))
    }

    public func partner(_ id: PartnerID) throws -> Partner? {
        try tx.row(Partner.columns + " WHERE id = \(bind: id)").map(Partner.init(row:))
    }

    /// Partners by code, those after `code` first; `part` is looked for in code and name, whatever its case.
    public func partners(after code: String, containing part: String? = nil, limit: Int) throws -> [Partner] {
        var sql = Partner.columns + " WHERE code > \(bind: code)"
        if let part, !part.isEmpty {
            let pattern = "%" + NameText.escapedForLike(part.lowercased()) + "%"
            sql =
                sql + """
                     AND (LOWER(code) LIKE \(bind: pattern) ESCAPE '!'
                          OR LOWER(name) LIKE \(bind: pattern) ESCAPE '!')
                    """
        }
        return try tx.rows(sql + " ORDER BY code LIMIT \(bind: limit)").map(Partner.init(row:))
    }

    public func partnerIDsByCode() throws -> [String: PartnerID] {
        var ids: [String: PartnerID] = [:]
        try tx.walk("SELECT code, id FROM partner") {
            ids[$0[0]] = $0[1]
            return true
        }
        return ids
    }

    public func insert(_ partners: [Partner]) throws -> [PartnerID] {
        let keys = try drawKeys("partner", partners.count)
        try tx.insert(
            into: "partner", ["id", "code"] + Partner.fieldNames,
            rows: zip(keys, partners).lazy.map { key, partner in [.integer(key), .text(partner.code)] + partner.fields }
        )
        return keys.map { PartnerID($0) }
    }

    /// Customers that nobody could call and that are not said to be anonymous, by code.
    public func partnersWithoutContact() throws -> [Partner] {
        try tx.rows(
            Partner.columns + """
                 WHERE anonymous = 0
                   AND kind <> 'supplier'
                   AND COALESCE(email, '') = ''
                   AND COALESCE(phone, '') = ''
                   AND COALESCE(address, '') = ''
                 ORDER BY code
                """
        ).map(Partner.init(row:))
    }

    public func update(_ partner: Partner) throws {
        try tx.update("partner", partner.id.rawValue, Partner.fieldNames, partner.fields)
    }
}

extension Partner {
    /// The columns after `id` and `code`, in the order of `fields`.
    static let fieldNames = [
        "name", "kind", "anonymous", "email", "phone", "address", "country", "gln", "min_remaining_days",
        "min_remaining_percent", "single_lot", "no_older_than_last", "quarantine_at_receipt",
    ]

    static let columns = SQL(verbatim: "SELECT id, code, \(fieldNames.joined(separator: ", ")) FROM partner")

    init(row: SQLRow) {
        self.init(
            id: row[0], code: row[1], name: row[2], kind: row[3], isAnonymous: row[4], email: row[5], phone: row[6],
            address: row[7], country: row[8], gln: row[9],
            demands: Demands(
                minRemainingDays: row[10], minRemainingPercent: row[11], singleLot: row[12], noOlderThanLast: row[13]),
            isQuarantinedAtReceipt: row[14])
    }

    fileprivate var fields: [SQLValue] {
        [
            .text(name), kind.sqlValue, isAnonymous.sqlValue, email.sqlValue, phone.sqlValue, address.sqlValue,
            country.sqlValue, gln.sqlValue, demands.minRemainingDays.sqlValue, demands.minRemainingPercent.sqlValue,
            demands.singleLot.sqlValue, demands.noOlderThanLast.sqlValue, isQuarantinedAtReceipt.sqlValue,
        ]
    }
}

extension Store {
    public func partners(_ ids: [PartnerID]) throws -> [PartnerID: Partner] {
        let found = try chunked(Array(Set(ids))) {
            try tx.rows(Partner.columns + " WHERE id IN \(list: $0)").map(Partner.init(row:))
        }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    }
}

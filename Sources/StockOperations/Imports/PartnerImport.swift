import StockDomain
import StockStore
import TabularFiles

/// What a file of partners holds.
private struct PartnerFile: Sendable {
    let rows: [(partner: Partner, line: Int)]
    let faults: FileFaults
}

extension Operations {
    func importPartners(_ run: FileImport) async throws -> ImportReport {
        let file = try await run.reading { try readPartners($0, run.progress) }
        return try await run.deciding(rows: file.rows.count) { store, moment in
            try checkPartners(file, in: store, moment.settings)
            if !run.options.isDryRun { _ = try store.insert(file.rows.map(\.partner)) }
            return ImportReport(.partners)
        }
    }
}

private func readPartners(_ csv: CSVReader, _ progress: (ImportProgress) -> Void) throws(FileFault) -> PartnerFile {
    var faults = FileFaults()
    let rows = try csv.masterData(
        required: ["code", "name", "kind"],
        optional: ["anonymous", "email", "phone", "address", "country", "gln"]
            + MasterDataColumn.ofPartners.map(\.name), progress
    ) { row in
        var partner = Partner(
            code: row.name("code", &faults), name: row.name("name", &faults),
            kind: row.word("kind", usual: .customer, &faults), isAnonymous: row.flag("anonymous", &faults),
            email: row.optionalText("email"), phone: row.optionalText("phone"), address: row.optionalText("address"),
            country: row.optionalText("country"), gln: row.optionalText("gln"))
        for column in MasterDataColumn.ofPartners { column.read(row, &partner, &faults) }
        return (partner: partner, line: row.line)
    }
    return PartnerFile(rows: rows, faults: faults)
}

private func checkPartners(_ file: PartnerFile, in store: Store, _ settings: Settings) throws {
    var faults = file.faults
    var lines: [String: Int] = [:]
    let known = try store.existingPartnerCodes(file.rows.map(\.partner.code))
    for (partner, line) in file.rows {
        if known.contains(partner.code) {
            faults.add(line: line, "partner_exists", "There is already a partner “\(partner.code)”.")
        } else if let earlier = lines.updateValue(line, forKey: partner.code) {
            faults.add(line: line, "partner_repeated", "“\(partner.code)” is on line \(earlier) too.")
        }
        if partner.speaksOfLots, !settings.lotsAndSerials {
            faults.add(line: line, "tracking_switched_off", TrackingWords.switchedOff)
        }
    }
    if let refusal = faults.refusal() { throw refusal }
}

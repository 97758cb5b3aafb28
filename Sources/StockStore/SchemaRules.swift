import SQLCore

/// The versions after the first. Spelled as in `Schema`.
extension Schema {
    /// The second version: what the rules of the warehouse need.
    static let version2: [String] =
        masterDataOfRules + numbersOfRules + blocks + documentsOfRules + stockOfRules + packages + changeOfTracking
        + records + correctionTables

    /// The third version: packages, production, recalls and units.
    static let version3: [String] =
        packagesOfVersion3 + productionOfVersion3 + recallsOfVersion3 + unitsOfVersion3

    /// The fourth version: what is passed over by index, costs, co-products, mails of recalls, sheets of
    /// drills, counts that name what is not there.
    static let version4: [String] =
        stockOfVersion4 + costsOfVersion4 + productionOfVersion4 + recallMails + drillSheets + documentsOfVersion4

    /// The fifth version: stock without numbers by index, tolerances of yields, packaging, drills that drew their lot.
    static let version5: [String] = stockOfVersion5 + productionOfVersion5 + recallsOfVersion5

    /// What a version adds to the one before, in order.
    static func statements(of version: Int) -> [String] {
        [version1, version2, version3, version4, version5][version - 1]
    }

    static func columns(of table: String, _ definitions: [String]) -> [String] {
        definitions.map { "ALTER TABLE \(table) ADD COLUMN \($0)" }
    }
}

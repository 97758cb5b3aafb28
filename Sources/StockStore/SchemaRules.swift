import SQLCore

/// The second version: what the rules of the warehouse need. Spelled as in `Schema`.
extension Schema {
    static let version2: [String] =
        masterDataOfRules + numbersOfRules + blocks + documentsOfRules + stockOfRules + packages + changeOfTracking
        + records + correctionTables

    /// The third version: packages, production, recalls and units.
    static let version3: [String] =
        packagesOfVersion3 + productionOfVersion3 + recallsOfVersion3 + unitsOfVersion3

    /// The fourth version: co-products and tolerances of production.
    static let version4: [String] = productionOfVersion4

    static func columns(of table: String, _ definitions: [String]) -> [String] {
        definitions.map { "ALTER TABLE \(table) ADD COLUMN \($0)" }
    }
}

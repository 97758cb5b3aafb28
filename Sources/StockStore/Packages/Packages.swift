import SQLCore
import StockDomain

extension Store {
    public func package(_ id: PackageID) throws -> Package? { try packages([id])[id] }

    public func packages(_ ids: [PackageID]) throws -> [PackageID: Package] {
        let rows = try chunked(ids) {
            try tx.rows(Package.columns + " WHERE id IN \(list: $0)").map(Package.init(row:))
        }
        return Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }
    }

    /// The package with this number on it, or nil.
    public func package(number: String) throws -> Package? {
        try tx.row(Package.columns + " WHERE number = \(bind: number)").map(Package.init(row:))
    }

    /// A key that no package has; also the serial reference of an SSCC made for it.
    public func drawPackageKey() throws -> PackageID { PackageID(try drawKey("package")) }

    /// A new package that stands nowhere yet; its number must be free.
    public func insert(_ package: Package) throws {
        try tx.execute("INSERT INTO package (id, number) VALUES (\(bind: package.id), \(bind: package.number))")
    }

    /// The package and all that stand in it, at whatever depth.
    public func packageTree(_ root: PackageID) throws -> [PackageID] {
        try tx.rows(
            """
            WITH RECURSIVE inside (id) AS (
                SELECT id FROM package WHERE id = \(bind: root)
                UNION
                SELECT p.id FROM package p JOIN inside i ON p.parent_id = i.id
            )
            SELECT id FROM inside ORDER BY id
            """
        ).map { $0[0] }
    }

    /// The packages that stand directly in one.
    public func packages(in parent: PackageID) throws -> [Package] {
        try tx.rows(Package.columns + " WHERE parent_id = \(bind: parent) ORDER BY number").map(Package.init(row:))
    }

    /// Piles in these packages that are not empty, first in first out.
    public func balances(inPackages packages: [PackageID]) throws -> [Balance] {
        try chunked(packages) {
            try tx.rows(
                Balance.columns + """
                     WHERE package_id IN \(list: $0)
                       AND quantity <> 0
                     ORDER BY incoming_at, lot_id, id
                    """
            ).map(Balance.init(row:))
        }
    }

    /// The products of what is in a package and in all that stands in it.
    public func productIDs(inPackage number: String) throws -> [ProductID] {
        guard let package = try package(number: number) else { return [] }
        return Set(try balances(inPackages: packageTree(package.id)).map(\.key.product)).sorted()
    }

    /// Where a line takes from: its place, else its document's, and the package that it names.
    public func source(of line: LineID) throws -> (location: LocationID?, package: PackageID?)? {
        try tx.row(
            """
            SELECT COALESCE(l.location_id, d.location_id), l.package_id
              FROM document_line l
              JOIN document d ON d.id = l.document_id
             WHERE l.id = \(bind: line)
            """
        ).map { ($0[0], $0[1]) }
    }
}

extension Package {
    static let columns: SQL = "SELECT id, number, parent_id, location_id FROM package"

    init(row: SQLRow) {
        self.init(id: row[0], number: row[1], parentID: row[2], locationID: row[3])
    }
}

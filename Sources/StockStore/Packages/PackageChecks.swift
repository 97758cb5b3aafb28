import SQLCore
import StockDomain

extension Store {
    /// Packages with goods elsewhere than where they stand (R31a).
    public func packagesElsewhere() throws -> [String] {
        try tx.rows(
            """
            SELECT DISTINCT k.number
              FROM balance b
              JOIN package k ON k.id = b.package_id
             WHERE b.quantity <> 0
               AND (k.location_id IS NULL OR k.location_id <> b.location_id)
             ORDER BY k.number
            """
        ).map { $0[0] }
    }

    /// Packages that stand in one that is elsewhere, or in one that stands in them.
    public func packagesMisplaced() throws -> [String] {
        try tx.rows(
            """
            WITH RECURSIVE around (id, outer_id) AS (
                SELECT id, parent_id FROM package WHERE parent_id IS NOT NULL
                UNION
                SELECT a.id, p.parent_id
                  FROM around a
                  JOIN package p ON p.id = a.outer_id
                 WHERE p.parent_id IS NOT NULL
            )
            SELECT DISTINCT k.number
              FROM around a
              JOIN package k ON k.id = a.id
              JOIN package o ON o.id = a.outer_id
             WHERE a.outer_id = a.id
                OR COALESCE(o.location_id, 0) <> COALESCE(k.location_id, 0)
             ORDER BY k.number
            """
        ).map { $0[0] }
    }

    /// Packages whose last known stand is not where they are kept to be.
    public func packagesUnknown() throws -> [String] {
        try tx.rows(
            """
            SELECT k.number
              FROM package k
              JOIN package_nesting n ON n.package_id = k.id
             WHERE n.position = (SELECT MAX(l.position) FROM package_nesting l WHERE l.package_id = k.id)
               AND COALESCE(n.parent_id, 0) <> COALESCE(k.parent_id, 0)
             ORDER BY k.number
            """
        ).map { $0[0] }
    }
}

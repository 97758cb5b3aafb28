import SQLCore
import StockDomain

/// When a package came to stand where it stands, and who saw to it.
public struct PackageMoment: Sendable {
    public var happenedAt: Instant
    public var recordedAt: Instant
    public var actorID: ActorID

    public init(happenedAt: Instant, recordedAt: Instant, actorID: ActorID) {
        self.happenedAt = happenedAt
        self.recordedAt = recordedAt
        self.actorID = actorID
    }

    init(of posting: Posting) {
        self.init(happenedAt: posting.happenedAt, recordedAt: posting.recordedAt, actorID: posting.actorID)
    }
}

extension Store {
    /// Lets a package stand at a place, in another package or by itself; keeps where it stood before.
    public func stand(
        _ package: PackageID, at location: LocationID?, in parent: PackageID?, _ moment: PackageMoment
    ) throws {
        try tx.execute(
            """
            UPDATE package
               SET parent_id = \(bind: parent),
                   location_id = \(bind: location)
             WHERE id = \(bind: package)
            """)
        try tx.execute(
            """
            INSERT INTO package_nesting (package_id, position, parent_id, location_id, happened_at, recorded_at,
                                         actor_id)
            VALUES (\(bind: package),
                    (SELECT COALESCE(MAX(position) + 1, 0) FROM package_nesting WHERE package_id = \(bind: package)),
                    \(bind: parent), \(bind: location), \(bind: moment.happenedAt), \(bind: moment.recordedAt),
                    \(bind: moment.actorID))
            """)
    }

    /// When a package last came to stand somewhere.
    public func lastStood(_ package: PackageID) throws -> Instant? {
        try tx.value("SELECT MAX(happened_at) FROM package_nesting WHERE package_id = \(bind: package)")
    }

    // MARK: What a posting does to packages

    /// Packages stand where a posting has brought goods in them; each is in one place, with what stands in it.
    func settlePackages(of posting: Posting) throws {
        var brought: [PackageID: LocationID] = [:]
        for movement in posting.movements {
            guard let package = movement.to.package else { continue }
            if let other = brought.updateValue(movement.to.location, forKey: package), other != movement.to.location {
                throw LedgerFault.packageElsewhere(package)
            }
        }
        if brought.isEmpty { return }
        if posting.reverses != nil { try requireStanding(for: posting.movements) }
        let moment = PackageMoment(of: posting)
        for (id, place) in brought.sorted(by: { $0.key < $1.key }) {
            guard let package = try package(id), package.locationID != place else { continue }
            try stand(id, at: place, in: package.parentID, moment)
        }
        try requireOnePlace(of: brought)
        for id in brought.keys.sorted() { try settleAround(id, brought, moment) }
        for id in brought.keys.sorted() { try settleInside(id, brought, moment) }
    }

    /// What is taken back goes into a package that still stands there, or comes back with it from where it went: nobody
    /// has moved a package that went elsewhere since.
    private func requireStanding(for movements: [Movement]) throws {
        for movement in movements {
            guard let id = movement.to.package, let package = try package(id) else { continue }
            let comesBack = movement.from.package == id && package.locationID == movement.from.location
            if package.locationID != movement.to.location, !comesBack { throw LedgerFault.packageGone(id) }
        }
    }

    private func requireOnePlace(of packages: [PackageID: LocationID]) throws {
        for pile in try balances(inPackages: packages.keys.sorted()) {
            guard let package = pile.key.spot.package else { continue }
            if packages[package] != pile.key.spot.location { throw LedgerFault.packageElsewhere(package) }
        }
    }

    /// A package around that holds nothing else goes along; from any other the package has been taken out.
    private func settleAround(_ id: PackageID, _ brought: [PackageID: LocationID], _ moment: PackageMoment) throws {
        guard let package = try package(id), let place = package.locationID,
            let parent = try package.parentID.flatMap({ try self.package($0) }), parent.locationID != place
        else { return }
        let isAlone = try packages(in: parent.id).allSatisfy { $0.locationID == place }
        if brought[parent.id] == nil, isAlone, try balances(inPackages: [parent.id]).isEmpty {
            try stand(parent.id, at: place, in: parent.parentID, moment)
            try settleAround(parent.id, brought, moment)
        } else {
            try stand(id, at: place, in: nil, moment)
        }
    }

    /// Empty packages inside go along; one with goods elsewhere no longer stands in it.
    private func settleInside(_ id: PackageID, _ brought: [PackageID: LocationID], _ moment: PackageMoment) throws {
        guard let package = try package(id) else { return }
        for child in try packages(in: id) where child.locationID != package.locationID {
            let isEmpty = try balances(inPackages: packageTree(child.id)).isEmpty
            if brought[child.id] == nil, isEmpty {
                try stand(child.id, at: package.locationID, in: id, moment)
                try settleInside(child.id, brought, moment)
            } else {
                try stand(child.id, at: child.locationID, in: nil, moment)
            }
        }
    }

    /// Works out where packages stand whose goods were written in bulk.
    func settleImported(_ packages: [PackageID]) throws {
        for start in stride(from: 0, to: packages.count, by: 500) {
            let part = Array(packages[start..<min(start + 500, packages.count)])
            try tx.execute(
                """
                UPDATE package
                   SET location_id = COALESCE(
                           (SELECT MIN(b.location_id)
                              FROM balance b
                             WHERE b.package_id = package.id
                               AND b.quantity <> 0),
                           (SELECT m.to_location_id
                              FROM movement m
                             WHERE m.to_package_id = package.id
                             ORDER BY m.happened_at DESC, m.posting_id DESC
                             LIMIT 1),
                           location_id)
                 WHERE id IN \(list: part)
                """)
        }
    }
}

import SQLCore
import StockDomain
import StockStore

extension Operations {
    /// Moves a package with everything in it to a place; it then stands there by itself (R31a).
    ///
    /// - Parameter code: a place of ours; the one where it is takes it out of the package around it.
    public func movePackage(
        _ number: String, to code: String, at happenedAt: Instant? = nil, reason: String? = nil, _ command: Command,
        answer: @escaping PackageAnswer
    ) async throws -> Answer {
        let scope = try await scope(ofPackages: [number])
        return try await write(command, needs: .moveGoods, scope, answer: answer) { store, moment in
            let package = try store.existingPackage(number)
            let place = try store.standingPlace(code, at: "/to")
            _ = try store.placeOfOurs(package)
            let at = try moment.bookable(happenedAt)
            try store.requireNothingSince(at, package)
            try PackageMoving(store, moment, command, at).move(package, to: place, reason: reason)
            return try store.packageView(store.existingPackage(number))
        }
    }
}

/// Moves packages inside.
struct PackageMoving {
    let store: Store
    let moment: Moment
    let command: Command
    let happenedAt: Instant

    init(_ store: Store, _ moment: Moment, _ command: Command, _ happenedAt: Instant) {
        self.store = store
        self.moment = moment
        self.command = command
        self.happenedAt = happenedAt
    }

    func move(_ package: Package, to place: Location, reason: String?) throws {
        let nesting = PackageNesting(store: store, moment: moment, actor: command.actor, happenedAt: happenedAt)
        try nesting.takeOut(package)
        if package.locationID == place.id {
            var reservations = CarriedReservations(store, moment, command)
            return try reservations.keep(inPackages: store.packageTree(package.id))
        }
        let tree = try store.packageTree(package.id)
        try nesting.move(tree, to: place.id)
        let movements = try store.balances(inPackages: tree).filter { $0.quantity > .zero }.map { pile in
            Movement(
                productID: pile.key.product, lotID: pile.key.lot, quantity: pile.quantity, from: pile.key.spot,
                to: Spot(place.id, package: pile.key.spot.package))
        }
        if movements.isEmpty { return }
        try PackagePosting(store, moment, command).post(
            Posting(
                kind: .transfer, actorID: command.actor.id, happenedAt: happenedAt, recordedAt: moment.now,
                reason: reason, movements: movements))
    }
}

import SQLCore
import StockDomain
import StockStore

/// Packages on the lines of a document that is done (R31a).
struct PackageLines {
    let store: Store
    let moment: Moment
    let actor: Actor

    init(_ store: Store, _ moment: Moment, _ actor: Actor) {
        self.store = store
        self.moment = moment
        self.actor = actor
    }

    /// The lines with the packages that they take from; what stands for a whole package names everything in it.
    ///
    /// - Throws: every package that is not where the document takes from or has other goods than it says.
    func named(by lines: [LineToDo], of document: Document) throws -> [LineToDo] {
        if document.kind == .count || lines.allSatisfy({ $0.details.packageID == nil }) { return lines }
        var faults: [Fault] = []
        let named = try lines.map { line in
            guard let id = line.details.packageID, let package = try store.package(id) else { return line }
            if document.kind.takesStock { return try taking(line, package, document, &faults) }
            try checkArrival(line, package, document, &faults)
            return line
        }
        if document.kind.takesStock { try checkNothingElse(named, &faults) }
        if !faults.isEmpty { throw Refusal.faults(faults) }
        return named
    }

    private func taking(
        _ line: LineToDo, _ package: Package, _ document: Document, _ faults: inout [Fault]
    ) throws -> LineToDo {
        let pointer = line.pointer + "/package"
        let tree = try store.packageTree(package.id)
        var taking = line
        taking.package = LinePackage(
            number: package.number, tree: Set(tree), isWhole: line.details.isWholePackage && line.done > .zero)
        if line.done == .zero { return taking }
        let place = try store.placeOfOurs(package)
        if let source = line.locationID ?? document.locationID,
            try !store.locationAndBelow(source).contains(place.id)
        {
            let there = try store.location(source)?.code ?? ""
            faults.append(
                Fault(
                    pointer, "package_elsewhere",
                    "Package \(package.number) stands in \(place.code), not in \(there)."))
            return taking
        }
        if line.details.isWholePackage { try nameAll(&taking, package, tree, document, &faults) }
        return taking
    }

    /// Names all that is in the package of the line's product.
    private func nameAll(
        _ line: inout LineToDo, _ package: Package, _ tree: [PackageID], _ document: Document,
        _ faults: inout [Fault]
    ) throws {
        let pointer = line.pointer + "/package"
        if line.done != line.planned {
            faults.append(
                Fault(
                    pointer, "package_is_whole",
                    "Package \(package.number) goes as a whole: \(line.planned.grouped) of \(line.product.sku). Name the "
                        + "product alone to take a part."))
            return
        }
        let piles = try store.balances(inPackages: tree).filter { $0.key.product == line.product.id }
        let there = piles.map(\.quantity).sum()
        if there != line.done {
            faults.append(
                changed(package, "\(there.grouped) of \(line.product.sku), not \(line.done.grouped)", pointer))
            return
        }
        guard line.product.isTrackedInside else { return }
        if piles.contains(where: { $0.key.lot == nil }) {
            faults.append(
                Fault(
                    pointer, "unnumbered_stock",
                    "Package \(package.number) holds \(line.product.sku) without a number: count it in with its number "
                        + "first."))
            return
        }
        if line.entries.isEmpty { line.entries = try entries(piles, line) }
    }

    private func entries(_ piles: [Balance], _ line: LineToDo) throws -> [NumberEntry] {
        var amounts: [LotID: Quantity] = [:]
        for pile in piles { if let lot = pile.key.lot { amounts[lot, default: .zero] += pile.quantity } }
        return try store.lots(amounts.keys.sorted()).map { lot in
            NumberEntry(
                number: lot.number, quantity: amounts[lot.id], entered: .inferred, pointer: line.pointer + "/package")
        }
    }

    /// All products of a whole package are on the document.
    private func checkNothingElse(_ lines: [LineToDo], _ faults: inout [Fault]) throws {
        let whole = Dictionary(grouping: lines.filter { $0.package?.isWhole == true }) { $0.details.packageID }
        for (id, lines) in whole.sorted(by: { ($0.key?.rawValue ?? 0) < ($1.key?.rawValue ?? 0) }) {
            guard let id, let package = try store.package(id), let first = lines.first else { continue }
            let named = Set(lines.map(\.product.id))
            let others = try store.balances(inPackages: store.packageTree(id))
                .filter { !named.contains($0.key.product) }
            guard let other = others.first else { continue }
            let sku = try store.product(other.key.product)?.sku ?? ""
            faults.append(
                changed(
                    package, "\(other.quantity.grouped) of \(sku), which the document does not name",
                    first.pointer + "/package"))
        }
    }

    private func changed(_ package: Package, _ there: String, _ pointer: String) -> Fault {
        Fault(
            pointer, "package_changed",
            "Package \(package.number) now holds \(there). Put the package on the document anew.")
    }

    // MARK: Coming in

    private func checkArrival(
        _ line: LineToDo, _ package: Package, _ document: Document, _ faults: inout [Fault]
    ) throws {
        guard let there = try package.locationID.flatMap({ try store.placesByID()[$0] }), there.usage.holdsStock,
            let place = line.locationID ?? document.locationID, there.id != place, line.done > .zero,
            try !store.balances(inPackages: store.packageTree(package.id)).isEmpty
        else { return }
        faults.append(
            Fault(
                line.pointer + "/package", "package_elsewhere",
                "Package \(package.number) stands in \(there.code) and is not empty: nothing can come into it elsewhere."
            ))
    }

    // MARK: Leaving

    /// Lets whole packages stand where their goods are about to go, each by itself.
    func leave(_ lines: [LineToDo], to destination: Spot?, at happenedAt: Instant) throws {
        guard let destination else { return }
        let nesting = PackageNesting(store: store, moment: moment, actor: actor, happenedAt: happenedAt)
        let whole = Set(lines.filter { $0.package?.isWhole == true }.compactMap(\.details.packageID)).sorted()
        for id in whole {
            guard let package = try store.package(id) else { continue }
            if let outer = package.parentID, try !isInside(outer, whole) { try nesting.takeOut(package) }
            try nesting.move(store.packageTree(id), to: destination.location)
        }
    }

    /// Whether a package leaves with one of these.
    private func isInside(_ package: PackageID, _ whole: [PackageID]) throws -> Bool {
        try whole.contains { try store.packageTree($0).contains(package) }
    }
}

extension Store {
    /// Sets aside what a line is missing of the goods in its package; answers whether there was anything.
    func reserve(
        _ line: DocumentLine, inPackage package: PackageID, _ reading: StockReading, beside there: [Reservation]
    ) throws -> Bool {
        let missing = line.quantity - there.map(\.quantity).sum()
        if missing <= .zero { return false }
        let search = reading.search
        let piles = try balances(inPackages: packageTree(package)).filter { pile in
            pile.key.product == search.product && search.places.contains(pile.key.spot.location)
                && (pile.key.lot != nil) == search.isTracked
                && (!search.removal.limits.releasedOnly || !pile.isBlocked)
        }
        let named = try lotsNamed(by: line)
        let meant = named.isEmpty ? piles : piles.filter { $0.key.lot.map(named.contains) ?? false }
        let picks = pickInOrder(missing, from: meant.sorted(by: search.removal.strategy.precedes))
        for pick in picks { try reserve(pick.quantity, of: pick.balance, for: line.id, why: Why.named) }
        return !picks.isEmpty
    }

    private func lotsNamed(by line: DocumentLine) throws -> Set<LotID> {
        guard !line.numbers.isEmpty, let kind = try product(line.productID)?.numberKindInside else { return [] }
        return Set(try lots(numbers: line.numbers.map(\.number), kind: kind, of: line.productID).values.map(\.id))
    }
}

extension LineToDo {
    /// Plain goods that leave their package, to get their numbers (R5).
    var plainOutOfPackage: LineToDo {
        var line = plain
        line.package?.isWhole = false
        return line
    }
}

/// Packages: each is in one place, and may stand in another one.
extension NaiveWarehouse {
    /// The package with all that stand in it.
    func tree(_ package: String) -> Set<String> {
        var found: Set<String> = [package]
        while true {
            let more = found.union(stands.filter { $0.value.outer.map(found.contains) ?? false }.keys)
            if more == found { return found }
            found = more
        }
    }

    /// What is in a package and in those that stand in it.
    func contents(of package: String) -> [Pile: Int] {
        let tree = tree(package)
        return now.filter { pile, units in units != 0 && pile.package.map(tree.contains) ?? false }
    }

    /// Packages that are here, and not on their way.
    func packages(in place: String? = nil) -> [String] {
        stands.filter { _, stand in
            Self.ours.contains(stand.place) && stand.place != "WH-Transit" && (place.map { $0 == stand.place } ?? true)
        }.keys.sorted()
    }

    /// Puts a package elsewhere, into another one or beside it, without moving what is in it: what was held stays so.
    mutating func stand(_ package: String, _ stand: Stand) {
        let piles = contents(of: package).keys
        let held = piles.map { pile in (pile, obeyed(by: pile.goods).filter { covers($0, pile) }) }
        stands[package] = stand
        for (pile, before) in held {
            for hold in before where !covers(hold, pile) {
                holds[pile.goods, default: []].insert(here(hold, pile, isCarried: hold.isCarried))
            }
        }
    }

    /// Whether a package would be in two places, or its goods in another than itself.
    var hasTornPackage: Bool {
        var places: [String: String] = [:]
        for (pile, units) in now where units != 0 {
            guard let package = pile.package else { continue }
            if let other = places.updateValue(pile.place, forKey: package), other != pile.place { return true }
        }
        return false
    }
}

extension NaiveWarehouse {
    /// What moves when a package goes somewhere: all that is in it, as it is.
    func moves(of package: String, to place: String) -> [Move] {
        contents(of: package).map { pile, units in
            Move(
                goods: pile.goods, units: units, from: pile.place, to: place, fromPackage: pile.package,
                toPackage: pile.package)
        }.sorted {
            ($0.goods.product, $0.goods.number ?? "", $0.toPackage ?? "") < (
                $1.goods.product, $1.goods.number ?? "", $1.toPackage ?? ""
            )
        }
    }

    /// A package that stands by itself comes to another place with those in it.
    mutating func moveStand(_ package: String, to place: String) {
        for inner in tree(package) { stands[inner]?.place = place }
    }
}

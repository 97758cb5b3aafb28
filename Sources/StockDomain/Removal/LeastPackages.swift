/// The fewest packages touched (R32).
///
/// Loose goods touch no package and go first. Of up to 20 packages the fewest that hold the rest are chosen; among
/// equally few the oldest by day of coming in, then those that leave least behind in an opened package. More packages
/// than that are taken whole, largest first, and the last bit out of the smallest that holds it.
public enum LeastPackages {
    /// Up to how many packages the choice is exact.
    public static let mostExact = 20

    /// - Parameter piles: free ones of one product, in order of coming in.
    public static func picks(_ demand: Quantity, from piles: [Balance], zone: CompanyZone) -> [Pick] {
        let loose = pickInOrder(demand, from: piles.filter { $0.key.spot.package == nil })
        var rest = demand - loose.map(\.quantity).sum()
        let packages = all(in: piles, zone: zone)
        let chosen =
            packages.count <= mostExact ? fewest(of: packages, holding: rest) : largestFirst(packages, holding: rest)
        var picks = loose
        for package in chosen where rest > .zero {
            let taken = pickInOrder(rest, from: package.piles)
            rest -= taken.map(\.quantity).sum()
            picks += taken
        }
        return picks
    }

    /// The goods of the product in one package.
    struct Candidate {
        var piles: [Balance]
        var held: Quantity
        /// The day on which the oldest of it came in.
        let day: CalendarDate
        /// Place in the order of coming in.
        let rank: Int
    }

    private static func all(in piles: [Balance], zone: CompanyZone) -> [Candidate] {
        var packages: [Candidate] = []
        var indexes: [PackageID: Int] = [:]
        for pile in piles {
            guard let id = pile.key.spot.package else { continue }
            if let index = indexes[id] {
                packages[index].piles.append(pile)
                packages[index].held += pile.free
            } else {
                indexes[id] = packages.count
                let day = zone.day(of: pile.incomingAt)
                packages.append(Candidate(piles: [pile], held: pile.free, day: day, rank: packages.count))
            }
        }
        return packages
    }

    /// Largest first holds most with a given count, so it tells how many are needed; the search then finds the best
    /// of that many.
    static func fewest(of packages: [Candidate], holding demand: Quantity) -> [Candidate] {
        let bySize = packages.sorted { ($1.held, $0.rank) < ($0.held, $1.rank) }
        var held = Quantity.zero
        let needed = bySize.prefix { package in
            defer { held += package.held }
            return held < demand
        }
        if held < demand || needed.isEmpty { return bySize }
        var search = PackageSearch(packages.sorted { ($0.day, $0.rank) < ($1.day, $1.rank) }, demand, needed.count)
        return search.best().sorted { ($1.held, $0.rank) < ($0.held, $1.rank) }
    }

    private static func largestFirst(_ packages: [Candidate], holding demand: Quantity) -> [Candidate] {
        var rest = demand
        var chosen: [Candidate] = []
        var left: [Candidate] = []
        for package in packages.sorted(by: { ($1.held, $0.rank) < ($0.held, $1.rank) }) {
            if package.held <= rest {
                chosen.append(package)
                rest -= package.held
            } else {
                left.append(package)
            }
        }
        // What is left over is opened, the smallest that holds it: `left` goes from large to small.
        if rest > .zero, let opened = left.last(where: { $0.held >= rest }) { chosen.append(opened) }
        return chosen
    }
}

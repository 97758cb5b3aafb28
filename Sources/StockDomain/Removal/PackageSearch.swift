/// Looks through all choices of a given number of packages that hold enough, the oldest first.
struct PackageSearch {
    private let packages: [LeastPackages.Candidate]
    private let demand: Quantity
    private let count: Int
    /// The most that some of the packages from an index on can hold, by index and by how many of them are taken.
    private let most: [[Quantity]]
    private var chosen: [Int] = []
    private var found: (chosen: [Int], left: Quantity)?

    /// - Parameters:
    ///   - packages: by day of coming in.
    ///   - count: how many are taken; so many of them hold `demand`.
    init(_ packages: [LeastPackages.Candidate], _ demand: Quantity, _ count: Int) {
        self.packages = packages
        self.demand = demand
        self.count = count
        most = packages.indices.map { start in
            var sum = Quantity.zero
            return [.zero]
                + packages[start...].map(\.held).sorted(by: >).map { held in
                    sum += held
                    return sum
                }
        }
    }

    mutating func best() -> [LeastPackages.Candidate] {
        look(from: 0, held: .zero)
        return (found?.chosen ?? []).map { packages[$0] }
    }

    private mutating func look(from start: Int, held: Quantity) {
        let open = count - chosen.count
        if open == 0 { return consider(left: held - demand) }
        var last: (day: CalendarDate, held: Quantity)?
        for index in start..<packages.count where packages.count - index >= open {
            let package = packages[index]
            // Equal packages are one choice, and what can no longer hold enough or be older is none.
            if let last, last == (package.day, package.held) { continue }
            if held + most[index][open] < demand { return }
            chosen.append(index)
            if canBeBetter { look(from: index + 1, held: held + package.held) }
            chosen.removeLast()
            last = (package.day, package.held)
        }
    }

    /// Whether the choice begun is as old as the best one, and that one leaves something behind: choices come in the
    /// order of their days.
    private var canBeBetter: Bool {
        guard let found else { return true }
        return found.left > .zero && days(chosen) == days(found.chosen.prefix(chosen.count))
    }

    private mutating func consider(left: Quantity) {
        if left < .zero { return }
        if let found, found.left <= left { return }
        found = (chosen, left)
    }

    private func days(_ indexes: some Collection<Int>) -> [CalendarDate] { indexes.map { packages[$0].day } }
}

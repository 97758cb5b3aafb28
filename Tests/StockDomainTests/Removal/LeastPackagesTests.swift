import SeededRandom
import StockDomain
import Testing

struct LeastPackagesTests {
    /// Packages as `name held`, loose goods as `-`; the picks as `name quantity`.
    private func picks(_ demand: Quantity, _ packages: [(String, Quantity)]) -> [String] {
        let piles = packages.enumerated().map { index, package in
            LeastPackagesTests.pile(Int64(index + 1), package.0 == "-" ? nil : Int64(index + 1), package.1)
        }
        return Removal(.leastPackages).picks(demand, from: piles).map { pick in
            "\(packages[Int(pick.balance.id) - 1].0) \(pick.quantity)"
        }
    }

    private static func pile(_ id: Int64, _ package: Int64?, _ held: Quantity, day: Int64 = 0) -> Balance {
        Balance(
            id: id,
            key: BalanceKey(
                product: ID(1), lot: LotID(1), spot: Spot(LocationID(2), package: package.map { PackageID($0) })),
            quantity: held, reserved: .zero, incomingAt: Instant(rawValue: day * 86_400_000_000), isBlocked: false)
    }

    @Test func manyPackagesAreTakenWholeAndLargestFirst() {
        // S044
        let fives = Array(repeating: ("five", Quantity(units: 5)), count: 10)
        let fifties = Array(repeating: ("fifty", Quantity(units: 50)), count: 10)
        let thousands = Array(repeating: ("thousand", Quantity(units: 1_000)), count: 2)
        let taken = picks(1_280, fives + fifties + thousands)
        #expect(
            taken
                == ["thousand 1000"] + Array(repeating: "fifty 50", count: 5) + Array(repeating: "five 5", count: 6))
        #expect(picks(1_283, fives + fifties + thousands).last == "five 3")
    }

    @Test func whenThereIsNotEnoughAllOfItIsTaken() {
        // X018
        let fives = Array(repeating: ("five", Quantity(units: 5)), count: 2)
        let tens = Array(repeating: ("ten", Quantity(units: 10)), count: 5)
        let all = picks(90, [("-", 2)] + fives + tens)
        #expect(all == ["- 2"] + Array(repeating: "ten 10", count: 5) + ["five 5", "five 5"])
    }

    @Test func onePackageThatHoldsEnoughIsOpenedTheOneThatLeavesLeast() {
        // X019
        let flour = [("full", Quantity(units: 100)), ("opened", 54), ("full", 100)]
        #expect(picks(14, flour) == ["opened 14"])
        #expect(picks(80, flour) == ["full 80"])
    }

    @Test func looseGoodsTouchNoPackage() {
        #expect(picks(12, [("ten", 10), ("-", 3), ("five", 5)]) == ["- 3", "ten 9"])
        #expect(picks(3, [("ten", 10), ("-", 3)]) == ["- 3"])
    }

    @Test func amongEquallyFewTheOldestAreTaken() {
        let piles = [
            LeastPackagesTests.pile(1, 1, 10, day: 3), LeastPackagesTests.pile(2, 2, 10, day: 1),
            LeastPackagesTests.pile(3, 3, 10, day: 2),
        ]
        let picks = Removal(.leastPackages).picks(15, from: piles)
        #expect(Set(picks.map(\.balance.id)) == [2, 3])
    }

    @Test(arguments: UInt64(1)...60)
    func noOtherChoiceTouchesFewerPackages(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let count = Int(random.next() % 9 + 1)
        var piles = (1...Int64(count)).map { id in
            LeastPackagesTests.pile(
                id, id, Quantity(units: Int64(random.next() % 12 + 1)), day: Int64(random.next() % 3))
        }
        piles.append(LeastPackagesTests.pile(99, nil, Quantity(units: Int64(random.next() % 4))))
        let demand = Quantity(units: Int64(random.next() % 60 + 1))
        let picks = Removal(.leastPackages).picks(demand, from: piles)
        let touched = Set(picks.compactMap(\.balance.key.spot.package)).count
        #expect(picks.map(\.quantity).sum() == min(demand, piles.map(\.free).sum()), "seed \(seed)")
        #expect(touched == fewest(for: demand, of: piles) ?? count, "seed \(seed)")
    }

    /// The count of the smallest set of packages that holds the demand beside the loose goods; nil when none does.
    private func fewest(for demand: Quantity, of piles: [Balance]) -> Int? {
        let packages = piles.filter { $0.key.spot.package != nil }.map(\.free)
        let loose = piles.filter { $0.key.spot.package == nil }.map(\.free).sum()
        return (0..<(1 << packages.count)).compactMap { set in
            let chosen = packages.indices.filter { set & (1 << $0) != 0 }
            return chosen.map { packages[$0] }.sum() + loose >= demand ? chosen.count : nil
        }.min()
    }

    @Test func twentyPackagesAreSearchedInABlink() {
        let piles = (1...20).map { LeastPackagesTests.pile($0, $0, Quantity(units: 100 + $0 * 7 % 13)) }
        let start = ContinuousClock.now
        let picks = Removal(.leastPackages).picks(1_050, from: piles)
        #expect(picks.map(\.quantity).sum() == 1_050)
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}

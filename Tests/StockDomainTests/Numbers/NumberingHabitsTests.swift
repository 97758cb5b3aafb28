import SeededRandom
import StockDomain
import Testing

/// Ways in which companies number their goods; none may be flooded with alarms (R16).
struct NumberingHabitsTests {
    /// The number of a delivery: its count from 1 and the days since the first one.
    typealias Habit = @Sendable (_ count: Int, _ day: Int, _ random: inout SeededRandom) -> String

    static func padded(_ value: Int, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - String(value).count)) + String(value)
    }

    static func date(_ day: Int) -> CalendarDate { CalendarDate(daysSince1970: 20_400 + day) }

    static func digits(_ day: Int) -> String { date(day).description.filter { $0 != "-" } }

    static let habits: [(name: String, number: Habit)] = [
        ("a year and a counter, L24-0331", { count, day, _ in "L\(24 + day / 365)-\(padded(300 + count * 7, 4))" }),
        (
            "the day and a letter, 20261124A",
            { count, day, random in digits(day) + ["A", "B", "C"].randomElement(using: &random)! }
        ),
        ("a short counter, 001 to 120", { count, _, _ in padded(count, 3) }),
        (
            "a counter of six digits for everything",
            { count, day, random in String(104_000 + day * 37 + Int.random(in: 0..<30, using: &random)) }
        ),
        (
            "the day of the year, 6328-2",
            { count, day, random in
                "\(day / 365 + 6)\(padded(day % 365 + 1, 3))-\(Int.random(in: 1...4, using: &random))"
            }
        ),
        (
            "hexadecimal at random",
            { _, _, random in String(UInt32.random(in: 0x1000_0000 ... .max, using: &random), radix: 16).uppercased() }
        ),
        ("eight digits at random", { _, _, random in String(Int.random(in: 10_000_000...99_999_999, using: &random)) }),
        (
            "base 32 in two groups",
            { _, _, random in
                (0..<2).map { _ in
                    String(
                        (0..<4).map { _ in Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789").randomElement(using: &random)! })
                }.joined(separator: "-")
            }
        ),
        (
            "best before in words, DEC26 07",
            { count, day, random in
                ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"][(day / 30) % 12]
                    + "\(26 + day / 360) \(padded(Int.random(in: 1...31, using: &random), 2))"
            }
        ),
        (
            "a letter for the month, 6K0412",
            { _, day, random in
                "\(6 + day / 360)\(["A", "B", "C", "D", "E", "F", "G", "H", "J", "K", "L", "M"][(day / 30) % 12])\(padded(Int.random(in: 1...9_999, using: &random), 4))"
            }
        ),
        (
            "plant, line and shift, P2/L4/S3 1107",
            { count, day, random in
                "P\(Int.random(in: 1...3, using: &random))/L\(Int.random(in: 1...6, using: &random))/S\(Int.random(in: 1...3, using: &random)) \(digits(day).suffix(4))"
            }
        ),
        ("one word and a counter, lot 17", { count, _, _ in "lot \(count)" }),
    ]

    @Test(arguments: habits.indices) func ordinaryNumberingRaisesFewAlarms(index: Int) {
        let seed = UInt64(2_600 + index)
        var random = SeededRandom(seed: seed)
        var incoming = IncomingNumbers()
        var existing: Set<LotNumber> = []
        var flagged: [String] = []
        var (total, day) = (0, 0)
        while total < 2_000 {
            // Three products of one supplier, a delivery of one every one to four days.
            day += Int.random(in: 1...4, using: &random)
            let product = ProductID(Int64.random(in: 1...3, using: &random))
            let number = LotNumber(stored: Self.habits[index].number(total + 1, day, &random))
            let quantity = Quantity(units: Int64.random(in: 1...60, using: &random) * 6)
            let line = IncomingNumbers.Line(
                product: product,
                candidate: DoubtfulNumbers.Candidate(
                    number: number, product: "P\(product.rawValue)", unit: "pcs", quantities: [quantity],
                    isKnown: !existing.insert(LotNumber(stored: "\(product.rawValue) \(number)")).inserted))
            let doubts = incoming.judge([line], from: PartnerID(1), on: Self.date(day)) { number, product in
                existing.contains(LotNumber(stored: "\(product.rawValue) \(number)"))
            }
            flagged += doubts[0].map { "\($0.code): \($0.detail)" }
            total += 1
        }
        let share = Double(flagged.count) / Double(total) * 100
        #expect(
            share <= 0.5,
            "\(Self.habits[index].name), seed \(seed): \(share) %\n\(flagged.prefix(8).joined(separator: "\n"))")
    }
}

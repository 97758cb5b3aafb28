import StockDomain

/// A maker of food who also trades: files of a million movements each, the same ones on every run.
///
/// Most rows are receipts of lots and their deliveries. Among them stand families: a lot of raw material goes through
/// three levels of production into a hundred lots of finished goods and from there to a thousand deliveries, spread
/// over the whole file.
struct GrowingTrade {
    static let raw = "RAW"
    /// The raw material that is asked for; it is in the first file.
    static let rawLot = "R1-0"
    static let deliveries = 1_000

    private static let familiesPerFile = 100
    private static let rowsPerFile = 1_000_000
    /// With the families that a file ends with.
    private static let mostRowsPerFile = 1_100_000
    private static let goods = 200
    private static let customers = 2_000
    private static let deliveriesPerLot = 20
    private static let secondsBetweenRows = 10
    private static let header = "at,kind,document,partner,sku,lot,quantity,step\n"

    var masterData: [(kind: String, text: String)] {
        let skus = [Self.raw, "PACK", "A", "B", "FINISHED"] + (0..<Self.goods).map { "GOOD-\($0)" }
        let products = skus.map { "\($0),\($0),lot\n" }.joined()
        let customers = (0..<Self.customers).map { "C\($0),Customer \($0),customer,c\($0)@example.com\n" }.joined()
        return [
            ("products", "sku,name,tracking\n" + products),
            ("partners", "code,name,kind,email\nS1,Supplier,supplier,s1@example.com\n" + customers),
        ]
    }

    /// One file, by its number from 1.
    func million(_ number: Int) -> String {
        var families = (0..<Self.familiesPerFile).flatMap { family(number, $0) }
        families.sort { $0.position < $1.position }
        var text = Self.header
        text.reserveCapacity(Self.rowsPerFile * 70)
        var next = 0
        var rows = 0
        var lot = 0
        func write(_ event: [Row]) {
            // What is one event happens in one moment.
            for row in event { text += row.text(at: (number - 1) * Self.mostRowsPerFile + rows) }
            rows += event.count
        }
        while rows < Self.rowsPerFile {
            while next < families.count, families[next].position * Double(Self.rowsPerFile) <= Double(rows) {
                write(families[next].rows)
                next += 1
            }
            for row in trade(number, lot) { write([row]) }
            lot += 1
        }
        while next < families.count {
            write(families[next].rows)
            next += 1
        }
        return text
    }

    /// A lot that is received and sold.
    private func trade(_ file: Int, _ lot: Int) -> [Row] {
        let (sku, number) = ("GOOD-\(lot % Self.goods)", "G\(file)-\(lot)")
        let received = Row("receipt", "RG\(file)-\(lot)", "S1", sku, number, Self.deliveriesPerLot)
        return [received]
            + (0..<Self.deliveriesPerLot).map { index in
                Row(
                    "delivery", "DG\(file)-\(lot)-\(index)", customer(lot * 31 + index * 7), sku, number, 1)
            }
    }

    private func family(_ file: Int, _ family: Int) -> [(position: Double, rows: [Row])] {
        let name = "\(file)-\(family)"
        let start = Double(family) / Double(Self.familiesPerFile) * 0.2
        var events: [(Double, [Row])] = [
            (
                start,
                [
                    Row("receipt", "RR\(name)", "S1", Self.raw, "R\(name)", 1_000),
                    Row("receipt", "RP\(name)", "S1", "PACK", "P\(name)", 1_000),
                ]
            )
        ]
        for first in 0..<10 {
            let a = "A\(name)-\(first)"
            events.append((start + 0.01, step(a, [(Self.raw, "R\(name)", 100)], "A", 100)))
            for second in 0..<2 {
                let b = "B\(name)-\(first)-\(second)"
                events.append((start + 0.02, step(b, [("A", a, 50)], "B", 50)))
                for third in 0..<5 {
                    let finished = "F\(name)-\(first)-\(second)-\(third)"
                    events.append(
                        (start + 0.03, step(finished, [("B", b, 10), ("PACK", "P\(name)", 10)], "FINISHED", 10)))
                    for index in 0..<10 {
                        let place = ((first * 2 + second) * 5 + third) * 10 + index
                        let delivery = Row(
                            "delivery", "DF\(finished)-\(index)", customer(family * 13 + place), "FINISHED", finished, 1
                        )
                        events.append((start + 0.04 + Double(place % 997) / 997 * 0.75, [delivery]))
                    }
                }
            }
        }
        return events.map { (position: $0, rows: $1) }
    }

    /// One production step with one output of the document's name.
    private func step(
        _ output: String, _ inputs: [(sku: String, lot: String, quantity: Int)], _ sku: String, _ quantity: Int
    )
        -> [Row]
    {
        inputs.map { Row("consume", "M\(output)", "", $0.sku, $0.lot, $0.quantity, step: "1") }
            + [Row("produce", "M\(output)", "", sku, output, quantity, step: "1")]
    }

    private func customer(_ number: Int) -> String { "C\(number % Self.customers)" }

    private struct Row {
        private static let firstDay = 16_436
        let rest: String

        init(
            _ kind: String, _ document: String, _ partner: String, _ sku: String, _ lot: String, _ quantity: Int,
            step: String = ""
        ) {
            rest = ",\(kind),\(document),\(partner),\(sku),\(lot),\(quantity),\(step)\n"
        }

        /// With the moment of the row of this index; rows of one document share the second of ten.
        func text(at index: Int) -> String {
            let seconds = index * GrowingTrade.secondsBetweenRows
            let day = CalendarDate(daysSince1970: Row.firstDay + seconds / 86_400)
            let (hour, minute, second) = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60)
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            return "\(day)T\(two(hour)):\(two(minute)):\(two(second))Z" + rest
        }
    }
}

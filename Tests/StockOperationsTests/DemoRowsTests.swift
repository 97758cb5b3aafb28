import DemoCompany
import StockDomain
import TabularFiles
import Testing

struct DemoRowsTests {
    static let places = ["WH-Stock", "WH-Returns", "WH-Quarantine"] + DemoCompany.shops.map(\.code)

    @Test func theSameDayGivesTheSameCompany() {
        let demo = Demo.all[0]
        let again = Demo(demo.day).company
        #expect(again.movementsCSV == demo.company.movementsCSV)
        #expect(again.productsCSV == demo.company.productsCSV)
        #expect(again.partnersCSV == demo.company.partnersCSV)
        #expect(again.openDocuments == demo.company.openDocuments)
    }

    @Test(arguments: Demo.all) func twoYearsOfSeveralThousandMovementsEndBeforeTheDay(_ demo: Demo) throws {
        #expect((4_000...8_000).contains(demo.rows.count), "\(demo.rows.count) rows")
        let times = demo.rows.map(\.["at"])
        #expect(times == times.sorted())
        let end = try #require(CalendarDate(demo.day))
        let first = try #require(CalendarDate(times[0].prefix(10)))
        let last = try #require(CalendarDate(times[times.count - 1].prefix(10)))
        #expect((725...735).contains(end.daysSince1970 - first.daysSince1970))
        #expect((1...4).contains(end.daysSince1970 - last.daysSince1970))
        #expect((55...65).contains(demo.products.count))
        #expect(demo.partners.count == 20 + 150 + 1)
    }

    @Test func anotherDayGivesTheSameShape() {
        let counts = Demo.all.map { Dictionary(grouping: $0.rows, by: \.["kind"]).mapValues(\.count) }
        #expect(Set(counts[0].keys) == Set(counts[1].keys))
        for (kind, count) in counts[0] {
            let other = counts[1][kind, default: 0]
            #expect(abs(count - other) <= max(10, count / 10), "\(kind): \(count), \(other)")
        }
    }

    @Test(arguments: Demo.all) func nothingIsEverNegativeAnywhere(_ demo: Demo) throws {
        var balances: [String: Quantity] = [:]
        for row in demo.rows {
            let quantity = try #require(Quantity(row["quantity"]))
            #expect(quantity > .zero)
            for (place, change) in [(row["from_location"], -quantity), (row["to_location"], quantity)]
            where !place.isEmpty {
                #expect(DemoRowsTests.places.contains(place))
                let key = "\(row["sku"]) \(row["lot"]) \(place)"
                balances[key, default: .zero] += change
                #expect(balances[key, default: .zero] >= .zero, "\(key) at \(row["at"])")
            }
        }
    }

    @Test(arguments: Demo.all) func theFaultyBatchHasTheFiguresOfTheDrawing(_ demo: Demo) {
        let batch = demo.rows.filter { $0["lot"] == demo.company.suggestedNumber }
        #expect(Set(batch.map(\.["sku"])) == ["PNB-350"])
        func sum(_ kind: String) -> Quantity { units(batch.filter { $0["kind"] == kind }) }
        #expect(sum("produce") == 400)
        #expect(sum("delivery") == 30)
        #expect(sum("consume") == 350)
        #expect(sum("write_off") == 8)
        #expect(batch.allSatisfy { ["produce", "delivery", "consume", "write_off"].contains($0["kind"]) })
        #expect(Set(batch.filter { $0["kind"] == "delivery" }.map(\.["partner"])).count == 6)
        let jobs = Set(batch.filter { $0["kind"] == "consume" }.map(\.["document"]))
        let made = demo.rows.filter { $0["kind"] == "produce" && jobs.contains($0["document"]) }
        #expect(Set(made.map(\.["sku"])) == ["SAT-250", "BOX-BREAK"])
        for lot in made {
            let sales = demo.rows.filter {
                $0["kind"] == "delivery" && $0["sku"] == lot["sku"] && $0["lot"] == lot["lot"]
            }
            #expect(Set(sales.map(\.["partner"])).count >= 2)
            #expect(sales.allSatisfy { $0["partner"] != "WALKIN" })
        }
    }

    @Test(arguments: Demo.all) func theOpenDocumentsCanBeDone(_ demo: Demo) {
        for document in demo.company.openDocuments {
            guard let from = document.from else { continue }
            for line in document.lines {
                let own = demo.rows.filter { $0["sku"] == line.sku }
                let onHand =
                    units(own.filter { $0["to_location"] == from })
                    - units(own.filter { $0["from_location"] == from })
                #expect(onHand >= line.quantity, "\(line.sku): \(onHand)")
            }
        }
        #expect(demo.company.openDocuments.contains { $0.isReserved && $0.lines.contains { $0.sku == "PNB-350" } })
    }

    @Test(arguments: Demo.all) func customersSendBackOnlyWhatTheyHave(_ demo: Demo) throws {
        var held: [String: Quantity] = [:]
        for row in demo.rows {
            let key = "\(row["partner"]) \(row["sku"]) \(row["lot"])"
            let quantity = try #require(Quantity(row["quantity"]))
            if row["kind"] == "delivery" { held[key, default: .zero] += quantity }
            if row["kind"] == "customer_return" { held[key, default: .zero] -= quantity }
            #expect(held[key, default: .zero] >= .zero, "\(key)")
        }
    }

    @Test(arguments: Demo.all) func everyNumberComesIntoTheHouseOnce(_ demo: Demo) {
        let tracking = Dictionary(
            demo.products.map { ($0["sku"], $0["tracking"]) }, uniquingKeysWith: { first, _ in first })
        var seen: Set<String> = []
        for row in demo.rows {
            #expect(row["lot"].isEmpty == (tracking[row["sku"]] == "none"))
            if tracking[row["sku"]] == "serial" { #expect(row["quantity"] == "1") }
            guard ["receipt", "produce"].contains(row["kind"]), !row["lot"].isEmpty else { continue }
            let isNew = seen.insert("\(row["sku"]) \(NameText.likeness(of: row["lot"]))").inserted
            #expect(isNew, "\(row["sku"]) \(row["lot"])")
        }
    }

    @Test(arguments: Demo.all) func theOldestLeavesFirst(_ demo: Demo) throws {
        var arrivals: [String: Int] = [:]
        var onHand: [String: [Int: Quantity]] = [:]
        for row in demo.rows where !row["lot"].isEmpty {
            let number = "\(row["sku"]) \(row["lot"])"
            let arrival = arrivals[number, default: arrivals.count]
            arrivals[number] = arrival
            let quantity = try #require(Quantity(row["quantity"]))
            if !row["from_location"].isEmpty {
                let shelf = "\(row["sku"]) \(row["from_location"])"
                if ["delivery", "consume"].contains(row["kind"]) {
                    #expect(onHand[shelf]?.keys.min() == arrival, "\(number) at \(row["at"])")
                }
                let rest = onHand[shelf, default: [:]][arrival, default: .zero] - quantity
                onHand[shelf]?[arrival] = rest == .zero ? nil : rest
            }
            if !row["to_location"].isEmpty {
                onHand["\(row["sku"]) \(row["to_location"])", default: [:]][arrival, default: .zero] += quantity
            }
        }
    }

    @Test(arguments: Demo.all) func partnersAndProductsOfTheHistoryAreInTheirFiles(_ demo: Demo) {
        let partners = Set(demo.partners.map(\.["code"]))
        let names = Set(demo.partners.map(\.["name"]))
        let products = Set(demo.products.map(\.["sku"]))
        #expect(names.count == partners.count)
        #expect(Set(demo.rows.map(\.["sku"])) == products)
        #expect(Set(demo.rows.map(\.["partner"])).subtracting([""]).isSubset(of: partners))
        for document in demo.company.openDocuments {
            if let partner = document.partner { #expect(partners.contains(partner)) }
            #expect(document.lines.allSatisfy { products.contains($0.sku) })
        }
    }

    @Test(arguments: Demo.all) func aDocumentIsOfOneKindAndPartner(_ demo: Demo) {
        let documents = Dictionary(grouping: demo.rows, by: \.["document"])
        for (number, rows) in documents {
            let kinds = Set(rows.map(\.["kind"]))
            #expect(kinds.count == 1 || kinds == ["consume", "produce"], "\(number)")
            #expect(Set(rows.map(\.["partner"])).count == 1, "\(number)")
        }
    }
}

/// The company of one day, its files read.
struct Demo: CustomTestStringConvertible {
    let day: String
    let company: DemoCompany
    let rows: [Record]
    let products: [Record]
    let partners: [Record]

    var testDescription: String { day }

    /// Made once: each takes a second in a debug build.
    static let all = [Demo("2026-11-24"), Demo("2025-03-01")]

    init(_ day: String) {
        self.day = day
        company = DemoCompany(endingOn: CalendarDate(day) ?? CalendarDate(daysSince1970: 0))
        rows = Record.all(in: company.movementsCSV)
        products = Record.all(in: company.productsCSV)
        partners = Record.all(in: company.partnersCSV)
    }

    /// A row of a file by the names of its columns.
    struct Record {
        let fields: [String: String]

        subscript(column: String) -> String { fields[column, default: ""] }

        /// The rows of a file; none of one that cannot be read.
        static func all(in text: String) -> [Record] {
            guard let reader = try? CSVReader(MemoryBytes(text)) else { return [] }
            var records: [Record] = []
            while let row = try? reader.next() {
                let fields = reader.columns.enumerated().map { ($1, row.text($0)) }
                records.append(Record(fields: Dictionary(uniqueKeysWithValues: fields)))
            }
            return records
        }
    }
}

private func units(_ rows: [Demo.Record]) -> Quantity { rows.compactMap { Quantity($0["quantity"]) }.sum() }

import StockDomain

/// How a supplier numbers what he makes.
enum NumberPattern {
    /// `L230511A`: a letter, the day, and a letter for the batch of the day.
    case dayAndLetter(String)
    /// `8952/007`: the supplier's house number and a count per product, so that products share numbers.
    case houseAndCount(Int)
    /// `MHD 05-27`: no more than the month of expiry; we give a number of our own.
    case bestBeforeMonth
    /// `26W18-04`: the week, and a count.
    case week
    /// `KX004512`: a count through all products and years.
    case running(String, from: Int)
}

/// A number as it comes into the house.
struct ArrivingNumber {
    let number: String
    /// The supplier's, where we gave our own.
    var supplierNumber: String?
}

/// Gives out numbers, each of them once.
struct Numbering {
    private var counters: [String: Int] = [:]

    private mutating func next(_ counter: String, from first: Int = 1) -> Int {
        let value = counters[counter, default: first]
        counters[counter] = value + 1
        return value
    }

    /// The next document of its kind, such as `PO-1001`.
    mutating func document(_ prefix: String) -> String { "\(prefix)-\(next(prefix, from: 1001))" }

    mutating func lot(
        _ pattern: NumberPattern, of product: DemoProduct, supplier: String, on day: CalendarDate,
        expires: CalendarDate?
    ) -> ArrivingNumber {
        switch pattern {
        case .dayAndLetter(let letter):
            let batch = next("\(supplier) \(day)", from: 0)
            return ArrivingNumber(number: letter + day.sixDigits + String("ABCDEFGHJK".dropFirst(batch).prefix(1)))
        case .houseAndCount(let house):
            return ArrivingNumber(number: "\(house)/\(padded(next("\(supplier) \(product.sku)"), 3))")
        case .bestBeforeMonth:
            let month = expires ?? day.adding(days: 720)
            return ArrivingNumber(
                number: "WE\(day.sixDigits)-\(padded(next("WE \(day)"), 2))",
                supplierNumber: "MHD \(padded(month.parts.month, 2))-\(padded(month.parts.year % 100, 2))")
        case .week:
            let count = padded(next("\(supplier) \(day.yearAndWeek)"), 2)
            return ArrivingNumber(number: "\(day.yearAndWeek)-\(count)")
        case .running(let prefix, let first):
            return ArrivingNumber(number: prefix + padded(next(prefix, from: first), 6))
        }
    }

    /// A lot that the company made: product and day, with a letter from the second batch of a day on.
    mutating func ownLot(of product: DemoProduct, on day: CalendarDate) -> String {
        let batch = next("\(product.sku) \(day)", from: 0)
        let letter = batch == 0 ? "" : String("BCDEFGHJK".dropFirst(batch - 1).prefix(1))
        return "\(product.sku.prefix(3))\(day.sixDigits)\(letter)"
    }

    /// A run of serial numbers, each one more than that before it.
    mutating func serials(of product: DemoProduct, count: Int, skipping gap: Int) -> [String] {
        let prefix = product.sku.filter { $0 != "-" }.prefix(4)
        for _ in 0..<gap { _ = next(product.sku, from: 10_400) }
        return (0..<count).map { _ in "\(prefix)-\(padded(next(product.sku, from: 10_400), 6))" }
    }

    /// The lot that a run of serials belongs to.
    mutating func batch(of product: DemoProduct) -> String {
        "\(product.sku.filter { $0 != "-" }.prefix(4))-B\(padded(next("batch \(product.sku)", from: 17), 3))"
    }
}

extension CalendarDate {
    /// `230511`.
    var sixDigits: String { padded(parts.year % 100, 2) + padded(parts.month, 2) + padded(parts.day, 2) }

    /// `26W18`, weeks counted from the first of January.
    fileprivate var yearAndWeek: String {
        let newYear = CalendarDate(year: parts.year, month: 1, day: 1) ?? self
        return "\(padded(parts.year % 100, 2))W\(padded((daysSince1970 - newYear.daysSince1970) / 7 + 1, 2))"
    }
}

func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}

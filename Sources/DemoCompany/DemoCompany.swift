import StockDomain
import TabularFiles

/// A small maker and distributor of food, cosmetics and electronics with two years behind it, as files to import.
///
/// The same for the same day on every machine; for another day the same history with other dates.
public struct DemoCompany: Sendable {
    /// Columns `sku,name,tracking,unit,expiration,shelf_life_days,category,decimals,barcode,warranty_months,cost`.
    public let productsCSV: String
    /// Columns `code,name,kind,anonymous,email,phone,address,country`.
    public let partnersCSV: String
    /// The whole history in the order of time, with all optional columns; times are the company's.
    public let movementsCSV: String
    /// The number of a lot worth asking about: of its 400 units 30 are with six customers.
    public let suggestedNumber: String
    /// The lot whose recall is told after the history.
    let recalled: RecalledGoods
    /// Documents to enter after the history.
    public let openDocuments: [OpenDocument]

    /// Places that the history uses beside those every company has; usage `internal`, no parent.
    public static let shops: [Location] = History.shops.map {
        Location(code: $0.code, name: $0.name, usage: .internal)
    }

    /// - Parameters:
    ///   - day: the visitor's today; the history ends with the working day before it.
    public init(endingOn day: CalendarDate) {
        let history = History(endingOn: day)
        let products = history.products + [RecalledBatch.product]
        productsCSV = CSVWriter.text([DemoProduct.header] + products.enumerated().map { $1.fields(index: $0) })
        partnersCSV = CSVWriter.text([DemoPartner.header] + DemoPartners.rows)
        movementsCSV = CSVWriter.text([DemoRow.header] + history.rows.map(\.fields))
        suggestedNumber = history.faultyNumber
        recalled = history.recalled
        openDocuments = OpenDocument.onTheDesk(on: day)
    }
}

extension DemoPartner {
    static let header = ["code", "name", "kind", "anonymous", "email", "phone", "address", "country"]

    var fields: [String] { [code, name, kind.rawValue, "no", email, phone, address, country] }
}

extension DemoPartners {
    fileprivate static var rows: [[String]] {
        let counter = [walkIn, "Counter sales", "customer", "yes", "", "", "", "United Kingdom"]
        return (suppliers.map(\.partner) + customers).map(\.fields) + [counter]
    }
}

import Foundation
import StockDomain
import TabularFiles

/// What differs from row to row within a posting.
extension MovementReader {
    /// The goods of a row, nil after a fault.
    ///
    /// - Parameter kind: what the row tells, which decides whether it names a number (R5); nil when it is wrong.
    func goods(_ row: CSVRow, _ kind: HistoryKind?) -> Int32? {
        let sku = row.text(columns.sku)
        guard let product = builder.product(sku: sku) else {
            fault(row, "unknown_sku", "There is no product “\(sku)”.")
            return nil
        }
        let number = row.optional(columns.lot)
        if number.isEmpty { return plainGoods(of: product, sku, kind, row) }
        guard let numberKind = numberKind(of: product, row) else { return nil }
        if let kind, !isOwnExport, builder.history.products[Int(product)].isPlain(on: kind) {
            fault(
                row, "not_for_delivery_only",
                "“\(sku)” gets its numbers at delivery only, so a \(kind.rawValue) moves plain quantity: leave "
                    + "“\(number)” out.")
            return nil
        }
        return goods(of: product, numberKind, number, row)
    }

    private func plainGoods(of product: Int32, _ sku: String, _ kind: HistoryKind?, _ row: CSVRow) -> Int32? {
        let item = builder.history.products[Int(product)]
        let isPlain = item.tracking == .none || kind.map(item.isPlain) ?? false || kind == .numbering
        // An export may tell of a time before the product was tracked.
        if isPlain || isOwnExport {
            return builder.goods(of: product, line: row.line)
        }
        fault(row, "number_required", "“\(sku)” is tracked, so the row must name its lot or serial number.")
        return nil
    }

    private func goods(of product: Int32, _ kind: LotKind, _ number: String, _ row: CSVRow) -> Int32? {
        do {
            return try builder.goods(of: product, kind, number: number, line: row.line)
        } catch {
            fault(row, "invalid_value", error.detail)
            return nil
        }
    }

    func numberKind(of product: Int32, _ row: CSVRow) -> LotKind? {
        if !catalogue.settings.lotsAndSerials {
            fault(row, "tracking_switched_off", "The row names a number, but lots & serial numbers are switched off.")
            return nil
        }
        let item = builder.history.products[Int(product)]
        let told = row.optional(columns.numberKind)
        if !told.isEmpty, LotKind(rawValue: told) == nil {
            fault(row, "invalid_value", "“\(told)” is neither lot nor serial.")
            return nil
        }
        guard let kind = LotKind(rawValue: told) ?? item.tracking.numberKind else {
            fault(row, "product_not_tracked", "“\(item.sku)” is not tracked, so no number belongs to it.")
            return nil
        }
        return kind
    }

    func quantity(_ row: CSVRow, of goods: Int32) -> Quantity? {
        let bytes = row.bytes(columns.quantity)
        guard let quantity = Quantity(wholeDigits: bytes) ?? Quantity(row.text(columns.quantity)), quantity > .zero
        else {
            fault(row, "invalid_value", "“\(row.text(columns.quantity))” is no quantity greater than zero.")
            return nil
        }
        if quantity != .one, builder.history.goods[Int(goods)].kind == .serial {
            fault(row, "serial_quantity_must_be_one", "A serial number is one unit, not \(quantity).")
            return nil
        }
        let decimals = builder.history.item(of: goods).decimals
        // Divided over steps, pieces are no longer whole: what an export tells of them is as it was (R23).
        let isExported = !row.optional(columns.posting).isEmpty
        if !isExported, quantity.hasMoreDecimals(than: decimals) {
            fault(row, "too_many_decimals", "\(quantity) has more than the \(decimals) decimals of the product.")
            return nil
        }
        return quantity
    }

    func readDates(_ row: CSVRow, _ goods: Int32) {
        guard columns.expiresOn >= 0, !row.isEmpty(columns.expiresOn) else { return }
        let text = row.text(columns.expiresOn)
        guard let day = CalendarDate(text) else {
            return fault(row, "invalid_value", "“\(text)” is no day such as 2027-05-31.")
        }
        if !builder.setExpiry(day, of: goods) {
            fault(row, "expiry_disagrees", "An earlier row says that this number expires on another day than \(day).")
        }
    }

    /// The lot to which a serial belongs (R12).
    func readBatch(_ row: CSVRow, _ goods: Int32) {
        let number = row.optional(columns.batch)
        if number.isEmpty { return }
        guard builder.history.goods[Int(goods)].kind == .serial else {
            return fault(row, "invalid_value", "Only a serial number belongs to a batch.")
        }
        let product = builder.history.goods[Int(goods)].product
        guard let batch = self.goods(of: product, .lot, number, row) else { return }
        if !builder.setBatch(batch, of: goods) {
            fault(
                row, "batch_disagrees", "An earlier row says that this serial belongs to another batch than \(number).")
        }
    }

    /// Free facts of a number, in JSON as an export writes them (R55).
    func readAttributes(_ row: CSVRow, _ goods: Int32) {
        let text = row.optional(columns.lotAttributes)
        if text.isEmpty { return }
        guard builder.history.goods[Int(goods)].kind != nil, !text.contains("\\u0000"),
            let attributes = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        else { return fault(row, "invalid_value", "“\(text)” is no object of facts about a number.") }
        builder.setAttributes(attributes, of: goods)
    }

    /// What an export says of a number that stands for one nobody knows, was sold before tracking, and so on (R20a).
    func readMarks(_ row: CSVRow, _ goods: Int32) {
        let text = row.optional(columns.lotMarks)
        if text.isEmpty { return }
        guard builder.history.goods[Int(goods)].kind != nil,
            let marks = Lot.Marks(names: text.split(separator: " ").map(String.init))
        else { return fault(row, "invalid_value", "“\(text)” are no marks of a number.") }
        builder.setMarks(marks, of: goods)
    }

    /// Only a row of its own tells that goods were called otherwise.
    func refuseNewNumber(_ row: CSVRow) {
        if columns.toLot < 0 || row.isEmpty(columns.toLot) { return }
        fault(row, "invalid_value", "The goods keep their number, so to_lot must be empty.")
    }

    func entered(_ row: CSVRow, _ goods: Int32) -> Entered? {
        let text = row.optional(columns.entered)
        if text.isEmpty { return isOwnExport || builder.history.goods[Int(goods)].kind == nil ? nil : .imported }
        if let entered = Entered(rawValue: text) { return entered }
        fault(row, "invalid_value", "“\(text)” is no way in which a number is entered.")
        return nil
    }
}

// MARK: - Places

extension MovementReader {
    /// Where the goods of a row go from and to; nil after a fault.
    func spots(_ row: CSVRow, _ kind: HistoryKind) -> (from: Int32, to: Int32)? {
        guard let from = place(row, columns.fromLocation, kind.usualOrigin),
            let to = place(row, columns.toLocation, kind.usualDestination)
        else { return nil }
        if !isOwnExport, !kind.fits(from: from.usage, to: to.usage) {
            fault(row, "place_does_not_fit", "A \(kind.rawValue) does not go from \(from.code) to \(to.code).")
            return nil
        }
        let package = row.optional(columns.package)
        let toPackage = columns.toPackage < 0 ? package : row.optional(columns.toPackage)
        let fromSpot = spot(from, package, isNamed: columns.toPackage >= 0)
        let toSpot = spot(to, toPackage, isNamed: columns.toPackage >= 0)
        if fromSpot == toSpot {
            fault(row, "invalid_value", "The goods stay at \(from.code).")
            return nil
        }
        return (fromSpot, toSpot)
    }

    /// A package in one column belongs to the sides that are ours, one in two to the side it is named for.
    private func spot(_ place: Location, _ package: String, isNamed: Bool) -> Int32 {
        builder.spot(place, package: isNamed || place.usage.holdsStock ? package : "")
    }

    private func place(_ row: CSVRow, _ column: Int, _ usual: StandardLocation?) -> Location? {
        let code = row.optional(column)
        if code.isEmpty, usual == nil {
            fault(row, "place_required", "The row must say from_location and to_location.")
            return nil
        }
        guard let place = catalogue.places[code.isEmpty ? usual?.rawValue ?? "" : code], place.usage != .view else {
            fault(row, "unknown_place", "There is no place “\(code)” that holds goods.")
            return nil
        }
        return place
    }
}

extension Quantity {
    /// A plain whole number of at most nine digits, the usual case, without the cost of text.
    init?(wholeDigits bytes: UnsafeBufferPointer<UInt8>) {
        if bytes.isEmpty || bytes.count > 9 { return nil }
        var units: Int64 = 0
        for index in 0..<bytes.count {
            let digit = bytes[index] &- 48
            if digit > 9 { return nil }
            units = units * 10 + Int64(digit)
        }
        self.init(units: units)
    }

    func hasMoreDecimals(than decimals: Int) -> Bool {
        var step: Int64 = 1
        for _ in decimals..<6 { step *= 10 }
        return millionths % step != 0
    }
}

import StockDomain

extension RequestReader where Value == String {
    /// A SKU, code or name by which a thing is addressed.
    static var name: RequestReader { text(most: 80) }

    /// A global location number.
    static var gln: RequestReader {
        text(most: 13).checked(or: "must have 13 digits.") { text in
            text.utf8.count == 13 && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
    }
}

extension RequestReader where Value == LotNumber {
    /// A lot or serial number (R10).
    static var number: RequestReader {
        RequestReader(standIn: LotNumber(stored: "")) { value in
            guard let text = value.string() else { return nil }
            do throws(LotNumber.Fault) {
                return try LotNumber(text)
            } catch {
                value.faults.invalid(value.pointer, error.detail)
                return nil
            }
        }
    }
}

extension RequestReader where Value == LotID {
    /// The `id` of a lot.
    static var lotID: RequestReader {
        RequestReader<Int64>.id.converted(standIn: LotID(1), or: "must be the id of a lot.") { LotID($0) }
    }
}

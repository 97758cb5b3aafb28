import SQLCore
import StockDomain

/// Which names of a file are taken.
extension Store {
    public func existingSKUs(_ skus: [String]) throws -> Set<String> {
        Set(try chunked(skus) { try tx.rows("SELECT sku FROM product WHERE sku IN \(list: $0)").map { $0[0] } })
    }

    public func existingBarcodes(_ barcodes: [String]) throws -> Set<String> {
        Set(
            try chunked(barcodes) {
                try tx.rows("SELECT barcode FROM product_barcode WHERE barcode IN \(list: $0)").map { $0[0] }
            })
    }

    public func existingPartnerCodes(_ codes: [String]) throws -> Set<String> {
        Set(try chunked(codes) { try tx.rows("SELECT code FROM partner WHERE code IN \(list: $0)").map { $0[0] } })
    }
}

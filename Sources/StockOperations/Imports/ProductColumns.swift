import Foundation
import StockDomain

/// What a file of products may say beside the columns that every one has.
extension MasterDataColumn<Product> {
    static var ofProducts: [MasterDataColumn<Product>] {
        levels + days + handling + numbering + others
    }

    private static var levels: [MasterDataColumn<Product>] {
        [
            .word("capture", \.capture, usual: .everyMove, .lots),
            .text("level_reason", \.handling.levelReason, .lots),
        ]
    }

    private static var days: [MasterDataColumn<Product>] {
        let range = 0...36_500
        return [
            .word("expiration_kind", \.expiration.kind, usual: Expiration().kind, .dates),
            .number("best_before_days", \.expiration.bestBeforeDays, range, .dates),
            .number("removal_days", \.expiration.removalDays, range, .dates),
            .number("alert_days", \.expiration.alertDays, range, .dates),
            .flag("expiration_required", \.expiration.isRequired, .dates),
            .flag("output_expires_with_inputs", \.handling.outputExpiresWithInputs, .lots),
        ]
    }

    private static var handling: [MasterDataColumn<Product>] {
        [
            removalStrategy, .number("receipt_tolerance_percent", \.handling.receiptTolerancePercent, 0...1_000),
            .number("consumption_tolerance_percent", \.handling.consumptionTolerancePercent, 0...1_000),
            .number("range_tolerance_days", \.handling.rangeToleranceDays, 0...3_650, .lots),
            .flag("quarantine_at_receipt", \.handling.isQuarantinedAtReceipt, .lots),
            .flag("returns_released", \.handling.returnsAreReleased),
            .flag("packaging_material", \.handling.isPackagingMaterial),
        ]
    }

    private static var numbering: [MasterDataColumn<Product>] {
        [
            numberingPrefix, .number("numbering_padding", \.numbering.padding, 1...18, .lots),
            .flag("numbering_check", \.numbering.hasCheckCharacter, .lots),
            .flag("numbering_random", \.numbering.isRandom, .lots),
        ]
    }

    private static var others: [MasterDataColumn<Product>] {
        [
            .json("barcodes", { Array($0.barcodes.dropFirst()) }) { $0.barcodes += $1 },
            .json("packagings", { $0.packagings.map(PackagingInFile.init) }) { product, boxes in
                product.packagings = boxes.compactMap(\.packaging)
            },
            cost, .json("attributes", \.attributes) { $0.attributes = $1 }, .flag("archived", \.isArchived),
        ]
    }

    private static var removalStrategy: MasterDataColumn<Product> {
        MasterDataColumn(
            name: "removal_strategy", belongsTo: .none, text: { $0.handling.removalStrategy?.rawValue ?? "" }
        ) { row, product, faults in
            guard row.optionalText("removal_strategy") != nil else { return }
            product.handling.removalStrategy = row.word("removal_strategy", usual: .fifo, &faults)
        }
    }

    private static var cost: MasterDataColumn<Product> {
        MasterDataColumn(name: "cost", belongsTo: .none, text: { $0.cost?.description ?? "" }) { row, product, faults in
            guard let text = row.optionalText("cost") else { return }
            if let cost = Quantity(text), cost >= .zero {
                product.cost = cost
            } else {
                faults.add(
                    line: row.line, "invalid_value", "“\(text)” in cost is no amount of at most 6 decimals.")
            }
        }
    }

    private static var numberingPrefix: MasterDataColumn<Product> {
        MasterDataColumn(name: "numbering_prefix", belongsTo: .lots, text: { $0.numbering.prefix.field }) {
            row, product, faults in
            product.numbering.prefix = row.optionalText("numbering_prefix")
            guard let prefix = product.numbering.prefix else { return }
            do throws(NumberPrefix.Fault) {
                _ = try NumberPrefix(prefix)
            } catch {
                faults.add(line: row.line, "invalid_value", "“\(prefix)” is no prefix: \(error.detail)")
            }
        }
    }

    /// Lists and facts by name, in JSON; an empty field is none.
    private static func json<Value: Codable & Collection>(
        _ name: String, _ value: @escaping (Product) -> Value, _ take: @escaping (inout Product, Value) -> Void
    ) -> MasterDataColumn<Product> {
        let write = { (product: Product) -> String in
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let told = value(product)
            let data = told.isEmpty ? nil : try? encoder.encode(told)
            return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
        return MasterDataColumn(name: name, belongsTo: .none, text: write) { row, product, faults in
            guard let text = row.optionalText(name) else { return }
            // No database keeps a NUL in a text.
            let value = text.contains("\\u0000") ? nil : try? JSONDecoder().decode(Value.self, from: Data(text.utf8))
            if let value {
                take(&product, value)
            } else {
                faults.add(line: row.line, "invalid_value", "What stands in \(name) is not as an export writes it.")
            }
        }
    }
}

/// A packaging as a file of products holds it: `{"name":"box","quantity":"12","barcode":"…"}`.
private struct PackagingInFile: Codable {
    let barcode: String?
    let name: String
    let quantity: String

    init(_ packaging: Packaging) {
        barcode = packaging.barcode
        name = packaging.name
        quantity = packaging.quantity.description
    }

    var packaging: Packaging? {
        Quantity(quantity).flatMap { $0 > .zero ? Packaging(name: name, quantity: $0, barcode: barcode) : nil }
    }
}

extension Product {
    /// Whether it says something that only speaks in a company with lots (R1).
    var speaksOfLots: Bool {
        tracking != .none || capture != .everyMove || numbering != Numbering() || handling.isQuarantinedAtReceipt
            || handling.outputExpiresWithInputs || handling.rangeToleranceDays != nil || handling.levelReason != nil
    }
}

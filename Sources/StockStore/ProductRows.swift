import Foundation
import SQLCore
import StockDomain

extension Product {
    /// The columns after `id` and `sku`, in the order of `fields`.
    static let fieldNames =
        ["name", "category_id", "unit", "decimals", "tracking", "capture"] + Expiration.fieldNames
        + Numbering.fieldNames + Handling.fieldNames + ["attributes", "warranty_months", "archived", "cost"]

    static let columns = SQL(verbatim: "SELECT id, sku, \(fieldNames.joined(separator: ", ")) FROM product")

    init(row: SQLRow) {
        self.init(
            id: row[0], sku: row[1], name: row[2], categoryID: row[3], unit: row[4], decimals: row[5],
            tracking: row[6], capture: row[7], expiration: Expiration(row: row, from: 8),
            numbering: Numbering(row: row, from: 15), handling: Handling(row: row, from: 19),
            attributes: Attributes.read(row[28]), warrantyMonths: row[29], cost: row[31], isArchived: row[30])
    }

    var fields: [SQLValue] {
        [
            .text(name), categoryID.sqlValue, .text(unit), decimals.sqlValue, tracking.sqlValue, capture.sqlValue,
        ] + expiration.fields + numbering.fields + handling.fields + [
            .text(Attributes.written(attributes)), warrantyMonths.sqlValue, isArchived.sqlValue,
            cost.sqlValue,
        ]
    }
}

extension Expiration {
    static let fieldNames = [
        "expiration_enabled", "expiration_kind", "shelf_life_days", "best_before_days", "removal_days", "alert_days",
        "expiration_required",
    ]

    init(row: SQLRow, from index: Int) {
        self.init(
            isEnabled: row[index], kind: row[index + 1], shelfLifeDays: row[index + 2],
            bestBeforeDays: row[index + 3], removalDays: row[index + 4], alertDays: row[index + 5],
            isRequired: row[index + 6])
    }

    var fields: [SQLValue] {
        [
            isEnabled.sqlValue, kind.sqlValue, shelfLifeDays.sqlValue, bestBeforeDays.sqlValue, removalDays.sqlValue,
            alertDays.sqlValue, isRequired.sqlValue,
        ]
    }
}

extension Numbering {
    static let fieldNames = ["numbering_prefix", "numbering_padding", "numbering_check", "numbering_random"]

    init(row: SQLRow, from index: Int) {
        self.init(
            prefix: row[index], padding: row[index + 1], hasCheckCharacter: row[index + 2], isRandom: row[index + 3])
    }

    var fields: [SQLValue] {
        [prefix.sqlValue, padding.sqlValue, hasCheckCharacter.sqlValue, isRandom.sqlValue]
    }
}

extension Handling {
    static let fieldNames = [
        "removal_strategy", "quarantine_at_receipt", "returns_released", "receipt_tolerance_percent",
        "range_tolerance_days", "output_expires_with_inputs", "level_reason",
        "consumption_tolerance_percent", "packaging_material",
    ]

    init(row: SQLRow, from index: Int) {
        self.init(
            removalStrategy: row[index], isQuarantinedAtReceipt: row[index + 1], returnsAreReleased: row[index + 2],
            receiptTolerancePercent: row[index + 3], consumptionTolerancePercent: row[index + 7],
            rangeToleranceDays: row[index + 4],
            outputExpiresWithInputs: row[index + 5], isPackagingMaterial: row[index + 8], levelReason: row[index + 6])
    }

    var fields: [SQLValue] {
        [
            removalStrategy.sqlValue, isQuarantinedAtReceipt.sqlValue, returnsAreReleased.sqlValue,
            receiptTolerancePercent.sqlValue, rangeToleranceDays.sqlValue, outputExpiresWithInputs.sqlValue,
            levelReason.sqlValue, consumptionTolerancePercent.sqlValue, isPackagingMaterial.sqlValue,
        ]
    }
}

/// Free facts by name, kept as one small JSON object with sorted keys.
enum Attributes {
    static func written(_ attributes: [String: String]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(attributes) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }

    static func read(_ text: String) -> [String: String] {
        if text == "{}" { return [:] }
        return (try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))) ?? [:]
    }
}

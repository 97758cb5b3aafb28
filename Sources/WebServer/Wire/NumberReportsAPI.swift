import StockDomain
import StockOperations

extension NumberCheckRequest {
    init(_ body: RequestObject) {
        self.init(
            product: body.required("product", .name), partner: body.optional("partner", .name),
            quantity: body.optional("quantity", .positiveQuantity), numbers: body.optional("numbers", .numbers) ?? [],
            pastedNumbers: body.optional("numbers_text", .pastedList))
    }
}

extension [CheckedNumber] {
    /// The answer of `numbers/check`.
    func json(product: String) -> JSON {
        [
            "doubtful": JSON(count { !$0.doubts.isEmpty }), "items": JSON(map(\.json)),
            "known": JSON(count { $0.lot != nil }), "product": .string(product),
            "repeated": JSON(count { $0.duplicateOf != nil }),
        ]
    }
}

extension CheckedNumber {
    fileprivate var json: JSON {
        [
            "doubts": JSON(doubts.map(\.json)), "duplicate_of": JSON(duplicateOf),
            "known": .bool(lot != nil), "like": JSON(like?.text), "lot": JSON(lot?.rawValue),
            "number": .string(entry.number.text), "other_product": JSON(otherProduct),
            "quantity": JSON(entry.quantity),
        ]
    }
}

extension Doubt {
    fileprivate var json: JSON { ["code": .string(code.rawValue), "detail": .string(detail)] }
}

extension DoubtRow {
    /// One row of `reports/doubtful`.
    var json: JSON {
        [
            "code": .string(doubt.code.rawValue), "detail": .string(doubt.detail), "document": JSON(document),
            "entered": JSON(entered?.rawValue), "happened_at": JSON(happenedAt), "kind": .string(kind.rawValue),
            "lot": JSON(lotID?.rawValue), "number": JSON(number?.text), "partner": JSON(partner),
            "posting": JSON(postingID.rawValue), "product": .string(sku), "quantity": JSON(quantity),
            "recorded_at": JSON(recordedAt), "user": .string(user),
        ]
    }

    static let columns = [
        "recorded_at", "user", "partner", "product", "number", "quantity", "code", "detail", "entered", "kind",
        "document", "happened_at", "posting", "lot",
    ]

    /// The same as a row under `columns`.
    var fields: [String] {
        [
            recordedAt.rfc3339, user, partner ?? "", sku, number?.text ?? "", "\(quantity)", doubt.code.rawValue,
            doubt.detail, entered?.rawValue ?? "", kind.rawValue, document ?? "", happenedAt.rfc3339,
            "\(postingID.rawValue)", lotID.map { "\($0.rawValue)" } ?? "",
        ]
    }
}

extension SharedNumber {
    /// One row of `reports/shared-numbers`.
    var json: JSON {
        [
            "lots": JSON(
                lots.map { lot -> JSON in
                    [
                        "kind": .string(lot.kind.rawValue), "lot": JSON(lot.id.rawValue),
                        "product": .string(lot.sku),
                    ]
                }), "number": .string(number.text), "products": JSON(productCount),
        ]
    }

    static let columns = ["number", "products", "product", "kind", "lot"]

    /// One number on one product.
    struct Row: Sendable {
        let number: SharedNumber
        let lot: SharedLot

        var fields: [String] {
            [
                number.number.text, "\(number.productCount)", lot.sku, lot.kind.rawValue, "\(lot.id.rawValue)",
            ]
        }
    }
}

extension Page<SharedNumber> {
    /// The same with a row for each product that has a number.
    var rows: Page<SharedNumber.Row> {
        Page<SharedNumber.Row>(
            items: items.flatMap { number in number.lots.map { SharedNumber.Row(number: number, lot: $0) } },
            nextCursor: nextCursor)
    }
}

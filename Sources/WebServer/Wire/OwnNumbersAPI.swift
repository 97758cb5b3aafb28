import StockDomain
import StockOperations

extension NumberGenerationRequest {
    /// Reads `{"first", "count"}` or `{"first", "quantity", "per_lot"}`; without `first` the product's own numbering.
    init(_ body: RequestObject) {
        let first = body.optional("first", .number)
        let quantity = body.optional("quantity", .positiveQuantity)
        if quantity == nil, !body.has("per_lot") {
            self.init(first: first, amount: .count(body.required("count", .int(1...NumberRun.most))))
            return
        }
        if body.has("count") {
            _ = body.optional("count", .int(1...NumberRun.most))
            body.invalid("count", "Say a count, or a quantity and how much is in a lot, not both.")
        }
        let perLot = body.required("per_lot", .positiveQuantity)
        self.init(
            first: first,
            amount: .lots(quantity: quantity ?? body.required("quantity", .positiveQuantity), perLot: perLot))
    }
}

extension NumberOffer {
    /// Numbers as a line takes them: texts, or objects with their quantities.
    var json: JSON {
        let made =
            quantities.isEmpty
            ? numbers.map { JSON.string($0.text) }
            : zip(numbers, quantities).map { number, quantity in
                ["number": .string(number.text), "quantity": JSON(quantity)]
            }
        return ["numbers": .array(made), "skipped": .array(skipped.map { JSON.string($0.text) })]
    }
}

extension DrawnNumber {
    /// A row of the report.
    var json: JSON {
        [
            "actor": .string(actor), "drawn_at": JSON(drawnAt), "lot": .null, "number": .string(number.text),
            "product": .string(sku),
        ]
    }
}

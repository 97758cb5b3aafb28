import StockDomain

extension Why {
    /// Why a number was chosen and better-ranked ones were not (R35).
    var json: JSON {
        [
            "passed_over": JSON(passedOver.map(\.json)), "passed_over_more": JSON(passedOverMore),
            "rule": .string(rule), "text": .string(text),
        ]
    }
}

extension Why.PassedOver {
    fileprivate var json: JSON {
        ["code": .string(code), "number": JSON(number?.text), "text": .string(text)]
    }
}

extension PlannedOverride {
    /// The mark of goods that left with a reason (R35, R41).
    var json: JSON {
        ["reason": .string(reason), "rule": .string(rule), "text": .string(detail)]
    }
}

import StockDomain
import StockOperations
import WebPages

extension LevelAnswers {
    /// Reads the answers of a request: booleans by question, and units a week.
    init(_ body: RequestObject) {
        self.init(unitsPerWeek: body.optional("units_per_week", .int(0...1_000_000)))
        for question in LevelQuestion.allCases {
            self[keyPath: question.keyPath] = body.optional(question.rawValue, .bool)
        }
    }
}

extension LevelAdviceView {
    var json: JSON {
        [
            "capture": JSON(advice.capture?.rawValue),
            "costs": .object(costs.map { JSON.Member($0.choice.rawValue, $0.json) }),
            "from_movements": .bool(isFromMovements),
            "level": .string(advice.level.rawValue),
            "product": .string(product.sku),
            "reasons": JSON(
                advice.reasons.map { reason -> JSON in ["code": .string(reason.code), "text": .string(reason.text)] }),
            "recall_reach": .object(costs.map { JSON.Member($0.choice.rawValue, JSON($0.recallReach)) }),
            "tracking": .string(advice.level.tracking.rawValue),
        ]
    }
}

extension LevelCosts {
    fileprivate var json: JSON {
        [
            "estimate": .bool(true), "labels_a_day": JSON(labelsADay), "minutes_a_day": JSON(minutesADay),
            "numbers_a_day": JSON(numbersADay), "recall_reach": JSON(recallReach),
        ]
    }
}

extension TrackingReview {
    /// One item of `reports/tracking-review`.
    var json: JSON {
        let ways = Entered.allCases.filter { $0 != .inferred && (captured[$0] ?? 0) > 0 }
        return [
            "asked": JSON(timesAsked), "capture": .string(product.capture.rawValue),
            "captured": .object(ways.map { JSON.Member($0.rawValue, JSON(captured[$0] ?? 0)) }),
            "cheaper_level": JSON(cheaperLevel?.rawValue), "in_words": .string(inWords), "minutes": JSON(minutes),
            "name": .string(product.name), "never_asked": .bool(timesAsked == 0), "numbers": JSON(numbers),
            "product": .string(product.sku), "tracking": .string(product.tracking.rawValue),
        ]
    }

    static let columns = [
        "product", "name", "tracking", "capture", "numbers", "minutes", "asked", "never_asked", "cheaper_level",
    ]

    var cells: [String] {
        [
            product.sku, product.name, product.tracking.rawValue, product.capture.rawValue, "\(numbers)", "\(minutes)",
            "\(timesAsked)", timesAsked == 0 ? "yes" : "no", cheaperLevel?.rawValue ?? "",
        ]
    }
}

extension ChecklistPoint {
    var json: JSON {
        [
            "code": .string(code.rawValue), "detail": .string(detail), "done": .bool(isDone),
            "link": .string(mend.address),
            "product": JSON(product),
        ]
    }
}

import StockDomain

extension RequestReader where Value == Bool {
    /// `true` or `false`; in a form or query also `on`, which a ticked box sends.
    static var bool: RequestReader {
        RequestReader(standIn: false) { value in
            if case .bool(let truth) = value.json { return truth }
            if value.manner.isText, case .string(let text) = value.json {
                if text == "true" || text == "on" { return true }
                if text == "false" { return false }
            }
            value.wrongType("true or false")
            return nil
        }
    }
}

extension RequestReader where Value == Int {
    /// A whole number within `range`.
    static func int(_ range: ClosedRange<Int>) -> RequestReader {
        RequestReader(standIn: range.lowerBound) { value in
            guard let text = value.numberText(stringsToo: value.manner.isText, "a whole number") else { return nil }
            guard let number = Int(text) ?? Quantity(text).flatMap({ $0.isWhole ? Int($0.wholeUnits) : nil }) else {
                value.invalid("must be a whole number from \(range.lowerBound) to \(range.upperBound).")
                return nil
            }
            if range.contains(number) { return number }
            value.invalid("must lie from \(range.lowerBound) to \(range.upperBound).")
            return nil
        }
    }
}

extension RequestReader where Value == Int64 {
    /// The `id` that an answer gave for a thing; positive.
    static var id: RequestReader {
        RequestReader<Int>.int(1...Int.max).converted(standIn: 1, or: "must be an id.") { Int64($0) }
    }
}

extension RequestReader where Value == Quantity {
    /// A quantity as a number or text, of either sign, with at most 6 decimals.
    static var quantity: RequestReader {
        RequestReader(standIn: .zero) { value in
            guard let text = value.numberText(stringsToo: true, "a number") else { return nil }
            if let quantity = Quantity(text) { return quantity }
            value.invalid("must have at most 6 decimals and lie within ±\(Quantity.most.grouped).")
            return nil
        }
    }

    /// A quantity above zero.
    static var positiveQuantity: RequestReader {
        quantity.checked(or: "must be more than 0.") { $0 > .zero }
    }

    /// A quantity of zero or more.
    static var quantityFromZero: RequestReader {
        quantity.checked(or: "must not be less than 0.") { $0 >= .zero }
    }
}

extension RequestReader where Value == CalendarDate {
    /// A day such as `2027-05-31`.
    static var day: RequestReader {
        RequestReader<String>.text().converted(
            standIn: CalendarDate(daysSince1970: 0), or: "must be a day such as 2027-05-31."
        ) { CalendarDate($0) }
    }
}

extension RequestReader where Value == Instant {
    /// A moment in RFC 3339 such as `2026-11-23T07:00:00Z`.
    static var instant: RequestReader {
        RequestReader<String>.text().converted(
            standIn: Instant(rawValue: 0), or: "must be a moment such as 2026-11-23T07:00:00Z."
        ) { Instant(rfc3339: $0) }
    }
}

extension RequestValue {
    /// The digits of a number, or nil with a fault; `stringsToo` takes a number written as a text.
    fileprivate func numberText(stringsToo: Bool, _ wanted: String) -> String? {
        switch json {
        case .number(let text):
            return text
        case .string(let text) where stringsToo:
            let clean = NameText.normalised(text)
            if JSON.isNumber(clean) { return clean }
            faults.unreadable(pointer, "wrong_type", "“\(shortened(text))” is not \(wanted).")
            return nil
        default:
            wrongType(wanted)
            return nil
        }
    }
}

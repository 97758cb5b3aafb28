import StockDomain

extension RequestReader where Value == [NumberInput] {
    /// The numbers of a line: texts, objects, runs of serials as `{"from", "count"}` and `{"from", "to"}`, or
    /// `{"unknown": true}` for goods whose number nobody knows (R20a).
    static var numbers: RequestReader {
        RequestReader(standIn: []) { value in
            value.elements()?.compactMap(RequestReader<NumberInput>.number(at: "/numbers").read)
        }
    }
}

extension RequestReader where Value == NumberInput {
    /// One number, or a run of them, in the list called `list`.
    static func number(at list: String) -> RequestReader {
        RequestReader(standIn: .one(NumberEntry(number: LotNumber(stored: "")))) { element in
            let place = "\(list)/" + (element.pointer.split(separator: "/").last ?? "0")
            if case .string = element.json {
                return RequestReader<LotNumber>.number.read(element).map { number in
                    .one(NumberEntry(number: number, pointer: place))
                }
            }
            return element.object { NumberInput($0, at: place) }
        }
    }
}

extension NumberInput {
    fileprivate init(_ object: RequestObject, at place: String) {
        let isUnknown = object.optional("unknown", .bool) ?? false
        let isRun = object.has("from")
        let first: LotNumber
        if isUnknown {
            if isRun || object.has("number") {
                object.invalid("unknown", "A number that is given is not unknown: leave one of the two out.")
            }
            first = object.optional("number", .number) ?? LotNumber(stored: "")
        } else {
            first = object.required(isRun ? "from" : "number", .number)
        }
        let entry = NumberEntry(
            number: first, quantity: isRun ? nil : object.optional("quantity", .quantityFromZero),
            supplierNumber: object.optional("supplier_number", .name),
            productionDate: object.optional("production_date", .day), expiresOn: object.optional("expires_on", .day),
            batch: object.optional("lot", .number), entered: object.optional("entered", .entered) ?? .typed,
            isUnknown: isUnknown, pointer: place)
        guard isRun, !isUnknown else {
            self = .one(entry)
            return
        }
        if object.has("to") {
            self = .span(first: first, last: object.required("to", .number), entry: entry)
        } else {
            let count = object.required("count", .int(1...NumberRun.most))
            self = .run(first: first, count: count, entry: entry)
        }
    }
}

extension RequestReader where Value == Entered {
    /// How a number came in, as far as a client can know: imports and what we infer ourselves say so themselves (R16).
    static var entered: RequestReader {
        RequestReader<String>.text().converted(
            standIn: .typed, or: "must be one of scanned, typed, pasted, generated."
        ) { text in
            Entered(rawValue: text).flatMap { $0 == .imported || $0 == .inferred ? nil : $0 }
        }
    }
}

import StockDomain
import StockOperations

extension TrackingChangeView {
    /// A guided change as the API gives it, with its preview (R7).
    var json: JSON {
        [
            "applied_at": JSON(change.appliedAt), "created_at": JSON(change.createdAt),
            "difference_reason": JSON(change.differenceReason), "from": change.from.json,
            "id": JSON(change.id.rawValue), "numbers": JSON(numbers.map { $0.json(names) }),
            "outcome": outcome?.json(names) ?? .null, "preview": preview, "product": .string(product.sku),
            "product_id": JSON(product.id.rawValue), "seen_at": JSON(change.seenAt),
            "state": .string(change.state.rawValue), "to": change.to.json, "version": JSON(change.version),
        ]
    }

    private var preview: JSON {
        [
            "documents": JSON(documents.map(\.json)), "labels": JSON(labels),
            "moved": JSON(moved.map { $0.json(names) }), "places": JSON(spots.map { $0.json(names) }),
            "stock": JSON(stock.map { $0.json(names) }), "to_enter": JSON(toEnter),
            "unit": .string(product.unit),
        ]
    }
}

extension TrackingLevel {
    fileprivate var json: JSON {
        ["capture": .string(capture.rawValue), "tracking": .string(tracking.rawValue)]
    }
}

extension SpotNames {
    fileprivate func json(_ spot: Spot) -> JSON {
        ["location": .string(place(spot)), "package": JSON(package(spot))]
    }
}

extension ChangeNumber {
    fileprivate func json(_ names: SpotNames) -> JSON {
        names.json(spot).adding([
            "entered": .string(entered.rawValue), "entered_at": JSON(enteredAt), "expires_on": JSON(expiresOn),
            "from_lot": JSON(fromLot?.text), "number": .string(number.text), "quantity": JSON(quantity),
        ])
    }
}

extension ChangeStock {
    fileprivate func json(_ names: SpotNames) -> JSON {
        names.json(spot).adding([
            "changes": .bool(isConcerned), "incoming_at": JSON(incomingAt), "lot": JSON(lotID?.rawValue),
            "number": JSON(number?.text), "quantity": JSON(quantity), "reserved": JSON(reserved),
        ])
    }
}

extension TrackingChangeView.SpotSum {
    fileprivate func json(_ names: SpotNames) -> JSON {
        names.json(spot).adding([
            "difference": JSON(difference), "given": JSON(given), "numbers": JSON(count), "quantity": JSON(there),
        ])
    }
}

extension TouchedDocument {
    fileprivate var json: JSON {
        [
            "document": .string(number), "kind": .string(kind.rawValue), "quantity": JSON(quantity),
            "reserved": JSON(reserved), "state": .string(state.rawValue),
        ]
    }
}

extension MovedStock {
    fileprivate func json(_ names: SpotNames) -> JSON {
        names.json(spot).adding(["documents": JSON(documents), "quantity": JSON(now), "was": JSON(was)])
    }
}

extension ChangeOutcome {
    fileprivate func json(_ names: SpotNames) -> JSON {
        [
            "differences": JSON(
                differences.map { spot, number, quantity in
                    names.json(spot).adding(["number": JSON(number?.text), "quantity": JSON(quantity)])
                }),
            "lost_reservations": JSON(
                lost.map { document, quantity -> JSON in
                    ["document": .string(document), "quantity": JSON(quantity)]
                }),
            "postings": JSON(postings.map { JSON($0.rawValue) }), "warnings": JSON(warnings.map(\.json)),
        ]
    }
}

// MARK: - Requests

extension TrackingChangeRequest {
    init(_ body: RequestObject) {
        self.init(tracking: body.optional("to", .word()), capture: body.optional("capture", .word()))
    }
}

extension ChangeFillingRequest {
    /// Numbers with their places; `location`, `package` and `from_lot` beside them hold for those that say none, and
    /// for a pasted list.
    init(_ body: RequestObject, _ manner: Manner) {
        let usual = UsualSpot(body)
        var found = body.optional("numbers", .foundNumbers(usual)) ?? []
        if let list = body.optional("numbers_text", .pastedList) {
            if usual.location == nil { body.invalid("numbers_text", "A list of numbers needs its place: location.") }
            found.append(usual.request(pasted: list))
        }
        // A list for one place says nothing of the others.
        let replacesAll = manner == .replaceAll && body.has("numbers")
        self.init(
            found, replacesAll ? .replaceAll : manner == .add ? .add : .replaceSpots,
            differenceReason: body.change("difference_reason", .text()))
    }
}

/// The spot that a request names beside its numbers.
private struct UsualSpot {
    let location: String?
    let package: String?
    let fromLot: LotNumber?

    init(_ object: RequestObject) {
        location = object.optional("location", .name)
        package = object.optional("package", .name)
        fromLot = object.optional("from_lot", .number)
    }

    func request(pasted: String) -> FoundNumbersRequest {
        FoundNumbersRequest(location: location ?? "", package: package, fromLot: fromLot, pasted: pasted)
    }

    func request(_ input: NumberInput, at pointer: String) -> FoundNumbersRequest {
        FoundNumbersRequest(
            location: location ?? "", package: package, fromLot: fromLot, numbers: [input], pointer: pointer)
    }

    /// The spot that `object` names, else this one.
    func specified(by object: RequestObject) -> UsualSpot {
        let own = UsualSpot(object)
        if own.location == nil, location == nil { object.invalid("location", "Say where “number” was found.") }
        return UsualSpot(
            location: own.location ?? location, package: own.location == nil ? own.package ?? package : own.package,
            fromLot: own.fromLot ?? fromLot)
    }

    private init(location: String?, package: String?, fromLot: LotNumber?) {
        self.location = location
        self.package = package
        self.fromLot = fromLot
    }
}

extension RequestReader where Value == [FoundNumbersRequest] {
    fileprivate static func foundNumbers(_ usual: UsualSpot) -> RequestReader {
        RequestReader(standIn: []) { value in
            value.elements()?.compactMap { element in
                if case .string = element.json {
                    return RequestReader<LotNumber>.number.read(element).map { number in
                        usual.request(.one(NumberEntry(number: number, pointer: element.pointer)), at: element.pointer)
                    }
                }
                return element.object { object in
                    usual.specified(by: object)
                        .request(NumberInput(foundBy: object, at: element.pointer), at: element.pointer)
                }
            }
        }
    }
}

extension NumberInput {
    /// A number, or a run of serials from the first on.
    fileprivate init(foundBy object: RequestObject, at pointer: String) {
        let isRun = object.has("from")
        let first = object.required(isRun ? "from" : "number", .number)
        let entry = NumberEntry(
            number: first, quantity: isRun ? nil : object.optional("quantity", .positiveQuantity),
            expiresOn: object.optional("expires_on", .day), entered: object.optional("entered", .entered) ?? .typed,
            pointer: pointer)
        if !isRun {
            self = .one(entry)
        } else if object.has("to") {
            self = .span(first: first, last: object.required("to", .number), entry: entry)
        } else {
            self = .run(first: first, count: object.required("count", .int(1...NumberRun.most)), entry: entry)
        }
    }
}

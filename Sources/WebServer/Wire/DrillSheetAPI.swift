import StockDomain

extension RecallView {
    /// The sheet of a drill: everything that an auditor of a mock recall looks for.
    var sheetJSON: JSON {
        let sheet = sheet ?? DrillSheet()
        let scope = reach.scope
        let result = DrillResult(self)
        let head: JSON = [
            "began_at": JSON(milestones.began), "chosen_by": .string(sheet.chosenBy ?? createdBy),
            "conclusion": JSON(recall.conclusion), "ended_at": JSON(recall.ended?.at),
            "explanation": JSON(sheet.explanation), "line": JSON(sheet.line),
            "lots": JSON(lots.filter(\.isNamed).map(\.lot.json)), "milestones": milestones.json,
            "number": .string(recall.number), "reason": .string(recall.reason), "result": .string(result.inWords),
            "scenario": .string(scenario.rawValue), "seed": JSON(recall.seed), "state": .string(recall.state.rawValue),
        ]
        return head.adding([
            "actions": JSON(sheet.actions.map(\.json)),
            "backward": JSON(scope.sources.map(\.json)),
            "balances": JSON(figures.products.map(\.balanceJSON)),
            "balance_together": figures.together?.balanceJSON ?? .null,
            "contacts": contactsJSON,
            "counts": JSON(countedPlaces.map(\.json)),
            "criteria": JSON(result.criteria.map(\.json)),
            "differences": JSON(differences.map(\.json)),
            "forward": [
                "deliveries": JSON((scope.consignees + scope.returnedAll).map(\.json)),
                "made": JSON(
                    scope.madeInto.map { made -> JSON in
                        let order = made.document.flatMap { orders[$0.id] }
                        return made.json.adding(["line": JSON(order?.place ?? sheet.line), "made_at": JSON(order?.at)])
                    }),
            ],
            "gaps": JSON(scope.gaps.map(\.json)),
            "inputs": JSON(inputs.map(\.json)),
            "quality_records": JSON(sheet.records.map(\.json)),
            "signatures": JSON(sheet.signatures.map(\.json)),
        ])
    }

    private var contactsJSON: JSON {
        [
            "consignees": JSON(figures.consignees), "minutes": JSON(milestones.minutesToLastAnswer(of: consigned)),
            "reached": JSON(figures.responded), "told": JSON(figures.notified),
        ]
    }
}

extension DrillResult.Criterion {
    fileprivate var json: JSON {
        ["found": .string(found), "passed": JSON(isPassed), "what": .string(what)]
    }
}

extension ProductFigures {
    /// In the product's own stock unit, so that no factor is needed.
    fileprivate var balanceJSON: JSON {
        balance.json.adding([
            "explained": JSON(DrillResult.explained(balance)), "factor": JSON(1),
            "percent": JSON(Percentage(DrillResult.explained(balance), of: produced)?.percent),
            "received_or_produced": JSON(produced), "product": .string(product.sku), "unit": .string(product.unit),
        ])
    }
}

extension FiguresTogether {
    /// In one unit, with the factor and version of each product that is kept in another.
    fileprivate var balanceJSON: JSON {
        balance.json.adding([
            "explained": JSON(explained), "factors": JSON(factors.map(\.json)),
            "percent": JSON(explainedShare?.percent), "received_or_produced": JSON(produced), "unit": .string(unit),
        ])
    }
}

extension CountedPlace {
    fileprivate var json: JSON {
        [
            "book": JSON(book), "counted": JSON(count?.counted), "counted_at": JSON(count?.at),
            "counted_by": JSON(count?.by), "difference": JSON(count?.difference), "location": .string(location),
            "lot": JSON(lot.id?.rawValue), "number": JSON(lot.number), "product": .string(lot.product.sku),
            "unit": .string(lot.product.unit),
        ]
    }
}

extension DrillSheet.QualityRecord {
    fileprivate var json: JSON {
        [
            "found": .bool(wasFound), "kind": .string(kind.rawValue), "reference": .string(reference),
            "remark": JSON(remark),
        ]
    }
}

extension DrillSheet.CorrectiveAction {
    fileprivate var json: JSON {
        ["done_on": JSON(doneOn), "due": JSON(due), "owner": .string(owner), "what": .string(what)]
    }
}

extension DrillSheet.Signature {
    fileprivate var json: JSON {
        ["by": .string(by), "meaning": .string(meaning.rawValue), "signed_at": JSON(at)]
    }
}

// MARK: - Requests

extension DrillSheetChange {
    init(_ body: RequestObject) {
        self.init()
        scenario = body.change("scenario", .word())
        chosenBy = body.change("chosen_by", .text(most: 400))
        line = body.change("line", .text(most: 200))
        explanation = body.change("explanation", .lines(most: 4_000))
        counts = body.optional("counts", .objects(CountEntry.init)).map { entries in
            entries.enumerated().compactMap { $0.element.count(at: "/counts/\($0.offset)") }
        }
        records = body.optional("quality_records", .objects(RecordEntry.init))?.compactMap(\.record)
        actions = body.optional("actions", .objects(ActionEntry.init))?.compactMap(\.action)
    }
}

/// A row of the form of counts; one without a quantity was not counted.
private struct CountEntry {
    let location: String
    let lot: LotID
    let quantity: Quantity?
    let by: String?

    init(_ body: RequestObject) {
        location = body.required("location", .name)
        lot = body.required("lot", .lotID)
        quantity =
            body.isText ? body.optional("counted", .quantityFromZero) : body.required("counted", .quantityFromZero)
        by = body.optional("counted_by", .text())
        if quantity != nil, by == nil { body.invalid("counted_by", "Say who counted.") }
    }

    func count(at pointer: String) -> DrillSheetChange.Count? {
        guard let quantity, let by else { return nil }
        return DrillSheetChange.Count(location: location, lot: lot, quantity: quantity, by: by, pointer: pointer)
    }
}

private struct RecordEntry {
    let record: DrillSheet.QualityRecord?

    init(_ body: RequestObject) {
        let kind: DrillSheet.QualityRecord.Kind? = body.optional("kind", .word())
        let reference = body.isText ? body.optional("reference", .text()) : body.required("reference", .text())
        let found = body.optional("found", .bool)
        let remark = body.optional("remark", .text(most: 400))
        record = reference.map {
            DrillSheet.QualityRecord(kind: kind ?? .other, reference: $0, wasFound: found ?? true, remark: remark)
        }
    }
}

private struct ActionEntry {
    let action: DrillSheet.CorrectiveAction?

    init(_ body: RequestObject) {
        let what = body.isText ? body.optional("what", .text(most: 1_000)) : body.required("what", .text(most: 1_000))
        let owner = body.optional("owner", .text())
        let due = body.optional("due", .day)
        let doneOn = body.optional("done_on", .day)
        if what != nil, owner == nil { body.invalid("owner", "Say whose task it is.") }
        action = what.map { DrillSheet.CorrectiveAction(what: $0, owner: owner ?? "", due: due, doneOn: doneOn) }
    }
}

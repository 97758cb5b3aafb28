import StockDomain
import WebPages

extension RecallView {
    /// The sheet of a drill: everything that an auditor of a mock recall looks for.
    var sheetJSON: JSON {
        let sheet = sheet ?? DrillSheet()
        let scope = reach.scope
        let result = DrillResult(self)
        let head: JSON = [
            "began_at": JSON(milestones.began), "chosen_by": .string(sheet.chosenBy ?? createdBy),
            "chosen_in_words": .string(chosenInWords),
            "conclusion": JSON(recall.conclusion), "drawn": JSON(recall.isDrawn), "ended_at": JSON(recall.ended?.at),
            "explanation": JSON(sheet.explanation), "line": JSON(sheet.line),
            "lots": JSON(lots.filter(\.isNamed).map(\.lot.json)), "milestones": milestones.json,
            "number": .string(recall.number), "reason": .string(recall.reason), "result": .string(result.inWords),
            "scenario": .string(scenario.rawValue), "seed": JSON(recall.seed), "state": .string(recall.state.rawValue),
        ]
        return head.adding([
            "actions": JSON(sheet.actions.map(\.json)),
            "backward": JSON(scope.sources.map(\.json)),
            "balances": JSON(drillBalances.map { $0.json(recall) }),
            "balance_together": drillBalanceTogether?.json(recall) ?? .null,
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
            "inputs": JSON(inputs.map { $0.json.adding(["as": .string(kind(of: $0).rawValue)]) }),
            "quality_records": JSON(sheet.records.map(\.json)),
            "signatures": JSON(sheet.signatures.map(\.json)),
            "yields": JSON(yields.map(\.json)),
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

extension DrillBalance {
    /// In the product's own stock unit, so that no factor is needed; together with the factor and version of each
    /// product that is kept in another. `movements` leads to what each term is the sum of.
    fileprivate func json(_ recall: RecallCase) -> JSON {
        let common = balance.json.adding([
            "closes": .bool(closes), "counted_difference": JSON(countedDifference), "explained": JSON(explained),
            "movements": movements(recall), "percent": JSON(share?.percent), "received_or_produced": JSON(produced),
            "unit": .string(unit),
        ])
        guard let product else { return common.adding(["factors": JSON(factors.map(\.json))]) }
        return common.adding(["factor": JSON(1), "product": .string(product.sku)])
    }

    /// By term that is not zero; of stock there are none.
    private func movements(_ recall: RecallCase) -> JSON {
        .object(
            MassBalance.Term.allCases.filter { !$0.isStock && balance[keyPath: $0.amount] != .zero }.map { term in
                JSON.Member(
                    term.rawValue,
                    .string(
                        address(
                            "api", "v1", "drills", recall.number, "sheet", "movements", term.rawValue,
                            query: [("product", product?.sku)])))
            })
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

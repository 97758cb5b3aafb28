import StockDomain

/// What is written on the sheet of a drill by hand; not on paper.
func drillSheetForms(_ view: RecallView, _ values: FormValues) -> HTML {
    let scenarios =
        [Field.Choice("", "as the ledger suggests")]
        + DrillSheet.Scenario.allCases.map { Field.Choice($0.rawValue, inWords($0.rawValue)) }
    let form = form(
        action: recallAddress(view.recall, "sheet"), key: values.key, submit: "Save the sheet",
        """
        <div class="fields">
        \(values.field("scenario", "Scenario", .choice(scenarios)))
        \(values.field("chosen_by", "Who chose the lot, and how", hint: "empty: drawn by the seed"))
        \(values.field("line", "Production line", hint: "where orders do not say it"))
        </div>
        \(countFields(view, values))
        \(recordFields(values))
        \(values.field("explanation", "Differences, and how they are explained", .lines))
        \(actionFields(values))
        """)
    return """
        <section class="card screen-only"><h2>Fill in</h2>
        \(form)</section>
        \(signingForms(view, values))
        """
}

private func countFields(_ view: RecallView, _ values: FormValues) -> HTML {
    let rows = view.countedPlaces.prefix(200).enumerated().map { index, place -> HTML in
        let name = "counts/\(index)"
        let what: HTML =
            "\(place.location) · \(number(place.lot.number ?? "")) · books \(quantity(place.book, place.lot.product.unit))"
        return """
            <div class="line"><p>\(what)</p>
            <input type="hidden" name="\(name)/location" value="\(place.location)">\
            <input type="hidden" name="\(name)/lot" value="\(place.lot.id?.rawValue ?? 0)">
            \(values.field(name + "/counted", "Counted", .figure))\(values.field(name + "/counted_by", "By"))</div>
            """
    }
    return rows.isEmpty ? "" : "<fieldset><legend>Counted in the places</legend>\(rows)</fieldset>"
}

private func recordFields(_ values: FormValues) -> HTML {
    let kinds = [
        Field.Choice("certificate", "certificate of analysis"), Field.Choice("control_point", "control point (CCP)"),
        Field.Choice("release", "release"), Field.Choice("other", "other"),
    ]
    let found = [Field.Choice("true", "found"), Field.Choice("false", "missing")]
    let rows = (0..<values.rows("quality_records", named: "reference") + 2).map { index -> HTML in
        let name = "quality_records/\(index)"
        return """
            <div class="line">\(values.field(name + "/kind", "Kind", .choice(kinds)))
            \(values.field(name + "/reference", "Number or place"))
            \(values.field(name + "/found", "It was", .choice(found)))\(values.field(name + "/remark", "Remark"))</div>
            """
    }
    return "<fieldset><legend>Quality records</legend>\(rows)</fieldset>"
}

private func actionFields(_ values: FormValues) -> HTML {
    let rows = (0..<values.rows("actions", named: "what") + 2).map { index -> HTML in
        let name = "actions/\(index)"
        return """
            <div class="line">\(values.field(name + "/what", "What is to become better"))
            \(values.field(name + "/owner", "Whose task"))\(values.field(name + "/due", "Due", .day))
            \(values.field(name + "/done_on", "Done on", .day))</div>
            """
    }
    return "<fieldset><legend>Corrective actions</legend>\(rows)</fieldset>"
}

/// A button for each signature that is missing.
private func signingForms(_ view: RecallView, _ values: FormValues) -> HTML {
    let signed = Set((view.sheet?.signatures ?? []).map(\.meaning))
    let buttons = DrillSheet.Signature.Meaning.allCases.filter { !signed.contains($0) }.map { meaning -> HTML in
        actionButton(
            meaning == .led ? "Sign: I led the exercise" : "Sign: I checked the sheet",
            action: recallAddress(view.recall, "sheet/sign"), key: "\(values.key)-\(meaning.rawValue)",
            hidden: [("meaning", meaning.rawValue)])
    }
    if buttons.isEmpty { return "" }
    return """
        <section class="card screen-only"><h2>Sign</h2>
        <p class="hint">A signature says who, when and what for, and holds until the sheet is changed.</p>
        <p class="actions">\(buttons)</p></section>
        """
}

extension FormValues {
    /// How many rows of a list are filled in.
    fileprivate func rows(_ list: String, named name: String) -> Int {
        (0..<100).last { !self["\(list)/\($0)/\(name)"].isEmpty }.map { $0 + 1 } ?? 0
    }

    /// The sheet of a drill as it stands.
    public init(key: String, sheetOf view: RecallView) {
        let sheet = view.sheet ?? DrillSheet()
        var values = [
            "scenario": sheet.scenario?.rawValue ?? "", "chosen_by": sheet.chosenBy ?? "", "line": sheet.line ?? "",
            "explanation": sheet.explanation ?? "",
        ]
        for (index, place) in view.countedPlaces.enumerated() {
            values["counts/\(index)/counted"] = place.count?.counted.description ?? ""
            values["counts/\(index)/counted_by"] = place.count?.by ?? ""
        }
        for (index, record) in sheet.records.enumerated() {
            values["quality_records/\(index)/kind"] = record.kind.rawValue
            values["quality_records/\(index)/reference"] = record.reference
            values["quality_records/\(index)/found"] = "\(record.wasFound)"
            values["quality_records/\(index)/remark"] = record.remark ?? ""
        }
        for (index, action) in sheet.actions.enumerated() {
            values["actions/\(index)/what"] = action.what
            values["actions/\(index)/owner"] = action.owner
            values["actions/\(index)/due"] = action.due?.description ?? ""
            values["actions/\(index)/done_on"] = action.doneOn?.description ?? ""
        }
        self.init(key: key, values)
    }
}

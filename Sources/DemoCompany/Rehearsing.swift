import StockDomain
import StockOperations

/// This year's drill on this morning's jam, from the first look to the signed sheet, so that a newcomer sees one that is
/// done. It takes the time that people take, by the demo company's own clock.
extension DeskWork {
    /// From one call to the next.
    private static let minutesOfCalls: [Int64] = [4, 7, 3, 9, 5]

    func rehearseRecall(of jam: Lot?) async throws {
        let others = try await operations.lots(
            ofProduct: DeskWork.jam, LotFilter(isOnHand: true), limit: 1, as: actor)
        guard let lot = jam ?? others.items.first?.lot else { return }
        clock.pass(minutes: 35)
        let number = try await beginDrill(of: lot.id)
        clock.pass(minutes: 6)
        try await callEverybody(number)
        clock.pass(minutes: 14)
        try await fillInSheet(number)
        clock.pass(minutes: 12)
        _ = try await operations.closeRecall(
            number, isDrill: true, conclusion: "All was found; one shelf label was missing.", command
        ) { _ in done }
        clock.pass(minutes: 3)
        _ = try await operations.signSheet(of: number, .led, command) { _ in done }
    }

    private func beginDrill(of lot: LotID) async throws -> String {
        let request = RecallRequest(
            isDrill: true, hazardClass: .second, reason: "Yearly drill: glass in a jar", scope: [ScopeTerm(lot: lot)],
            seed: 2_026, startsNow: true)
        let begun = try await operations.draftRecall(request, command) { view in
            Answer(status: 201, body: Array(view.recall.number.utf8))
        }
        return String(decoding: begun.body, as: UTF8.self)
    }

    /// One after the other is called: some have sold half of it, some still have all of it.
    private func callEverybody(_ number: String) async throws {
        let view = try await operations.recall(number, isDrill: true, as: actor)
        for (index, consigned) in view.consigned.enumerated() {
            clock.pass(minutes: DeskWork.minutesOfCalls[index % DeskWork.minutesOfCalls.count])
            let code = consigned.partner.code
            _ = try await operations.writeDownNotices(
                of: number, isDrill: true, NoticeRequest(partners: [code], method: .phone), command, link: { $0 }
            ) { _ in done }
            let parts = consigned.goods.map { goods in
                let sold = index.isMultiple(of: 2) ? Quantity(units: goods.delivered.wholeUnits / 2) : .zero
                return AnswerRequest.Part(
                    product: goods.product.sku, amounts: AnsweredAmounts(have: goods.delivered - sold, sold: sold))
            }
            _ = try await operations.writeDownAnswer(
                to: number, isDrill: true, AnswerRequest(partner: code, parts: parts), command
            ) { _ in done }
            if consigned.check == nil { continue }
            let check = CheckRequest(partner: code, method: .phone, wasEffective: true)
            _ = try await operations.writeDownCheck(of: number, isDrill: true, check, command) { _ in done }
        }
    }

    private func fillInSheet(_ number: String) async throws {
        let view = try await operations.recall(number, isDrill: true, as: actor)
        var sheet = DrillSheetChange()
        sheet.chosenBy = .set("Priya, by drawing one of this morning’s delivery slips")
        sheet.line = .set("Kettle 2, filling line 1")
        sheet.explanation = .set("No difference in the jars. What is missing in weight boiled off in the kettle.")
        sheet.counts = view.countedPlaces.enumerated().compactMap { index, place in
            place.lot.id.map {
                DrillSheetChange.Count(
                    location: place.location, lot: $0, quantity: place.book, by: "Priya", pointer: "/counts/\(index)")
            }
        }
        sheet.records = [
            DrillSheet.QualityRecord(kind: .controlPoint, reference: "Glass check, filling line 1", wasFound: true),
            DrillSheet.QualityRecord(
                kind: .release, reference: "Release of the batch, quality folder 12", wasFound: true),
        ]
        sheet.actions = [
            DrillSheet.CorrectiveAction(
                what: "Label the third shelf of the cold store", owner: "Tom", due: today.adding(days: 14))
        ]
        _ = try await operations.writeOnSheet(of: number, sheet, command) { _ in done }
    }
}

import StockDomain
import StockOperations

/// This year's drill, from the notice to the signed sheet, so that a newcomer sees one that is done.
extension DeskWork {
    private static let product = "JAM-STR340"

    func rehearseRecall() async throws {
        let lots = try await operations.lots(
            ofProduct: DeskWork.product, LotFilter(isOnHand: true), limit: 1, as: actor)
        guard let lot = lots.items.first?.lot else { return }
        let number = try await beginDrill(of: lot.id)
        try await hearEverybody(number)
        try await fillInSheet(number)
        _ = try await operations.closeRecall(
            number, isDrill: true, conclusion: "All was found; one shelf label was missing.", command
        ) { _ in done }
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

    /// Everybody is called, and has sold what he got.
    private func hearEverybody(_ number: String) async throws {
        let view = try await operations.recall(number, isDrill: true, as: actor)
        if view.consigned.isEmpty { return }
        _ = try await operations.writeDownNotices(
            of: number, isDrill: true, NoticeRequest(method: .phone), command, link: { $0 }
        ) { _ in done }
        for consigned in view.consigned {
            let parts = consigned.goods.map { goods in
                AnswerRequest.Part(
                    product: goods.product.sku, amounts: AnsweredAmounts(have: .zero, sold: goods.delivered))
            }
            let answer = AnswerRequest(partner: consigned.partner.code, parts: parts)
            _ = try await operations.writeDownAnswer(to: number, isDrill: true, answer, command) { _ in done }
        }
        for consigned in view.consigned where consigned.check != nil {
            let check = CheckRequest(partner: consigned.partner.code, method: .phone, wasEffective: true)
            _ = try await operations.writeDownCheck(of: number, isDrill: true, check, command) { _ in done }
        }
    }

    private func fillInSheet(_ number: String) async throws {
        let view = try await operations.recall(number, isDrill: true, as: actor)
        var sheet = DrillSheetChange()
        sheet.chosenBy = .set("Priya, by drawing a delivery slip of last week")
        sheet.line = .set("Filling line 1")
        sheet.explanation = .set("No difference.")
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
            DrillSheet.CorrectiveAction(what: "Label the third shelf of the cold store", owner: "Tom")
        ]
        _ = try await operations.writeOnSheet(of: number, sheet, command) { _ in done }
    }
}

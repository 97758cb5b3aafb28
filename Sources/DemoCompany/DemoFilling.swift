import Foundation
import StockDomain
import StockOperations

extension Operations {
    /// Fills an empty company with the demo company: switches, places, history, and what is on the desk today.
    ///
    /// - Throws: `company_not_empty` when there are products already.
    /// - Returns: the number worth trying.
    public func fill(with demo: DemoCompany, by actor: Actor) async throws -> String {
        let products = try await self.products(limit: 1, as: actor)
        if !products.items.isEmpty {
            throw Refusal(
                .conflict, "company_not_empty", "This company has products already; the demo needs an empty one.")
        }
        for shop in DemoCompany.shops { try await create(shop, by: actor) }
        try await importText(demo.productsCSV, as: .products, by: actor)
        try await importText(demo.partnersCSV, as: .partners, by: actor)
        try await importText(demo.movementsCSV, as: .movements, by: actor)
        try await PastRecall(self, of: demo.recalled, in: settings(as: actor).zone, by: actor).tell()
        for document in demo.openDocuments { try await enter(document, by: actor) }
        try await DeskWork(self, by: actor).lay()
        try await suggest(demo.suggestedNumber, as: actor)
        try await seal()
        return demo.suggestedNumber
    }

    private func create(_ shop: Location, by actor: Actor) async throws {
        _ = try await createLocation(
            shop.code, usage: shop.usage, LocationChange(name: shop.name), Command(by: actor),
            answer: { _ in Answer(status: 201, body: []) })
    }

    private func importText(_ text: String, as kind: ImportKind, by actor: Actor) async throws {
        _ = try await importFile(ImportFile(contents: Data(text.utf8)), as: kind, by: actor)
    }

    /// Enters a document that is still to be done, and reserves what it needs when it is to be reserved.
    private func enter(_ open: OpenDocument, by actor: Actor) async throws {
        let request = DocumentRequest(
            kind: open.kind, partner: open.partner, origin: open.origin,
            location: open.kind == .receipt ? open.to : open.from, toLocation: open.kind == .transfer ? open.to : nil,
            plannedOn: open.plannedOn,
            lines: open.lines.enumerated().map { index, line in
                LineRequest(product: line.sku, quantity: line.quantity, pointer: "/lines/\(index)")
            })
        let created = try await create(request, Command(by: actor)) { view in
            Answer(status: 201, body: Array(view.document.number.utf8))
        }
        guard open.isReserved else { return }
        let number = String(decoding: created.body, as: UTF8.self)
        _ = try await reserve(open.kind, number, Command(by: actor)) { _ in Answer(status: 200, body: []) }
    }
}

import StockDomain
import StockOperations
import StockStore
import WebPages

/// Numbers: the list, and one with where it is and what happened to it.
struct LotPages {
    let pages: Pages

    var all: [Route] {
        [list, show, history] + papers.all + LotBlockPages(pages: pages).all + LotScrapPages(pages: pages).all
            + LotChangePages(pages: pages).all
    }

    private var list: Route {
        pages.route(.get, "lots") { [operations = pages.operations] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let part = query.optional("q", .text(most: 80))
            let product = query.optional("product", .name)
            let onHand = query.optional("on_hand", .text()) == "on"
            let status = query.optional("status", .word(LotStatus.self))
            let cursor = query.optional("cursor", .id)
            try query.finish()
            let found = try await operations.lots(
                ofProduct: product, LotFilter(part: part, isOnHand: onHand ? true : nil, status: status),
                before: cursor.map { LotID($0) },
                as: visitor.actor)
            let next = found.nextCursor.map {
                address(
                    "lots",
                    query: [
                        ("q", part), ("product", product), ("status", status?.rawValue),
                        ("on_hand", onHand ? "on" : nil), ("cursor", $0),
                    ])
            }
            return .html(
                lotListPage(
                    visitor.frame, found, searched: part ?? "", product: product ?? "", onlyOnHand: onHand,
                    status: status, next: next))
        }
    }

    private var show: Route {
        pages.route(.get, "lots/{id}") { [pages] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let told = query.toldKey
            try query.finish()
            let id = try request.lotID()
            let warnings = try await pages.warnings(toldUnder: told, at: lotAddress(id), visitor)
            return .html(try await page(id, visitor, PageForms(FormValues(key: visitor.newKey)), warnings))
        }
    }

    private func page(
        _ id: LotID, _ visitor: Visitor, _ forms: PageForms, _ warnings: [Warning] = []
    ) async throws -> HTML {
        let operations = pages.operations
        let story = try await operations.story(of: id, as: visitor.actor)
        let lot = LotOnPage(
            view: try await operations.lot(id, as: visitor.actor),
            movements: try await operations.movements(lot: id, limit: 500, as: visitor.actor).items,
            decisions: story.decisions, relatives: story.relatives,
            papers: Papers(notes: story.notes, files: story.files), warnings: warnings)
        return lotPage(visitor.frame, lot, forms, clock: visitor.clock)
    }

    private var papers: PaperPages {
        PaperPages(pages: pages, path: "lots/{id}") { request, _ in
            let id = try request.lotID()
            return (RecordKey(.lot, id.rawValue), lotAddress(id))
        } draw: { request, visitor, forms in
            try await page(request.lotID(), visitor, forms)
        }
    }

    private var history: Route {
        pages.route(.get, "lots/{id}/history") { [operations = pages.operations] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let cursor = query.optional("cursor", .text()).flatMap { LotHistoryCursor($0) }
            try query.finish()
            let id = LotID(try request.id("id", of: "lot"))
            let view = try await operations.lot(id, as: visitor.actor)
            let found = try await operations.history(of: id, before: cursor, as: visitor.actor)
            let next = found.nextCursor.map { lotAddress(id) + "/history?cursor=\($0)" }
            return .html(lotHistoryPage(visitor.frame, view, found, next: next, clock: visitor.clock))
        }
    }
}

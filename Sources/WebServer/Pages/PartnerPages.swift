import StockDomain
import StockOperations
import WebPages

/// Partners: the list with the form for a new one, and the page of one.
struct PartnerPages {
    let pages: Pages

    var all: [Route] { [list, create, show, change] }

    private var operations: Operations { pages.operations }

    private var list: Route {
        pages.route(.get, "partners") { request, visitor in
            let query = try request.query()
            let part = query.optional("q", .text())
            let cursor = query.optional("cursor", .name)
            try query.finish()
            return .html(try await listPage(visitor, FormValues(key: visitor.newKey), part: part, cursor: cursor))
        }
    }

    private func listPage(
        _ visitor: Visitor, _ values: FormValues, part: String? = nil, cursor: String? = nil
    ) async throws -> HTML {
        let found = try await operations.partners(containing: part, after: cursor, as: visitor.actor)
        return partnerListPage(
            visitor.frame, found.items, searched: part ?? "", values, settings: visitor.settings,
            next: found.nextCursor.map { address("partners", query: [("q", part), ("cursor", $0)]) })
    }

    private var create: Route {
        pages.form("partners") { [operations] body, _, _ in
            let code = body.required("code", .name)
            let change = PartnerChange(body)
            return { command in try await operations.createPartner(code, change, command, answer: partnerAddress) }
        } refused: { values, visitor, _ in
            try await listPage(visitor, values)
        }
    }

    private var show: Route {
        pages.route(.get, "partners/{code}") { [operations] request, visitor in
            let query = try request.query()
            let cursor = query.optional("cursor", .id)
            try query.finish()
            let partner = try await operations.partner(request.parameter("code"), as: visitor.actor)
            let values = FormValues(key: visitor.newKey, partner)
            return .html(try await page(partner, visitor, values, after: cursor.map { LotID($0) }))
        }
    }

    private var change: Route {
        pages.form("partners/{code}") { [operations] body, request, _ in
            let change = PartnerChange(body)
            let code = request.parameter("code")
            return { command in try await operations.changePartner(code, change, command, answer: partnerAddress) }
        } refused: { [operations] values, visitor, request in
            let partner = try await operations.partner(request.parameter("code"), as: visitor.actor)
            return try await page(partner, visitor, values, after: nil)
        }
    }

    private func page(
        _ partner: Partner, _ visitor: Visitor, _ values: FormValues, after cursor: LotID?
    ) async throws -> HTML {
        let units = try await operations.units(heldBy: partner.code, after: cursor, as: visitor.actor)
        return partnerPage(
            visitor.frame, partner, units: units.items, values, settings: visitor.settings,
            next: units.nextCursor.map { address("partners", partner.code, query: [("cursor", $0)]) },
            clock: visitor.clock)
    }
}

@Sendable private func partnerAddress(_ partner: Partner) -> Answer {
    Answer(leadingTo: address("partners", partner.code))
}

import StockDomain
import StockOperations
import WebPages

/// The page of one partner.
struct PartnerPages {
    let pages: Pages

    var all: [Route] { [show] }

    private var show: Route {
        pages.route(.get, "partners/{code}") { [operations = pages.operations] request, visitor in
            let query = try request.query()
            let cursor = query.optional("cursor", .id)
            try query.finish()
            let code = request.parameter("code")
            let partner = try await operations.partner(code, as: visitor.actor)
            let units = try await operations.units(
                heldBy: code, after: cursor.map { LotID($0) }, as: visitor.actor)
            return .html(
                partnerPage(
                    visitor.frame, partner, units: units.items, showsNumbers: visitor.settings.showsNumbers,
                    next: units.nextCursor.map { address("partners", code, query: [("cursor", $0)]) },
                    clock: visitor.clock))
        }
    }
}

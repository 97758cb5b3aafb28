import StockDomain
import StockOperations
import WebPages

/// Packages: the list, and one with what can be done with it.
struct PackagePages {
    let pages: Pages

    var all: [Route] { [list, create, show, pack, unpack, move] }

    private var operations: Operations { pages.operations }

    private var list: Route {
        pages.route(.get, "packages") { request, visitor in
            let query = try request.query()
            let part = query.optional("q", .text(most: 80))
            let cursor = query.optional("cursor", .text())
            try query.finish()
            return .html(
                try await listPage(visitor, FormValues(key: visitor.newKey), part: part, cursor: cursor))
        }
    }

    private var create: Route {
        pages.form("packages") { [operations] body, _, _ in
            let number = body.optional("number", .name)
            let location = body.optional("location", .name)
            return { try await operations.makePackage(number, at: location, $0, answer: thePackage) }
        } refused: { values, visitor, _ in
            try await listPage(visitor, values)
        }
    }

    private var show: Route {
        pages.route(.get, "packages/{number}") { request, visitor in
            let query = try request.query()
            let at = query.optional("at", .instant)
            try query.finish()
            return .html(
                try await page(request.parameter("number"), at: at, visitor, FormValues(key: visitor.newKey)))
        }
    }

    private var pack: Route {
        change("pack") { [operations] number, body in
            let request = PackRequest(form: body)
            return { try await operations.pack(number, request, $0, answer: thePackage) }
        }
    }

    private var unpack: Route {
        change("unpack") { [operations] number, body in
            let request = PackRequest(form: body)
            return { try await operations.unpack(number, request, $0, answer: thePackage) }
        }
    }

    private var move: Route {
        change("move") { [operations] number, body in
            let to = body.required("to", .name)
            return { try await operations.movePackage(number, to: to, $0, answer: thePackage) }
        }
    }

    // MARK: Shapes

    /// A form on the page of a package; refused, the page comes back with what was typed.
    private func change(_ name: String, _ read: @escaping @Sendable (String, RequestObject) -> Pages.Act) -> Route {
        pages.form("packages/{number}/\(name)") { body, request, _ in
            read(request.parameter("number"), body)
        } refused: { values, visitor, request in
            try await page(request.parameter("number"), visitor, values)
        }
    }

    private func places(_ visitor: Visitor) async throws -> [String] {
        try await operations.stockPlaces(as: visitor.actor).map(\.code)
    }

    private func listPage(
        _ visitor: Visitor, _ values: FormValues, part: String? = nil, cursor: String? = nil
    ) async throws -> HTML {
        let found = try await operations.packages(part: part, after: cursor, as: visitor.actor)
        let next = found.nextCursor.map { address("packages", query: [("q", part), ("cursor", $0)]) }
        return packageListPage(
            visitor.frame, found, searched: part ?? "", places: try await places(visitor), values, next: next)
    }

    private func page(
        _ number: String, at moment: Instant? = nil, _ visitor: Visitor, _ values: FormValues
    ) async throws -> HTML {
        let view = try await operations.package(number, at: moment, as: visitor.actor)
        let history = try await operations.packageHistory(number, as: visitor.actor)
        return packagePage(
            visitor.frame, view, history, places: try await places(visitor), values,
            showsNumbers: visitor.settings.showsNumbers, clock: visitor.clock)
    }
}

extension PackRequest {
    /// One line of goods or a package, as a form has it; an empty form means all.
    fileprivate init(form body: RequestObject) {
        let product = body.optional("product", .name)
        let number = body.optional("number", .number)
        let quantity = body.optional("quantity", .positiveQuantity)
        let package = body.optional("package", .name)
        let isEmpty = product == nil && package == nil
        self.init(
            lines: isEmpty
                ? []
                : [
                    Line(
                        product: package == nil ? product : nil, number: package == nil ? number : nil,
                        quantity: package == nil ? quantity : nil, package: package)
                ])
    }
}

/// The address of the package's page, where the browser goes next.
@Sendable private func thePackage(_ view: PackageView) -> Answer {
    Answer(leadingTo: packageAddress(view.number))
}

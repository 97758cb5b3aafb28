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
            return try await listPage(visitor, FormValues(key: visitor.newKey), part: part, cursor: cursor)
        }
    }

    private var create: Route {
        pages.route(.post, "packages") { [operations] request, visitor in
            let typed = try request.typed()
            do {
                let body = try request.form()
                let number = body.optional("number", .name)
                let location = body.optional("location", .name)
                let command = try request.command(by: visitor, body)
                try body.finish()
                return APIResponse(
                    leadingTo: try await operations.makePackage(number, at: location, command, answer: thePackage))
            } catch let refusal as Refusal {
                return try await listPage(visitor, FormValues(key: visitor.newKey, refused: typed, refusal))
            }
        }
    }

    private var show: Route {
        pages.route(.get, "packages/{number}") { request, visitor in
            let query = try request.query()
            let at = query.optional("at", .instant)
            try query.finish()
            return try await page(request.parameter("number"), at: at, visitor, FormValues(key: visitor.newKey))
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

    private typealias Act = @Sendable (Command) async throws -> Answer

    /// A form on the page of a package; refused, the page comes back with what was typed.
    private func change(_ name: String, _ read: @escaping @Sendable (String, RequestObject) -> Act) -> Route {
        pages.route(.post, "packages/{number}/\(name)") { request, visitor in
            let number = request.parameter("number")
            let typed = try request.typed()
            do {
                let body = try request.form()
                let act = read(number, body)
                let command = try request.command(by: visitor, body)
                try body.finish()
                return APIResponse(leadingTo: try await act(command))
            } catch let refusal as Refusal where refusal.kind != .notFound {
                return try await page(number, visitor, FormValues(key: visitor.newKey, refused: typed, refusal))
            }
        }
    }

    private func places(_ visitor: Visitor) async throws -> [String] {
        try await operations.stockPlaces(as: visitor.actor).map(\.code)
    }

    private func listPage(
        _ visitor: Visitor, _ values: FormValues, part: String? = nil, cursor: String? = nil
    ) async throws -> APIResponse {
        let found = try await operations.packages(part: part, after: cursor, as: visitor.actor)
        let next = found.nextCursor.map { address("packages", query: [("q", part), ("cursor", $0)]) }
        let page = packageListPage(
            visitor.frame, found, searched: part ?? "", places: try await places(visitor), values, next: next)
        return .html(page, status: values.refusal == nil ? 200 : 422)
    }

    private func page(
        _ number: String, at moment: Instant? = nil, _ visitor: Visitor, _ values: FormValues
    ) async throws -> APIResponse {
        let view = try await operations.package(number, at: moment, as: visitor.actor)
        let history = try await operations.packageHistory(number, as: visitor.actor)
        let page = packagePage(
            visitor.frame, view, history, places: try await places(visitor), values,
            showsNumbers: visitor.settings.showsNumbers, clock: visitor.clock)
        return .html(page, status: values.refusal == nil ? 200 : 422)
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
    Answer(status: 303, body: Array(packageAddress(view.number).utf8))
}

import StockDomain
import StockOperations
import TabularFiles

/// `reports/doubtful` and `reports/shared-numbers`: lists as JSON, and whole as CSV.
struct NumberReportRoutes {
    let api: API

    var all: [Route] { [doubtful, shared] }

    private var doubtful: Route {
        api.route(.get, "reports/doubtful") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let query = try request.query()
            let question = DoubtQuestion(
                user: query.optional("user", .name), supplier: query.optional("supplier", .name),
                product: query.optional("product", .name))
            let format = query.optional("format", .word(ReportFormat.self)) ?? .json
            let part = query.part(.doubtCursor)
            try query.finish()
            let page = try await operations.doubtfulNumbers(
                question, after: part.cursor, limit: part.limit, as: caller.actor)
            if format == .json { return .page(page, \.json) }
            return .table(named: "doubtful.csv", header: DoubtRow.columns, page, \.fields) { cursor in
                try await operations.doubtfulNumbers(
                    question, after: DoubtCursor(cursor), limit: 500, as: caller.actor)
            }
        }
    }

    private var shared: Route {
        api.route(.get, "reports/shared-numbers") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let query = try request.query()
            let product = query.optional("product", .name)
            let format = query.optional("format", .word(ReportFormat.self)) ?? .json
            let part = query.part(.number)
            try query.finish()
            let page = try await operations.sharedNumbers(
                ofProduct: product, after: part.cursor, limit: part.limit, as: caller.actor)
            if format == .json { return .page(page, \.json) }
            return .table(named: "shared-numbers.csv", header: SharedNumber.columns, page.rows, \.fields) { cursor in
                try await operations.sharedNumbers(
                    ofProduct: product, after: LotNumber(stored: cursor), limit: 500, as: caller.actor
                ).rows
            }
        }
    }
}

extension APIResponse {
    /// A list as one file, from a first part to its end.
    ///
    /// - Parameter next: the part behind a cursor.
    static func table<Item: Sendable>(
        named name: String, header: [String], _ first: Page<Item>, _ fields: @escaping @Sendable (Item) -> [String],
        next: @escaping @Sendable (_ cursor: String) async throws -> Page<Item>
    ) -> APIResponse {
        .csv(named: name) { write in
            try await write(Array(CSVWriter.text([header] + first.items.map(fields)).utf8))
            var cursor = first.nextCursor
            while let place = cursor {
                let part = try await next(place)
                try await write(Array(CSVWriter.text(part.items.map(fields)).utf8))
                cursor = part.nextCursor
            }
        }
    }
}

extension RequestReader where Value == DoubtCursor {
    static var doubtCursor: RequestReader {
        RequestReader<String>.text().converted(
            standIn: DoubtCursor(posting: PostingID(1), position: 0, code: .placeholder),
            or: "must be the next_cursor of the part before."
        ) { DoubtCursor($0) }
    }
}

import StockDomain
import StockOperations

/// `scans` of documents of one kind: one scan, and the line grows.
struct DocumentScanRoutes {
    let api: API
    let kind: DocumentKind

    var all: [Route] { [scan] }

    private var scan: Route {
        api.route(.post, "\(kind.pathName)/{number}/scans") { [operations = api.operations, kind] request, caller in
            let body = try request.object()
            let scan = ScanRequest(
                text: body.required("text", .scannedText), quantity: body.optional("quantity", .positiveQuantity),
                product: body.optional("product", .name))
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await operations.addScan(
                    scan, to: kind, request.parameter("number"), ifVersion: try request.ifMatch().map { Int($0) },
                    command
                ) { .json($0.json(caller.settings)) })
        }
    }
}

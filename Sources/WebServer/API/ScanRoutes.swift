import GS1
import StockDomain
import StockOperations

/// `scan`: what a barcode or a typed text is, and what of ours it names.
struct ScanRoutes {
    let api: API

    var all: [Route] { [scan] }

    private var scan: Route {
        api.route(.post, "scan") { [operations = api.operations] request, caller in
            let body = try request.object()
            let text = body.required("text", .scannedText)
            let context = body.optional("context", .scanContext) ?? ScanContext()
            try body.finish()
            let asOf = context.asOf ?? operations.today(in: caller.settings)
            let scan = Scan(text, asOfYear: asOf.parts.year)
            let matches = try await operations.matches(of: ScannedNames(scan), as: caller.actor)
            return .json(scan.json(matches: matches, showsNumbers: caller.settings.showsNumbers))
        }
    }
}

/// Where a text was scanned.
private struct ScanContext {
    /// Settles the century of dates; nil for today.
    var asOf: CalendarDate?
    /// Said by clients that have them; no match depends on them.
    var document: String?
    var location: String?
}

extension RequestReader where Value == ScanContext {
    fileprivate static var scanContext: RequestReader {
        RequestReader(standIn: ScanContext()) { value in
            value.object { object in
                ScanContext(
                    asOf: object.optional("as_of", .day), document: object.optional("document", .name),
                    location: object.optional("location", .name))
            }
        }
    }
}

extension RequestReader where Value == String {
    /// Exactly what the reader sent, be it empty or full of separators.
    static var scannedText: RequestReader {
        RequestReader(standIn: "") { $0.string() }.checked(or: "must not be longer than 10000 characters.") {
            $0.unicodeScalars.count <= 10_000
        }
    }
}

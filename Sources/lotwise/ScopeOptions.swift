import ArgumentParser
import StockDomain
import WebServer

/// What a recall is about: one part by options, or any number of them as the API takes them.
struct ScopeOptions: ParsableArguments {
    @Option(help: "A SKU.")
    var product: String?

    @Option(help: "One lot or serial number of the product.")
    var number: String?

    @Option(help: "The first number of a range.")
    var from: String?

    @Option(help: "The last number of a range.")
    var to: String?

    @Option(help: "The code of a supplier.")
    var supplier: String?

    @Option(help: "His number.")
    var supplierNumber: String?

    @Option(help: "First day of production, such as 2026-05-01.")
    var producedFrom: String?

    @Option(help: "Last day of production.")
    var producedTo: String?

    @Option(help: "First day of receipt.")
    var receivedFrom: String?

    @Option(help: "Last day of receipt.")
    var receivedTo: String?

    @Option(help: "First day of expiry.")
    var expiresFrom: String?

    @Option(help: "Last day of expiry.")
    var expiresTo: String?

    @Option(help: "Several parts in JSON as the API takes them, such as '[{\"product\": \"NUT\"}]'.")
    var scope: String?

    @Option(help: "What is left out of all that, in JSON likewise.")
    var except: String?

    /// The request of the API that the options mean.
    func request(_ more: [(String, String?)] = []) throws -> RecallCommandRequest {
        let part = [
            ("product", product), ("number", number), ("from", from), ("to", to), ("supplier", supplier),
            ("supplier_number", supplierNumber), ("produced_from", producedFrom), ("produced_to", producedTo),
            ("received_from", receivedFrom), ("received_to", receivedTo), ("expires_from", expiresFrom),
            ("expires_to", expiresTo),
        ]
        do {
            return try RecallCommandRequest(part: part, scope: scope, except: except, more)
        } catch let refusal as Refusal where refusal.kind == .unreadable {
            throw ValidationError(([refusal.detail] + refusal.faults.map(\.detail)).joined(separator: "\n"))
        }
    }
}

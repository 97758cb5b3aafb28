import StockDomain
import StockOperations

/// The table of contents: every address of the product.
public struct Routes {
    private let operations: Operations
    private let makeKey: @Sendable () -> String
    private let metrics: Metrics

    /// - Parameter makeKey: makes the keys of forms; never the same twice.
    public init(_ operations: Operations, makeKey: @escaping @Sendable () -> String) {
        self.operations = operations
        self.makeKey = makeKey
        metrics = Metrics()
    }

    var table: RouteTable { RouteTable(all) }

    var all: [Route] {
        let pages = Pages(operations: operations, makeKey: makeKey)
        return QuestionPages(pages: pages).all
            + LotPages(pages: pages).all
            + TracePages(pages: pages).all
            + MassBalancePages(pages: pages).all
            + RiskPages(pages: pages).all
            + UnitPages(pages: pages).all
            + NumberReportPages(pages: pages).all
            + LotCorrectionPages(pages: pages).all
            + APIRoutes.documentKinds.flatMap { DocumentPages(pages: pages, kind: $0).all }
            + CountPages(pages: pages).all
            + PackagePages(pages: pages).all
            + ProductionPages(pages: pages).all
            + SetupPages(pages: pages).all
            + ExpiryPages(pages: pages).all
            + TrackingChangePages(pages: pages).all
            + PartnerPages(pages: pages).all
            + LocationPages(pages: pages).all
            + CategoryPages(pages: pages).all
            + ReportPages(pages: pages).all
            + AdvicePages(pages: pages).all
            + RecallToolPages(pages: pages).all
            + [false, true].flatMap { RecallCasePages(pages: pages, isDrill: $0).all }
            + AnswerPages(operations: operations).all
            + APIRoutes(operations).all
            + SystemRoutes(metrics: metrics, isHealthy: { [operations] in await operations.isHealthy() }).all
    }

    /// The server that answers at all of them.
    public func server(_ options: ServerOptions) -> LotwiseServer {
        LotwiseServer(table, options: options, metrics: metrics, problemPage: ProblemPage.response)
    }
}

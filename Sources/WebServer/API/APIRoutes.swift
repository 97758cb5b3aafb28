import StockDomain
import StockOperations

/// The table of contents of the API; `docs/openapi.yaml` describes exactly these routes.
public struct APIRoutes {
    let api: API

    public init(_ operations: Operations) {
        api = API(operations: operations)
    }

    var all: [Route] {
        SettingsRoutes(api: api).all
            + ProductRoutes(api: api).all
            + OwnNumberRoutes(api: api).all
            + TrackingChangeRoutes(api: api).all
            + UnnumberedRoutes(api: api).all
            + CategoryRoutes(api: api).all
            + PartnerRoutes(api: api).all
            + LocationRoutes(api: api).all
            + LotRoutes(api: api).all
            + LotCorrectionRoutes(api: api).all
            + TraceRoutes(api: api).all
            + RecallScopingRoutes(api: api).all
            + [false, true].flatMap { RecallCaseRoutes(api: api, isDrill: $0).all }
            + MassBalanceRoutes(api: api).all
            + RiskRoutes(api: api).all
            + UnitRoutes(api: api).all
            + APIRoutes.documentKinds.flatMap { DocumentRoutes(api: api, kind: $0).all }
            + ProductionRoutes(api: api).all
            + RecipeRoutes(api: api).all
            + PartSwapRoutes(api: api).all
            + CountRoutes(api: api).all
            + LotScrapRoutes(api: api).all
            + PackageRoutes(api: api).all
            + LedgerRoutes(api: api).all
            + OverrideRoutes(api: api).all
            + ScanRoutes(api: api).all
            + NumberRoutes(api: api).all
            + NumberReportRoutes(api: api).all
            + ImportRoutes(api: api).all
            + TokenRoutes(api: api).all
            + RecordRoutes(api: api).all
            + ExpiryRoutes(api: api).all
            + AdviceRoutes(api: api).all
            + [APIDescription.route]
    }

    /// The kinds of documents that have a path.
    static let documentKinds: [DocumentKind] = [
        .receipt, .delivery, .transfer, .productionOrder, .count, .scrap, .customerReturn, .supplierReturn,
    ]
}

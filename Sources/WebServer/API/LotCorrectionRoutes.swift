import StockDomain
import StockOperations

/// What corrects lots: out of use and back, the right number, splits and merges (R17–R19).
struct LotCorrectionRoutes {
    let api: API

    var all: [Route] { [archive, unarchive, renumber, split, merge] }

    private var archive: Route { archiving("archive", true) }
    private var unarchive: Route { archiving("unarchive", false) }

    private func archiving(_ name: String, _ isArchived: Bool) -> Route {
        route(name, read: { $0.optional("reason", .text()) }) { operations, lot, reason, command, answer in
            try await operations.archiveLot(lot, isArchived, reason: reason, command, answer: answer)
        }
    }

    private var renumber: Route {
        route("renumber", read: RenumberRequest.init) { operations, lot, request, command, answer in
            try await operations.renumber(lot, request, command, answer: answer)
        }
    }

    private var split: Route {
        route("split", status: 201, read: SplitRequest.init) { operations, lot, request, command, answer in
            try await operations.splitLot(lot, request, command, answer: answer)
        }
    }

    private var merge: Route {
        route("merge", status: 201, read: MergeRequest.init) { operations, lot, request, command, answer in
            try await operations.mergeLots(lot, request, command, answer: answer)
        }
    }

    private typealias LotAnswer = @Sendable (LotView) -> Answer

    /// A change of one lot that answers with the lot it leaves.
    private func route<Request: Sendable>(
        _ name: String, status: Int = 200, read: @escaping @Sendable (RequestObject) -> Request,
        _ act: @escaping @Sendable (Operations, LotID, Request, Command, @escaping LotAnswer) async throws -> Answer
    ) -> Route {
        api.route(.post, "lots/{id}/\(name)") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let body = try request.actionObject()
            let wanted = read(body)
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(
                try await act(operations, request.lotID(), wanted, command) { view in
                    .json(view.json(caller.settings), status: status)
                })
        }
    }
}

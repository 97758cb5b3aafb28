import StockDomain
import StockOperations
import TabularFiles
import WebPages

/// `recalls` and `drills`: the same addresses, of which a drill's change no stock (R49, R50).
struct RecallCaseRoutes {
    let api: API
    let isDrill: Bool

    var all: [Route] {
        [
            list, create, show, change, start, widen, withdraw, release, close, notices, notify, answer, check, report,
        ] + (isDrill ? [sheet, writeOnSheet, sign] : [])
    }

    private var operations: Operations { api.operations }
    private var path: String { isDrill ? "drills" : "recalls" }

    // MARK: Cases

    private var list: Route {
        api.route(.get, path) { [operations, isDrill] request, caller in
            try caller.requireNumbers()
            let query = try request.query()
            let part = query.part(.id)
            try query.finish()
            let page = try await operations.recalls(
                areDrills: isDrill, before: part.cursor.map { RecallID($0) }, limit: part.limit, as: caller.actor)
            return .page(page) { $0.json }
        }
    }

    private var create: Route {
        api.route(.post, path) { [operations, isDrill, path] request, caller in
            try caller.requireNumbers()
            let body = try isDrill ? request.actionObject() : request.object()
            let recall = RecallRequest(body, isDrill: isDrill)
            let command = try request.command(by: caller, body)
            try body.finish()
            let answer = try await operations.draftRecall(recall, command) { .json($0.json, status: 201) }
            let number = try JSON(parsing: answer.body)["number"].flatMap { json -> String? in
                if case .string(let text) = json { text } else { nil }
            }
            return APIResponse(answer).adding("Location", "/api/v1/\(path)/\(number ?? "")")
        }
    }

    private var show: Route {
        api.route(.get, "\(path)/{number}") { [operations, isDrill] request, caller in
            try caller.requireNumbers()
            try request.query().finish()
            let view = try await operations.recall(request.parameter("number"), isDrill: isDrill, as: caller.actor)
            return .json(view.json)
        }
    }

    private var change: Route {
        act(.patch, "") { [operations, isDrill] number, body in
            let change = RecallChange(body)
            let version = body.recallVersion
            return { command in
                try await operations.changeRecall(number, isDrill: isDrill, change, ifVersion: version, command) {
                    .json($0.json)
                }
            }
        }
    }

    // MARK: Actions

    private var start: Route {
        act(.post, "/start") { [operations, isDrill] number, body in
            let version = body.recallVersion
            return { command in
                try await operations.startRecall(number, isDrill: isDrill, ifVersion: version, command) {
                    .json($0.json)
                }
            }
        }
    }

    private var widen: Route {
        act(.post, "/widen") { [operations, isDrill] number, body in
            let scope = body.requiredTerms()
            let reason = body.required("reason", .text(most: 1_000))
            return { command in
                try await operations.widenRecall(number, isDrill: isDrill, scope, because: reason, command) {
                    .json($0.json)
                }
            }
        }
    }

    private var withdraw: Route {
        act(.post, "/withdraw") { [operations, isDrill] number, body in
            let reason = body.required("reason", .text(most: 1_000))
            return { command in
                try await operations.withdrawRecall(number, isDrill: isDrill, because: reason, command) {
                    .json($0.json)
                }
            }
        }
    }

    private var release: Route {
        act(.post, "/release") { [operations, isDrill] number, body in
            let lots = body.required("lots", .list(of: .lotID))
            let reason = body.required("reason", .text(most: 1_000))
            return { command in
                try await operations.releaseFromRecall(number, isDrill: isDrill, lots: lots, because: reason, command) {
                    .json($0.json)
                }
            }
        }
    }

    private var close: Route {
        act(.post, "/close") { [operations, isDrill] number, body in
            let conclusion = body.required("conclusion", .lines(most: 4_000))
            return { command in
                try await operations.closeRecall(number, isDrill: isDrill, conclusion: conclusion, command) {
                    .json($0.json)
                }
            }
        }
    }

    // MARK: Notices and answers

    private var notices: Route {
        api.route(.get, "\(path)/{number}/notices") { [operations, isDrill] request, caller in
            try caller.requireNumbers()
            let query = try request.query()
            let format: ReportFormat = query.optional("format", .word()) ?? .json
            // Nobody is left untold because a list had a second part.
            let part = query.part(usual: .max)
            try query.finish()
            let link = request.answerLink(caller.settings)
            let told = try await operations.notices(
                of: request.parameter("number"), isDrill: isDrill, as: caller.actor, link: link)
            if format == .csv {
                let text = CSVWriter.text(NoticeTable.rows(of: told.notices, link: link))
                return .csv(named: "notices-\(told.view.recall.number).csv") { write in
                    try await write(Array(text.utf8))
                }
            }
            return .part(part, of: told.notices) { $0.json(link: link($0.token)) }
        }
    }

    private var notify: Route {
        act(.post, "/notices") { [operations, isDrill] number, body, link in
            let notices = NoticeRequest(body)
            return { command in
                if notices.isToBeMailed {
                    return try await operations.mailNotices(
                        of: number, isDrill: isDrill, notices, command, link: link
                    ) { .json($0.json) }
                }
                return try await operations.writeDownNotices(of: number, isDrill: isDrill, notices, command, link: link)
                {
                    .json($0.json)
                }
            }
        }
    }

    private var answer: Route {
        act(.post, "/answers") { [operations, isDrill] number, body in
            let answer = AnswerRequest(body, namesPartner: true)
            return { command in
                try await operations.writeDownAnswer(to: number, isDrill: isDrill, answer, command) { .json($0.json) }
            }
        }
    }

    private var check: Route {
        act(.post, "/checks") { [operations, isDrill] number, body in
            let check = CheckRequest(body)
            return { command in
                try await operations.writeDownCheck(of: number, isDrill: isDrill, check, command) { .json($0.json) }
            }
        }
    }

    private var report: Route {
        api.route(.get, "\(path)/{number}/status-report") { [operations, isDrill] request, caller in
            try caller.requireNumbers()
            try request.query().finish()
            let view = try await operations.recall(request.parameter("number"), isDrill: isDrill, as: caller.actor)
            return .json(StatusReport(view, zone: caller.settings.zone).json(view))
        }
    }

    // MARK: The sheet of a drill

    private var sheet: Route {
        api.route(.get, "\(path)/{number}/sheet") { [operations] request, caller in
            try caller.requireNumbers()
            try request.query().finish()
            let view = try await operations.recall(request.parameter("number"), isDrill: true, as: caller.actor)
            return .json(view.sheetJSON)
        }
    }

    private var writeOnSheet: Route {
        act(.patch, "/sheet") { [operations] number, body in
            let change = DrillSheetChange(body)
            return { command in
                try await operations.writeOnSheet(of: number, change, command) { .json($0.sheetJSON) }
            }
        }
    }

    private var sign: Route {
        act(.post, "/sheet/sign") { [operations] number, body in
            let meaning: DrillSheet.Signature.Meaning = body.required("meaning", .word())
            return { command in
                try await operations.signSheet(of: number, meaning, command) { .json($0.sheetJSON) }
            }
        }
    }

    // MARK: Shapes

    private typealias Act = (Command) async throws -> Answer

    /// A write that names a case; `read` reads the body and says what is to be done.
    private func act(
        _ method: APIRequest.Method, _ action: String,
        _ read: @escaping @Sendable (String, RequestObject, @escaping @Sendable (String) -> String) -> Act
    ) -> Route {
        api.route(method, "\(path)/{number}\(action)") { request, caller in
            try caller.requireNumbers()
            let body = try request.actionObject()
            let act = read(request.parameter("number"), body, request.answerLink(caller.settings))
            let command = try request.command(by: caller, body)
            try body.finish()
            return APIResponse(try await act(command))
        }
    }

    private func act(
        _ method: APIRequest.Method, _ action: String, _ read: @escaping @Sendable (String, RequestObject) -> Act
    ) -> Route {
        act(method, action) { number, body, _ in read(number, body) }
    }
}

/// What a recall would reach, before there is one.
struct RecallScopingRoutes {
    let api: API

    var all: [Route] { [whatIf, reading] }

    private var whatIf: Route {
        api.route(.post, "recalls/what-if") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let body = try request.object()
            let scope = body.requiredTerms()
            let exceptions = body.terms("except") ?? []
            try body.finish()
            return .json(try await operations.recallReach(of: scope, without: exceptions, as: caller.actor).json)
        }
    }

    private var reading: Route {
        api.route(.post, "recalls/read-notice") { [operations = api.operations] request, caller in
            try caller.requireNumbers()
            let body = try request.object()
            let text = body.required("text", .lines(most: 50_000))
            let supplier = body.optional("supplier", .name)
            try body.finish()
            return .json(try await operations.read(supplierNotice: text, from: supplier, as: caller.actor).json)
        }
    }
}

extension APIRequest {
    /// The whole address of the answer form for a token: under the company's public address, else under the name by
    /// which we were reached.
    func answerLink(_ settings: Settings) -> @Sendable (String) -> String {
        let scheme = header("X-Forwarded-Proto") == "https" ? "https" : "http"
        let base = settings.publicAddress ?? "\(scheme)://\(header("Host") ?? "localhost")"
        return { token in "\(base)/r/\(token)" }
    }
}

/// Notices as a table for mail merge: a row for each consignee.
enum NoticeTable {
    static func rows(of notices: [NoticeView], link: (String) -> String) -> [[String]] {
        let header = [
            "partner", "name", "email", "phone", "address", "lots", "quantity", "link", "subject", "text", "sent_at",
            "answered_at",
        ]
        return [header]
            + notices.map { notice in
                let consigned = notice.consigned
                let lots = consigned.goods.flatMap(\.lots).compactMap(\.lot.number).joined(separator: " ")
                let amounts = consigned.goods.map { "\($0.delivered) \($0.product.unit) \($0.product.sku)" }
                return [
                    consigned.partner.code, consigned.partner.name, consigned.partner.email ?? "",
                    consigned.partner.phone ?? "", consigned.partner.address ?? "", lots,
                    amounts.joined(separator: "; "), link(notice.token), notice.text.subject, notice.text.body,
                    consigned.notifiedAt?.rfc3339 ?? "", consigned.respondedAt?.rfc3339 ?? "",
                ]
            }
    }
}

import StockDomain
import StockOperations
import TabularFiles
import WebPages

/// The pages of recall cases, or those of drills.
struct RecallCasePages {
    let pages: Pages
    let isDrill: Bool

    var all: [Route] {
        [
            list, create, show, askToEdit, edit, change, notices, letters, noticeTable, report, start, widen, withdraw,
            release, close, answer, check, notify, showPapers,
        ] + papers.all + (isDrill ? [sheet, movements, writeOnSheet, sign] : [])
    }

    private var operations: Operations { pages.operations }
    private var path: String { isDrill ? "drills" : "recalls" }

    // MARK: Looking

    private var list: Route {
        pages.route(.get, path) { [operations, isDrill, path] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let cursor = query.optional("cursor", .id)
            try query.finish()
            let page = try await operations.recalls(
                areDrills: isDrill, before: cursor.map { RecallID($0) }, as: visitor.actor)
            return .html(
                recallListPage(
                    visitor.frame, page.items, areDrills: isDrill, key: visitor.newKey,
                    next: page.nextCursor.map { address(path, query: [("cursor", $0)]) }, clock: visitor.clock))
        }
    }

    private var show: Route {
        pages.route(.get, "\(path)/{number}") { [operations, pages, isDrill] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let told = query.toldKey
            try query.finish()
            let view = try await operations.recall(request.parameter("number"), isDrill: isDrill, as: visitor.actor)
            let warnings = try await pages.warnings(toldUnder: told, at: recallAddress(view.recall), visitor)
            let forms = PageForms(FormValues(key: visitor.newKey))
            return .html(recallCasePage(visitor.frame, view, forms, warnings: warnings, clock: visitor.clock))
        }
    }

    private var askToEdit: Route {
        view("/edit") { visitor, view, _ in
            editPage(visitor.frame, view, FormValues(key: visitor.newKey, draft: view))
        }
    }

    /// The whole draft, its scope too.
    private var edit: Route {
        form("edit", refused: { frame, view, values, _ in editPage(frame, view, values) }) {
            [operations, isDrill] number, body, _ in
            let change = RecallChange(body)
            let version = body.recallVersion
            return { command in
                try await operations.changeRecall(
                    number, isDrill: isDrill, change, ifVersion: version, command, answer: leadingToCase)
            }
        }
    }

    private var report: Route {
        view("/status-report") { visitor, view, _ in
            statusReportPage(
                visitor.frame, view, StatusReport(view, zone: visitor.settings.zone), clock: visitor.clock)
        }
    }

    private var sheet: Route {
        view("/sheet") { visitor, view, _ in
            drillSheetPage(
                visitor.frame, view, FormValues(key: visitor.newKey, sheetOf: view), clock: visitor.clock)
        }
    }

    /// Behind a term of the sheet's balance.
    private var movements: Route {
        pages.route(.get, "drills/{number}/sheet/movements/{term}") { [operations] request, visitor in
            try visitor.requireNumbers()
            let term = try request.balanceTerm()
            let query = try request.query()
            let product = query.optional("product", .name)
            try query.finish()
            let number = request.parameter("number")
            let found = try await operations.movements(
                behind: term, ofDrill: number, product: product, as: visitor.actor)
            let origin = BalanceOrigin(drill: found.recall.number, term, product: product)
            return .html(
                balanceMovementsPage(
                    visitor.frame, term, found.movements.map(BalanceMovement.init), of: origin, clock: visitor.clock))
        }
    }

    private var writeOnSheet: Route {
        form("sheet", refused: { drillSheetPage($0, $1, $2, clock: $3) }) { [operations] number, body, _ in
            let change = DrillSheetChange(body)
            return { command in try await operations.writeOnSheet(of: number, change, command, answer: leadingToSheet) }
        }
    }

    private var sign: Route {
        form("sheet/sign", refused: { drillSheetPage($0, $1, $2, clock: $3) }) { [operations] number, body, _ in
            let meaning: DrillSheet.Signature.Meaning = body.required("meaning", .word())
            return { command in try await operations.signSheet(of: number, meaning, command, answer: leadingToSheet) }
        }
    }

    private var notices: Route {
        told("/notices") { visitor, view, notices, _ in
            .html(
                recallNoticesPage(
                    visitor.frame, view, notices, FormValues(key: visitor.newKey), mail: visitor.settings.mail,
                    clock: visitor.clock))
        }
    }

    private var letters: Route {
        told("/notices/print") { visitor, view, notices, _ in
            .html(noticeLettersPage(visitor.frame, view, notices, clock: visitor.clock))
        }
    }

    private var noticeTable: Route {
        told("/notices.csv") { _, view, notices, link in
            .report(named: "notices-\(view.recall.number)", NoticeTable.rows(of: notices, link: link))
        }
    }

    // MARK: Notes and files

    private var showPapers: Route {
        pages.route(.get, "\(path)/{number}/papers") { request, visitor in
            try visitor.requireNumbers()
            try request.query().finish()
            return .html(try await papersPage(request, visitor, PageForms(FormValues(key: visitor.newKey))))
        }
    }

    private var papers: PaperPages {
        PaperPages(pages: pages, path: "\(path)/{number}") { [operations, isDrill] request, visitor in
            let recall = try await operations.recallCase(
                request.parameter("number"), isDrill: isDrill, as: visitor.actor)
            return (RecordKey(.recall, recall.id.rawValue), recallAddress(recall, "papers"))
        } draw: { request, visitor, forms in
            try await papersPage(request, visitor, forms)
        }
    }

    private func papersPage(_ request: APIRequest, _ visitor: Visitor, _ forms: PageForms) async throws -> HTML {
        let recall = try await operations.recallCase(
            request.parameter("number"), isDrill: isDrill, as: visitor.actor)
        let key = RecordKey(.recall, recall.id.rawValue)
        let papers = Papers(
            notes: try await operations.notes(on: key, limit: 500, as: visitor.actor).items,
            files: try await operations.attachments(on: key, limit: 500, as: visitor.actor).items)
        return recallPapersPage(visitor.frame, recall, papers, forms, clock: visitor.clock)
    }

    // MARK: Doing

    /// Of a drill there is no form: a lot is drawn and the drill begins.
    private var create: Route {
        pages.route(.post, path) { [operations, isDrill] request, visitor in
            try visitor.requireNumbers()
            let typed = try request.typed()
            do {
                let body = try request.form()
                let recall = RecallRequest(body, isDrill: isDrill)
                let command = try request.command(by: visitor, body)
                try body.finish()
                return APIResponse(leadingTo: try await operations.draftRecall(recall, command, answer: leadingToCase))
            } catch let refusal as Refusal where !isDrill {
                let values = FormValues(key: visitor.newKey, refused: typed, refusal)
                return .html(recallFormPage(visitor.frame, values), status: 422)
            }
        }
    }

    private var start: Route {
        form("start") { [operations, isDrill] number, body, _ in
            let version = body.recallVersion
            return { command in
                try await operations.startRecall(
                    number, isDrill: isDrill, ifVersion: version, command, answer: leadingToTheFreed)
            }
        }
    }

    private var change: Route {
        form("change") { [operations, isDrill] number, body, _ in
            let change = RecallChange(body)
            let version = body.recallVersion
            return { command in
                try await operations.changeRecall(
                    number, isDrill: isDrill, change, ifVersion: version, command, answer: leadingToCase)
            }
        }
    }

    private var widen: Route {
        form("widen") { [operations, isDrill] number, body, _ in
            let scope = body.requiredTerms()
            let reason = body.required("reason", .text(most: 1_000))
            return { command in
                try await operations.widenRecall(
                    number, isDrill: isDrill, scope, because: reason, command, answer: leadingToTheFreed)
            }
        }
    }

    private var withdraw: Route {
        form("withdraw") { [operations, isDrill] number, body, _ in
            let reason = body.required("reason", .text(most: 1_000))
            return { command in
                try await operations.withdrawRecall(
                    number, isDrill: isDrill, because: reason, command, answer: leadingToCase)
            }
        }
    }

    private var release: Route {
        form("release") { [operations, isDrill] number, body, _ in
            let lots = body.required("lots", .list(of: .lotID))
            let reason = body.required("reason", .text(most: 1_000))
            return { command in
                try await operations.releaseFromRecall(
                    number, isDrill: isDrill, lots: lots, because: reason, command, answer: leadingToCase)
            }
        }
    }

    private var close: Route {
        form("close") { [operations, isDrill] number, body, _ in
            let conclusion = body.required("conclusion", .lines(most: 4_000))
            return { command in
                try await operations.closeRecall(
                    number, isDrill: isDrill, conclusion: conclusion, command, answer: leadingToCase)
            }
        }
    }

    private var answer: Route {
        form("answers") { [operations, isDrill] number, body, _ in
            let answer = AnswerRequest(body, namesPartner: true)
            return { command in
                try await operations.writeDownAnswer(
                    to: number, isDrill: isDrill, answer, command, answer: leadingToCase)
            }
        }
    }

    private var check: Route {
        form("checks") { [operations, isDrill] number, body, _ in
            let check = CheckRequest(body)
            return { command in
                try await operations.writeDownCheck(
                    of: number, isDrill: isDrill, check, command, answer: leadingToCase)
            }
        }
    }

    private var notify: Route {
        pages.form("\(path)/{number}/notices", needsNumbers: true) { [operations, isDrill] body, request, visitor in
            let notices = NoticeRequest(body)
            let number = request.parameter("number")
            let link = request.answerLink(visitor.settings)
            return { command in
                if notices.isToBeMailed {
                    return try await operations.mailNotices(
                        of: number, isDrill: isDrill, notices, command, link: link
                    ) { Answer(leadingTo: recallAddress($0.view.recall, "notices")) }
                }
                return try await operations.writeDownNotices(of: number, isDrill: isDrill, notices, command, link: link)
                {
                    Answer(leadingTo: recallAddress($0.recall, "notices"))
                }
            }
        } refused: { [operations, isDrill] values, visitor, request in
            let link = request.answerLink(visitor.settings)
            let told = try await operations.notices(
                of: request.parameter("number"), isDrill: isDrill, as: visitor.actor, link: link)
            return recallNoticesPage(
                visitor.frame, told.view, told.notices, values, mail: visitor.settings.mail, clock: visitor.clock)
        }
    }

    // MARK: Shapes

    private func view(
        _ page: String, _ draw: @escaping @Sendable (Visitor, RecallView, APIRequest) -> HTML
    ) -> Route {
        pages.route(.get, "\(path)/{number}\(page)") { [operations, isDrill] request, visitor in
            try visitor.requireNumbers()
            try request.query().finish()
            let view = try await operations.recall(request.parameter("number"), isDrill: isDrill, as: visitor.actor)
            return .html(draw(visitor, view, request))
        }
    }

    private func told(
        _ page: String,
        _ answer: @escaping @Sendable (Visitor, RecallView, [NoticeView], (String) -> String) -> APIResponse
    ) -> Route {
        pages.route(.get, "\(path)/{number}\(page)") { [operations, isDrill] request, visitor in
            try visitor.requireNumbers()
            try request.query().finish()
            let link = request.answerLink(visitor.settings)
            let told = try await operations.notices(
                of: request.parameter("number"), isDrill: isDrill, as: visitor.actor, link: link)
            return answer(visitor, told.view, told.notices, link)
        }
    }

    /// A form of the case that was sent; refused, the case comes back with what was typed.
    ///
    /// - Parameter refused: the page that shows the refusal; nil for the case's own.
    private func form(
        _ action: String,
        refused page: (@Sendable (Frame, RecallView, FormValues, PageClock) -> HTML)? = nil,
        _ read: @escaping @Sendable (String, RequestObject, @escaping @Sendable (String) -> String) -> Pages.Act
    ) -> Route {
        pages.form("\(path)/{number}/\(action)", needsNumbers: true) { body, request, visitor in
            read(request.parameter("number"), body, request.answerLink(visitor.settings))
        } refused: { [operations, isDrill] values, visitor, request in
            let view = try await operations.recall(request.parameter("number"), isDrill: isDrill, as: visitor.actor)
            if let page { return page(visitor.frame, view, values, visitor.clock) }
            return recallCasePage(visitor.frame, view, PageForms(values, sent: action), clock: visitor.clock)
        }
    }
}

@Sendable private func leadingToCase(_ view: RecallView) -> Answer {
    Answer(leadingTo: recallAddress(view.recall))
}

/// The case, which names the documents that lost goods set aside for them.
@Sendable private func leadingToTheFreed(_ started: StartedRecall) -> Answer {
    Answer(
        leadingTo: recallAddress(started.view.recall),
        telling: started.freed.map { freed in
            Warning("", "reservation_freed", "\(freed.number) had goods set aside and has lost them: look at it.")
        })
}

/// The form of a draft with what it says now.
@Sendable private func editPage(_ frame: Frame, _ view: RecallView, _ values: FormValues) -> HTML {
    let parts = max(
        view.terms.count { !$0.isException } + 1, view.terms.count(where: \.isException) + 3)
    return recallFormPage(frame, values, draft: view.recall, rows: max(3, parts))
}

@Sendable private func leadingToSheet(_ view: RecallView) -> Answer {
    Answer(leadingTo: recallAddress(view.recall, "sheet"))
}

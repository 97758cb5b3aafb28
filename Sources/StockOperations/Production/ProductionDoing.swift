import StockDomain
import StockStore

/// Does an order, wholly or in part: reads what the rules need, lets them decide each step, writes one posting for each
/// (R23).
struct ProductionDoing {
    let store: Store
    let moment: Moment
    let command: Command
    let doing: DocumentDoing

    init(_ store: Store, _ moment: Moment, _ command: Command) throws {
        self.store = store
        self.moment = moment
        self.command = command
        doing = try DocumentDoing(store, moment, command)
    }

    /// Decides and writes; the order is done afterwards.
    ///
    /// - Throws: every fault or question of every part in one refusal.
    func finish(
        _ document: Document, _ lines: [DocumentLine], _ plan: ProductionPlan, told: Decision,
        _ request: ProductionDoRequest
    ) throws -> DocumentView {
        if plan.output.done <= .zero {
            throw Refusal.rule("no_lines", "\(document.number) makes nothing: say what is made.", at: "/outputs")
        }
        if plan.rest[plan.output.id] != nil, request.rest == nil {
            throw Refusal.rule(
                "rest_required",
                "\(document.number) is not wholly done. Say what becomes of the rest: a backorder, or close it.",
                at: "/rest")
        }
        var done = document
        done.state = .done
        done.reason = request.reason ?? document.reason
        done.happenedAt = try doing.checkedMoment(request.happenedAt ?? document.happenedAt)
        let (warnings, setAside) = try post(done, lines, plan, told)
        if request.rest == .backorder, plan.rest[plan.output.id] != nil {
            try setAside.keep(for: store.makeBackorder(of: done, lines, plan.rest), in: store)
        }
        var view = try store.saving(done)
        view.warnings = warnings
        return view
    }

    private func post(
        _ document: Document, _ lines: [DocumentLine], _ plan: ProductionPlan, _ told: Decision
    ) throws -> (warnings: [Warning], rest: RestSetAside) {
        let happenedAt = document.happenedAt ?? moment.now
        let reservations = try store.reservations(of: lines.map(\.id))
        let setAside = DocumentDoing.setAside(reservations)
        try store.unreserve(lines.map(\.id))
        var deciding = try ProductionDeciding(doing, document, plan, at: happenedAt, setAside: setAside)
        deciding.decision = told
        try deciding.decide()
        var rest = RestSetAside()
        let told = try DecisionPosting(store, moment, command, document, lines)
            .post(deciding.decision, taking: plan.components, naming: deciding.made) { decision in
                rest = RestSetAside(of: reservations, without: decision.movements)
                return []
            }
        return (told, rest)
    }
}

import StockDomain
import StockOperations
import WebPages

/// The mass balance and the movements behind its terms (R51).
struct MassBalancePages {
    let pages: Pages

    var all: [Route] { [report, movements] }

    private var operations: Operations { pages.operations }

    private var report: Route {
        pages.route(.get, "reports/mass-balance") { [operations] request, visitor in
            let query = try request.query()
            let question = query.massBalanceQuestion(showsNumbers: visitor.settings.showsNumbers)
            let fields = MassBalanceFields(question)
            let showsNumbers = visitor.settings.showsNumbers
            do {
                try query.finish()
                let isAsked = question.product != nil || question.lot != nil || question.days.from != nil
                let report = isAsked ? try await operations.massBalance(question, as: visitor.actor) : nil
                return .html(massBalancePage(visitor.frame, report, fields, showsNumbers: showsNumbers))
            } catch let refusal as Refusal {
                return .html(
                    massBalancePage(visitor.frame, nil, fields, showsNumbers: showsNumbers, refusal: refusal),
                    status: 422)
            }
        }
    }

    private var movements: Route {
        pages.route(.get, "reports/mass-balance/{term}") { [operations] request, visitor in
            let term = try request.balanceTerm()
            let query = try request.query()
            let question = query.massBalanceQuestion(showsNumbers: visitor.settings.showsNumbers)
            try query.finish()
            let movements = try await operations.movements(behind: term, of: question, as: visitor.actor)
            let rows = movements.map(BalanceMovement.init)
            let origin = BalanceOrigin(MassBalanceFields(question), term, rows)
            return .html(balanceMovementsPage(visitor.frame, term, rows, of: origin, clock: visitor.clock))
        }
    }
}

extension BalanceMovement {
    init(_ told: TermMovement) {
        self.init(movement: told.movement, lot: told.lot, quantity: told.quantity)
    }
}

extension MassBalanceFields {
    fileprivate init(_ question: MassBalanceQuestion) {
        self.init(
            product: question.product ?? "", lot: question.lot.map { "\($0.rawValue)" } ?? "",
            by: question.perLot ? "lot" : "", from: question.days.from?.description ?? "",
            to: question.days.to?.description ?? "", unit: question.unit ?? "",
            tolerance: question.tolerance.description)
    }
}

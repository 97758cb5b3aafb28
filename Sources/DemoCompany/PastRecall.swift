import StockDomain
import StockOperations

/// The recall of the tahini from the supplier's call to its end, so that a newcomer sees a closed case and its report.
///
/// It is told with a clock that stands at the days on which it happened; all goods of the lot are gone at its end.
struct PastRecall {
    private let operations: Operations
    private let actor: Actor
    private let goods: RecalledGoods
    private let midnight: Instant

    init(_ operations: Operations, of goods: RecalledGoods, in zone: CompanyZone, by actor: Actor) {
        self.operations = operations
        self.actor = actor
        self.goods = goods
        midnight = zone.start(of: goods.noticedOn)
    }

    /// What a customer said: how many jars were there, came back, were destroyed and were sold.
    private struct Said {
        let customer: Int
        /// Hours after midnight of the day of the notice.
        let hour: Double
        let have: Int64
        var returned: Int64 = 0
        var destroyed: Int64 = 0
        let sold: Int64
        var comment: String?
        var isByLink = false

        var code: String { DemoPartners.customers[customer].code }
    }

    /// Seven customers with 82 jars: 34 come back, 7 are destroyed there, 41 were sold.
    private static let answers = [
        Said(customer: 9, hour: 18.6, have: 10, returned: 10, sold: 14, isByLink: true),
        Said(customer: 22, hour: 33, have: 18, returned: 18, sold: 0, comment: "Not put on the shelf yet"),
        Said(customer: 35, hour: 34, have: 0, sold: 12),
        Said(customer: 48, hour: 36.5, have: 5, destroyed: 5, sold: 7, isByLink: true),
        Said(customer: 60, hour: 57, have: 6, returned: 6, sold: 0),
        Said(customer: 73, hour: 59, have: 2, destroyed: 2, sold: 4),
        Said(customer: 85, hour: 105, have: 0, sold: 4, comment: "The mail went to a colleague who is on holiday"),
    ]

    func tell() async throws {
        let number = try await begin()
        try await tellCustomers(number)
        for said in PastRecall.answers.dropLast() { try await hear(said, number) }
        try await remindLast(number)
        try await takeBack()
        try await destroy()
        try await check(number)
        _ = try await at(24 * 21 + 15).closeRecall(
            number, isDrill: false,
            conclusion:
                "All seven customers were reached. What was left of the lot was destroyed under supervision; the "
                + "supplier has replaced the mill and credits the goods.", command
        ) { _ in done }
    }

    private func begin() async throws -> String {
        let request = RecallRequest(
            hazardClass: .second, depth: .consumer, reason: "Salmonella in sesame, says Olive & Grain Imports",
            scope: [ScopeTerm(product: RecalledBatch.product.sku, number: LotNumber(stored: goods.number))],
            wording: NoticeWording(
                goodsKind: .food,
                hazard: "Eating it may cause fever and diarrhoea, in small children and the old gravely.",
                instructions: "Send back what you have at our cost, or destroy it and tell us how much.",
                contact: "Priya, quality, +44 20 7946 0999"),
            checks: CheckPlan(level: .some, percent: 50), seed: 2_026,
            expectedEnd: goods.noticedOn.adding(days: 28))
        let drafted = try await at(17.5).draftRecall(request, command) { view in
            Answer(status: 201, body: Array(view.recall.number.utf8))
        }
        let number = String(decoding: drafted.body, as: UTF8.self)
        _ = try await at(17.6).startRecall(number, isDrill: false, command) { _ in done }
        return number
    }

    /// Most get a mail the same evening, two are called.
    private func tellCustomers(_ number: String) async throws {
        let called = [1, 2]
        let codes = PastRecall.answers.map(\.code)
        try await tell(number, 17.9, called.map { codes[$0] }, .phone)
        try await tell(number, 18.2, codes.indices.filter { !called.contains($0) }.map { codes[$0] }, .mail)
    }

    /// Who is silent after three days is called, and answers then.
    private func remindLast(_ number: String) async throws {
        let last = PastRecall.answers[PastRecall.answers.count - 1]
        try await tell(number, 90, [last.code], .phone, isReminder: true)
        try await hear(last, number)
    }

    private func tell(
        _ number: String, _ hour: Double, _ codes: [String], _ method: ContactMethod, isReminder: Bool = false
    ) async throws {
        _ = try await at(hour).writeDownNotices(
            of: number, isDrill: false, NoticeRequest(partners: codes, method: method, isReminder: isReminder), command,
            link: { $0 }
        ) { _ in done }
    }

    private func hear(_ said: Said, _ number: String) async throws {
        func quantity(_ units: Int64) -> Quantity? { units == 0 ? nil : Quantity(units: units) }
        let amounts = AnsweredAmounts(
            have: Quantity(units: said.have), destroyed: quantity(said.destroyed), returned: quantity(said.returned),
            sold: quantity(said.sold))
        let request = AnswerRequest(
            partner: said.isByLink ? nil : said.code, parts: [AnswerRequest.Part(amounts: amounts)],
            comment: said.comment)
        guard said.isByLink else {
            _ = try await at(said.hour).writeDownAnswer(to: number, isDrill: false, request, command) { _ in done }
            return
        }
        let notices = try await at(said.hour).notices(of: number, isDrill: false, as: actor, link: { $0 }).notices
        guard let notice = notices.first(where: { $0.consigned.partner.code == said.code }) else { return }
        _ = try await at(said.hour).answer(byLink: notice.token, request)
    }

    /// What was announced arrives in the week after.
    private func takeBack() async throws {
        for (index, said) in PastRecall.answers.filter({ $0.returned > 0 }).enumerated() {
            let request = DocumentRequest(
                kind: .customerReturn, partner: said.code, origin: "RMA-T\(index + 1)", lines: [line(said.returned)],
                doNow: true)
            _ = try await at(24 * Double(4 + index) + 10).create(request, command) { _ in done }
        }
    }

    /// Everything that is here: what was set apart, and what came back.
    private func destroy() async throws {
        let returned = PastRecall.answers.map(\.returned).reduce(0, +)
        let lot = try await operations.lots(
            ofProduct: RecalledBatch.product.sku, LotFilter(number: goods.number), limit: 1, as: actor)
        let here = lot.items.first?.onHand.wholeUnits ?? 0
        for (place, units) in [(History.quarantine, here - returned), (History.returns, returned)] where units > 0 {
            let request = DocumentRequest(
                kind: .scrap, location: place, reason: "Recalled", scrapKind: .destroyed, witness: "Priya, quality",
                certificate: "Disposal note 7731", lines: [line(units)], doNow: true)
            _ = try await at(24 * 14 + 11).create(request, command) { _ in done }
        }
    }

    private func check(_ number: String) async throws {
        let view = try await operations.recall(number, as: actor)
        for (index, consigned) in view.consigned.filter({ $0.check != nil }).enumerated() {
            let check = CheckRequest(partner: consigned.partner.code, method: .phone, wasEffective: true)
            _ = try await at(24 * 9 + 9 + Double(index) / 4).writeDownCheck(
                of: number, isDrill: false, check, command
            ) { _ in done }
        }
    }

    // MARK: Shapes

    /// The program as it stood so many hours after midnight of the day of the notice.
    private func at(_ hours: Double) -> Operations {
        let moment = Instant(rawValue: midnight.rawValue + Int64(hours * 3_600_000_000))
        return operations.telling { moment }
    }

    private var command: Command { Command(by: actor) }

    private func line(_ units: Int64) -> LineRequest {
        LineRequest(
            product: RecalledBatch.product.sku, quantity: Quantity(units: units),
            pastedNumbers: "\(goods.number); \(units)", pointer: "/lines/0")
    }
}

private var done: Answer { Answer(status: 200, body: []) }

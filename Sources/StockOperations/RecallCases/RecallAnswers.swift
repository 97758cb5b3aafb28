import StockDomain
import StockStore

/// A consignee at his link.
public struct LinkedConsignee: Sendable {
    public let recall: RecallCase
    public let consigned: Consigned
    /// Whether somebody has answered by this link already.
    public let isUsedUp: Bool
}

extension Operations {
    /// Writes down what a customer said, by phone or letter.
    ///
    /// - Throws: `not_found`, `recall_state`, `not_a_consignee`, `answer_empty`, `which_product`; asks `more_than_delivered`.
    public func writeDownAnswer(
        to number: String, isDrill: Bool, _ request: AnswerRequest, _ command: Command, answer: @escaping RecallTold
    ) async throws -> Answer {
        try await write(command, needs: .moveGoods, .company, answer: answer) { store, moment in
            let recall = try store.existingRecall(number, isDrill: isDrill)
            try recall.check(.answer, by: command.actor.id, needsSecondPerson: false)
            let viewing = RecallViewing(store, at: moment.now, moment.settings)
            let view = try viewing.view(of: recall)
            guard let consigned = view.consigned.first(where: { $0.partner.code == request.partner }) else {
                throw Refusal.rule(
                    "not_a_consignee", "“\(request.partner ?? "")” has none of these goods.", at: "/partner")
            }
            try Answering(store, recall, consigned, at: moment.now)
                .write(request, by: command.actor, answers: command.answers)
            return try viewing.view(of: recall)
        }
    }

    /// Writes down what came of a check that was drawn.
    ///
    /// - Throws: `not_found`, `recall_state`, `not_to_be_checked`.
    public func writeDownCheck(
        of number: String, isDrill: Bool, _ request: CheckRequest, _ command: Command, answer: @escaping RecallTold
    ) async throws -> Answer {
        try await write(command, needs: .moveGoods, .company, answer: answer) { store, moment in
            let recall = try store.existingRecall(number, isDrill: isDrill)
            try recall.check(.check, by: command.actor.id, needsSecondPerson: false)
            let viewing = RecallViewing(store, at: moment.now, moment.settings)
            let drawn = try viewing.view(of: recall).consigned.first {
                $0.partner.code == request.partner && $0.check != nil
            }
            guard let drawn else {
                throw Refusal.rule(
                    "not_to_be_checked", "“\(request.partner)” was not drawn to be checked.", at: "/partner")
            }
            let outcome = EffectivenessCheck.Outcome(
                at: moment.now, by: command.actor.name, method: request.method, wasEffective: request.wasEffective,
                comment: request.comment)
            try store.record(outcome, with: drawn.partner.id, of: recall.id, by: command.actor.id)
            try store.record(
                "checked",
                "\(drawn.partner.name) checked by \(request.method.rawValue): "
                    + (request.wasEffective ? "effective." : "not effective."),
                of: recall.id, by: command.actor.id, at: moment.now)
            return try viewing.view(of: recall)
        }
    }

    // MARK: By link, without an account

    /// Whom a link is for, and what he has.
    ///
    /// - Throws: `not_found` when it was not made here or its case is over.
    public func consignee(byLink token: String) async throws -> LinkedConsignee {
        let now = clock()
        return try await translatingDatabaseErrors {
            try await database.read { try Store($0).consignee(byLink: token, at: now) }
        }
    }

    /// Writes down what a customer says by his link, which is used up then.
    ///
    /// - Parameter answers: to what was asked of him, by the ids of the questions.
    /// - Throws: `not_found`, `link_used`, `answer_empty`, `which_product`; asks `more_than_delivered`.
    public func answer(
        byLink token: String, _ request: AnswerRequest, answers: [String: String] = [:]
    ) async throws -> LinkedConsignee {
        try await translatingDatabaseErrors {
            try await database.write(.company) { [clock] session in
                let now = clock()
                let store = Store(session)
                let linked = try store.consignee(byLink: token, at: now)
                if linked.isUsedUp {
                    throw Refusal(
                        .conflict, "link_used", "This link was used already. Call us if something has changed since.")
                }
                try Answering(store, linked.recall, linked.consigned, at: now)
                    .write(request, by: nil, answers: answers)
                try store.takeTurn(of: linked.consigned.partner.id, in: linked.recall.id)
                return linked
            }
        }
    }
}

extension Store {
    fileprivate func consignee(byLink token: String, at now: Instant) throws -> LinkedConsignee {
        guard let secret = try recallSecret(), let link = AnswerLink(token: token, secret: secret),
            let recall = try recall(link.recall), recall.state == .started,
            let consigned = try RecallViewing(self, at: now, settings()).view(of: recall).consigned.first(where: {
                $0.partner.id == link.partner
            })
        else { throw Refusal.notFound("open notice at this link:", String(token.prefix(12)) + "…") }
        return LinkedConsignee(recall: recall, consigned: consigned, isUsedUp: consigned.turn != link.turn)
    }
}

/// Judges and writes one answer.
private struct Answering {
    let store: Store
    let recall: RecallCase
    let consigned: Consigned
    let now: Instant

    init(_ store: Store, _ recall: RecallCase, _ consigned: Consigned, at now: Instant) {
        self.store = store
        self.recall = recall
        self.consigned = consigned
        self.now = now
    }

    func write(_ request: AnswerRequest, by actor: Actor?, answers told: [String: String]) throws {
        try request.checkSaysSomething()
        let parts = try request.parts.map { (part: $0, goods: try goods($0)) }
        let asked = parts.compactMap { part, goods in
            goods.said.updated(by: part.amounts).question(
                against: goods.delivered, of: goods.product, after: goods.said, at: part.pointer)
        }
        let open = asked.filter { told[$0.id] == nil }
        if !open.isEmpty { throw Refusal.asking(open) }
        for question in asked { _ = try question.answer(given: told) }
        let answers = parts.map { part, goods in
            RecallAnswer(
                partner: consigned.partner.id, product: goods.product.id, amounts: part.amounts,
                comment: request.comment, at: now, writtenBy: actor?.name)
        }
        try store.insert(answers, of: recall.id, by: actor?.id)
        let confirmed = asked.isEmpty ? "" : " (more than was delivered, and confirmed)"
        try store.record(
            "answered", "\(consigned.partner.name) answered: \(inWords(answers))\(confirmed).", of: recall.id,
            by: actor?.id, at: now)
    }

    /// `3 there, 2 destroyed`, of several products each with its SKU; what was left out is not told.
    private func inWords(_ answers: [RecallAnswer]) -> String {
        let said = answers.filter { $0.amounts != AnsweredAmounts() }.map { answer in
            let sku = consigned.goods.first { $0.product.id == answer.product }?.product.sku ?? ""
            return consigned.goods.count > 1 ? "of \(sku) \(answer.amounts.inWords)" : answer.amounts.inWords
        }
        return said.isEmpty ? "a remark, no amounts" : said.joined(separator: "; ")
    }

    private func goods(_ part: AnswerRequest.Part) throws -> ConsignedGoods {
        if let sku = part.product {
            if let goods = consigned.goods.first(where: { $0.product.sku == sku }) { return goods }
            throw Refusal.rule(
                "which_product", "\(consigned.partner.name) has no \(sku) of this recall.",
                at: part.pointer + "/product")
        }
        if consigned.goods.count == 1 { return consigned.goods[0] }
        let skus = consigned.goods.map(\.product.sku).joined(separator: ", ")
        throw Refusal.rule(
            "which_product", "\(consigned.partner.name) has several products of this recall (\(skus)): say which.",
            at: part.pointer + "/product")
    }
}

extension AnswerRequest {
    /// A form sent as it came would count as an answer, and use up its link.
    ///
    /// - Throws: `answer_empty`.
    fileprivate func checkSaysSomething() throws(Refusal) {
        guard (comment ?? "").isEmpty, parts.allSatisfy({ $0.amounts == AnsweredAmounts() }) else { return }
        throw .rule(
            "answer_empty", "Say what is there of the goods, even if it is nothing: then write 0.",
            at: (parts.first?.pointer ?? "") + "/have")
    }
}

extension AnsweredAmounts {
    /// `3 there, 2 destroyed`.
    fileprivate var inWords: String {
        let parts = [
            have.map { "\($0.grouped) there" }, destroyed.map { "\($0.grouped) destroyed" },
            returned.map { "\($0.grouped) returned" }, corrected.map { "\($0.grouped) corrected" },
            sold.map { "\($0.grouped) sold" },
        ].compactMap(\.self)
        return parts.joined(separator: ", ")
    }
}

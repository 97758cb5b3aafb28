import StockDomain
import StockOperations

extension ScopeTerm {
    /// One part of a scope; its place is set by the list that it stands in.
    init(_ body: RequestObject) {
        let first = body.optional("from", .number)
        let last = body.optional("to", .number)
        if (first == nil) != (last == nil) {
            body.invalid(first == nil ? "from" : "to", "A range of numbers has both ends.")
        }
        self.init(
            lot: body.optional("lot", .id).map { LotID($0) }, product: body.optional("product", .name),
            number: body.optional("number", .number),
            numbers: first.flatMap { first in last.map { NumberSpan(first, $0) } },
            supplier: body.optional("supplier", .name),
            supplierNumber: body.optional("supplier_number", .text(most: 80)),
            produced: DaySpan(from: body.optional("produced_from", .day), to: body.optional("produced_to", .day)),
            received: DaySpan(from: body.optional("received_from", .day), to: body.optional("received_to", .day)),
            expires: DaySpan(from: body.optional("expires_from", .day), to: body.optional("expires_to", .day)))
    }
}

extension [ScopeTerm] {
    /// With their places in the request; rows of a form that were left empty are left out.
    fileprivate func placed(below key: String) -> [ScopeTerm] {
        enumerated().map { index, term in
            var term = term
            term.pointer = "/\(key)/\(index)"
            return term
        }
    }
}

extension RequestObject {
    /// The parts of a scope under `key`; nil when it is not there.
    func terms(_ key: String) -> [ScopeTerm]? { optional(key, .objects(ScopeTerm.init))?.placed(below: key) }

    /// The version of a case as whoever asks has seen it.
    var recallVersion: Int? { optional("version", .int(1...Int.max)) }

    /// The parts of a scope that must be there.
    func requiredTerms() -> [ScopeTerm] { required("scope", .objects(ScopeTerm.init)).placed(below: "scope") }

    fileprivate var checkPlan: CheckPlan? {
        let percent = optional("check_percent", .int(1...100))
        let level: CheckPlan.Level? = optional("check_level", .word())
        if let level { return CheckPlan(level: level, percent: percent) }
        return percent.map { CheckPlan(level: .some, percent: $0) }
    }
}

extension NoticeWording {
    fileprivate init(_ body: RequestObject) {
        self.init(
            goodsKind: body.optional("goods_kind", .word()) ?? .product,
            hazard: body.optional("hazard", .lines(most: 2_000)),
            instructions: body.optional("instructions", .lines(most: 4_000)),
            contact: body.optional("contact", .text(most: 400)),
            template: body.optional("template", .lines()))
    }
}

extension RecallRequest {
    init(_ body: RequestObject, isDrill: Bool) {
        let reason = RequestReader<String>.text(most: 1_000)
        self.init(
            isDrill: isDrill, hazardClass: body.optional("class", .word()),
            depth: body.optional("depth", .word()) ?? .retail,
            reason: isDrill ? body.optional("reason", reason) ?? "Recall drill" : body.required("reason", reason),
            scope: isDrill ? body.terms("scope") ?? [] : body.requiredTerms(), exceptions: body.terms("except") ?? [],
            wording: NoticeWording(body), checks: body.checkPlan,
            seed: body.optional("seed", .int(0...(1 << 53))).map { Int64($0) },
            expectedEnd: body.optional("expected_end", .day), startsNow: body.optional("start", .bool) ?? false)
    }
}

extension RecallChange {
    init(_ body: RequestObject) {
        self.init()
        hazardClass = body.change("class", .word())
        depth = body.optional("depth", .word())
        reason = body.optional("reason", .text(most: 1_000))
        scope = body.terms("scope")
        exceptions = body.terms("except")
        goodsKind = body.optional("goods_kind", .word())
        hazard = body.change("hazard", .lines(most: 2_000))
        instructions = body.change("instructions", .lines(most: 4_000))
        contact = body.change("contact", .text(most: 400))
        template = body.change("template", .lines())
        checkLevel = body.optional("check_level", .word())
        checkPercent = body.change("check_percent", .int(1...100))
        expectedEnd = body.change("expected_end", .day)
    }
}

extension NoticeRequest {
    init(_ body: RequestObject) {
        self.init(
            partners: body.optional("partners", .list(of: .name)), method: body.optional("method", .word()) ?? .mail,
            isReminder: body.optional("reminder", .bool) ?? false,
            isToBeMailed: body.optional("send", .bool) ?? false)
        if isToBeMailed, method != .mail { body.invalid("send", "Only mails can be sent from here.") }
    }
}

extension AnswerRequest {
    /// - Parameter namesPartner: whether the request says whose answer it is; by a link that is known.
    init(_ body: RequestObject, namesPartner: Bool) {
        let partner = namesPartner ? body.required("partner", .name) : nil
        let comment = body.optional("comment", .lines(most: 2_000))
        if let parts = body.optional("products", .objects { ($0.required("product", .name), AnsweredAmounts($0)) }) {
            self.init(
                partner: partner,
                parts: parts.enumerated().map { index, part in
                    Part(product: part.0, amounts: part.1, pointer: "/products/\(index)")
                }, comment: comment)
        } else {
            self.init(
                partner: partner,
                parts: [Part(product: body.optional("product", .name), amounts: AnsweredAmounts(body))],
                comment: comment)
        }
    }
}

extension AnsweredAmounts {
    fileprivate init(_ body: RequestObject) {
        self.init(
            have: body.optional("have", .quantityFromZero), destroyed: body.optional("destroyed", .quantityFromZero),
            returned: body.optional("returned", .quantityFromZero),
            corrected: body.optional("corrected", .quantityFromZero), sold: body.optional("sold", .quantityFromZero))
    }
}

extension CheckRequest {
    init(_ body: RequestObject) {
        self.init(
            partner: body.required("partner", .name), method: body.optional("method", .word()) ?? .phone,
            wasEffective: body.required("effective", .bool), comment: body.optional("comment", .lines(most: 2_000)))
    }
}

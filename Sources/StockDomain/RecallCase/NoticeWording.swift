/// What the notice to consignees says beside the goods themselves (21 CFR 7.49).
public struct NoticeWording: Sendable, Equatable {
    /// What kind of goods the heading names: `URGENT: FOOD RECALL`.
    public var goodsKind: GoodsKind
    /// What may happen to whoever uses the goods.
    public var hazard: String?
    /// What to do with them.
    public var instructions: String?
    /// Name and phone of whoever answers questions.
    public var contact: String?
    /// A text of the company's own with fields in braces; nil for the standard one.
    public var template: String?

    public enum GoodsKind: String, Sendable, CaseIterable {
        case product, food, drug, device, cosmetic
    }

    public init(
        goodsKind: GoodsKind = .product, hazard: String? = nil, instructions: String? = nil, contact: String? = nil,
        template: String? = nil
    ) {
        self.goodsKind = goodsKind
        self.hazard = hazard
        self.instructions = instructions
        self.contact = contact
        self.template = template
    }

    /// The fields that a template may hold.
    public static let fields = [
        "heading", "number", "customer", "goods", "reason", "hazard", "instructions", "depth", "link", "contact",
    ]

    /// What the notice says unless the company has words of its own: brief, the numbers first, how to answer at the
    /// end, and nothing that advertises.
    public static let standard = """
        {heading}

        To: {customer}
        Our reference: {number}

        We are calling back these goods that we delivered to you:

        {goods}

        Why: {reason}
        {hazard}

        Stop using and selling them at once and keep them apart from other goods.
        {depth}
        {instructions}

        Do you have any of them? Please answer now, even if nothing is left:
        {link}

        {contact}
        """

    /// - Throws: `invalid_value` naming a field in braces that there is not, or the link where it is missing.
    public func check() throws(Refusal) {
        guard let template else { return }
        let named = NoticeWording.fieldNames(in: template)
        if let unknown = named.first(where: { !NoticeWording.fields.contains($0) }) {
            throw .rule(
                "invalid_value",
                "A notice has no field {\(unknown)}. There are \(NoticeWording.fields.map { "{\($0)}" }.enumerated).",
                at: "/template")
        }
        for needed in ["goods", "link"] where !named.contains(needed) {
            throw .rule(
                "invalid_value", "The notice needs {\(needed)}: without it nobody knows \(NoticeWording.why(needed)).",
                at: "/template")
        }
    }

    private static func why(_ field: String) -> String {
        field == "goods" ? "which goods are meant" : "how to answer"
    }

    private static func fieldNames(in text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { piece in
            piece.firstIndex(of: "}").map { String(piece[..<$0]) }
        }
    }
}

/// One notice, ready to be sent.
public struct NoticeText: Sendable, Equatable {
    public let subject: String
    public let body: String

    /// - Parameters:
    ///   - consignee: whom it is for, with the goods that it names.
    ///   - link: where he answers.
    public init(_ recall: RecallCase, to consignee: Consigned, link: String) {
        let heading =
            (recall.isDrill ? "EXERCISE, NO REAL RECALL: " : "")
            + "URGENT: \(recall.wording.goodsKind.rawValue.uppercased()) RECALL"
            + (recall.hazardClass.map { " (CLASS \($0.rawValue))" } ?? "")
        let wording = recall.wording
        let values = [
            "heading": heading, "number": recall.number, "customer": consignee.partner.name,
            "goods": NoticeText.goods(consignee), "reason": recall.reason,
            "hazard": wording.hazard.map { "Hazard: \($0)" } ?? "", "depth": NoticeText.depth(recall.depth),
            "instructions": wording.instructions
                ?? "Destroy nothing before you have agreed it with us; we say how the goods come back.",
            "link": link, "contact": wording.contact.map { "Questions: \($0)" } ?? "",
        ]
        subject = "\(heading): \(consignee.goods.map(\.product.name).enumerated)"
        body = NoticeText.filled(wording.template ?? NoticeWording.standard, values)
    }

    private static func goods(_ consignee: Consigned) -> String {
        consignee.goods.flatMap { goods in
            goods.lots.map { lot in
                "- \(goods.product.name) (\(goods.product.sku)), \(lot.lot.kind == .serial ? "serial" : "lot") "
                    + "\(lot.lot.number ?? ""): \(lot.quantity.grouped) \(goods.product.unit)"
            }
        }.joined(separator: "\n")
    }

    private static func depth(_ depth: RecallCase.Depth) -> String {
        switch depth {
        case .consumer: "If you have sold any, tell your customers down to the consumer."
        case .retail: "If you have passed any on to other shops, tell them."
        case .wholesale: "You need not tell your own customers."
        }
    }

    /// Lines that were nothing but an empty field go.
    private static func filled(_ template: String, _ values: [String: String]) -> String {
        let lines = template.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line -> String? in
            var text = String(line)
            for (field, value) in values { text = text.replacing("{\(field)}", with: value) }
            return text.isEmpty && !line.isEmpty ? nil : text
        }
        return lines.joined(separator: "\n")
    }
}

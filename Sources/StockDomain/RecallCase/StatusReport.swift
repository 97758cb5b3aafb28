/// The status report that authorities ask for every two to four weeks, in its six points (21 CFR 7.53(b)).
public struct StatusReport: Sendable, Equatable {
    public var points: [Point]
    /// To the fourth point: what each consignee had and what became of it, a row for each product, by code and SKU.
    public var rows: [Row]

    public struct Point: Sendable, Equatable {
        public var title: String
        public var text: String
    }

    /// What one consignee had of one product, in its unit.
    public struct Row: Sendable, Equatable {
        public var partner: Partner
        public var goods: ConsignedGoods
        public var notifiedAt: Instant?
        public var method: ContactMethod?
        public var respondedAt: Instant?

        /// What he had when he was told, as he says; nil while he has not.
        public var onHand: Quantity? { goods.said.have }
        /// What he sent back, destroyed, put right or sold on.
        public var accounted: Quantity { goods.recovered + goods.sold }
        /// Of what he got, what nobody can tell the whereabouts of yet.
        public var open: Quantity { max(.zero, goods.delivered - accounted) }
    }

    /// - Parameter zone: in whose days it speaks.
    public init(_ view: RecallView, zone: CompanyZone) {
        let figures = view.figures
        rows = view.consigned.flatMap { consigned in
            consigned.goods.map { goods in
                Row(
                    partner: consigned.partner, goods: goods, notifiedAt: consigned.notifiedAt,
                    method: consigned.notices.first?.method, respondedAt: consigned.respondedAt)
            }
        }
        points = [
            Point(title: "Consignees notified, date and method", text: StatusReport.notified(view, zone)),
            Point(title: "Consignees responding, and what they had", text: StatusReport.responding(view)),
            Point(title: "Consignees not responding", text: StatusReport.silent(view)),
            Point(
                title: "Products returned or corrected, and accounted for",
                text: StatusReport.recovered(figures)),
            Point(title: "Effectiveness checks", text: StatusReport.checks(view)),
            Point(title: "Estimated time to completion", text: StatusReport.completion(view, zone)),
        ]
    }

    private static func notified(_ view: RecallView, _ zone: CompanyZone) -> String {
        let notices = view.consigned.compactMap { $0.notices.first }
        let days = notices.map { zone.day(of: $0.at) }
        let methods = ContactMethod.allCases.compactMap { method -> String? in
            let count = notices.count { $0.method == method }
            return count == 0 ? nil : "\(count) by \(method.rawValue)"
        }
        let sum = "\(view.figures.notified) of \(view.figures.consignees.counted("consignee")) notified"
        let nameless = view.unreachable.map { "\($0.quantity.inWords($0.product.unit)) of \($0.product.sku)" }
        let beyond =
            nameless.isEmpty ? "" : " Nobody can tell who bought \(nameless.enumerated) without giving a name."
        guard let first = days.min(), let last = days.max() else { return "\(sum).\(beyond)" }
        let when = first == last ? "on \(first.inWords)" : "from \(first.inWords) to \(last.inWords)"
        return "\(sum) \(when): \(methods.enumerated).\(beyond)"
    }

    private static func responding(_ view: RecallView) -> String {
        let had = view.figures.products.filter { $0.have > .zero }.map {
            "\($0.have.inWords($0.product.unit)) of \($0.product.sku)"
        }
        let sum = "\(view.figures.responded) of \(view.figures.consignees.counted("consignee")) responded"
        return had.isEmpty ? "\(sum)." : "\(sum); they had \(had.enumerated) when they were told."
    }

    private static func silent(_ view: RecallView) -> String {
        let silent = view.consigned.filter { $0.respondedAt == nil }
        if silent.isEmpty { return "None." }
        // Who has not answered is to be named when the authority asks, however many they are.
        let names = silent.map { consigned in
            "\(consigned.partner.name) (\(consigned.partner.code)\(consigned.notifiedAt == nil ? ", not told yet" : ""))"
        }
        return "\(silent.count): \(names.joined(separator: ", "))."
    }

    private static func recovered(_ figures: RecallFigures) -> String {
        let sentences = figures.products.map { product in
            let accountedShare = product.accountedShare.map { " (\($0.inWords))" } ?? ""
            let accounted =
                "\(product.accounted.grouped) of \(product.produced.grouped) accounted for\(accountedShare)."
            if product.delivered == .zero { return "\(product.product.sku): none was delivered; \(accounted)" }
            let share = product.recoveredShare.map { " (\($0.inWords))" } ?? ""
            return "\(product.product.sku): of \(product.delivered.inWords(product.product.unit)) delivered "
                + "\(product.returned.grouped) returned, \(product.destroyed.grouped) destroyed, "
                + "\(product.corrected.grouped) corrected\(share); \(accounted)"
        }
        return sentences.isEmpty ? "Nothing was delivered." : sentences.joined(separator: " ")
    }

    private static func checks(_ view: RecallView) -> String {
        let figures = view.figures
        let failed = view.consigned.compactMap { consigned -> String? in
            guard let outcome = consigned.check?.outcome, !outcome.wasEffective else { return nil }
            let why = outcome.comment.map { ", \($0)" } ?? ""
            return "\(consigned.partner.name) (\(consigned.partner.code), by \(outcome.method.rawValue)\(why))"
        }
        let who = failed.isEmpty ? "" : ": \(failed.joined(separator: "; "))"
        return "Level \(view.recall.checks.level.rawValue): \(figures.checksDone) of \(figures.checksNeeded) done, "
            + "\(figures.checksFailed) not effective\(who)."
    }

    private static func completion(_ view: RecallView, _ zone: CompanyZone) -> String {
        if let ended = view.recall.ended {
            return "It was \(view.recall.state.rawValue) on \(zone.day(of: ended.at).inWords)."
        }
        return view.recall.expectedEnd.map { "Expected by \($0.inWords)." } ?? "No date has been set."
    }
}

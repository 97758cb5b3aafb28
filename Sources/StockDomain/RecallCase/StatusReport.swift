/// The status report that authorities ask for every two to four weeks, in its six points (21 CFR 7.53(b)).
public struct StatusReport: Sendable, Equatable {
    public var points: [Point]

    public struct Point: Sendable, Equatable {
        public var title: String
        public var text: String
    }

    /// - Parameter zone: in whose days it speaks.
    public init(_ view: RecallView, zone: CompanyZone) {
        let figures = view.figures
        points = [
            Point(title: "Consignees notified, date and method", text: StatusReport.notified(view, zone)),
            Point(title: "Consignees responding, and what they had", text: StatusReport.responding(view)),
            Point(title: "Consignees not responding", text: StatusReport.silent(view)),
            Point(
                title: "Products returned or corrected, and accounted for",
                text: StatusReport.recovered(figures, view.consigned)),
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
        guard let first = days.min(), let last = days.max() else { return sum + "." }
        let when = first == last ? "on \(first.inWords)" : "from \(first.inWords) to \(last.inWords)"
        return "\(sum) \(when): \(methods.enumerated)."
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
        let names = silent.map { "\($0.partner.name) (\($0.partner.code))" }
        return "\(silent.count): \(names.joined(separator: ", "))."
    }

    private static func recovered(_ figures: RecallFigures, _ consigned: [Consigned]) -> String {
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
        let each = consigned.filter { $0.goods.contains { $0.recovered > .zero } }.map(StatusReport.recovered)
        let byEach = each.isEmpty ? [] : ["By consignee: \(each.joined(separator: "; "))."]
        return sentences.isEmpty ? "Nothing was delivered." : (sentences + byEach).joined(separator: " ")
    }

    /// `Birch & Sons (C1) 3 returned, 2 destroyed of NUT`.
    private static func recovered(_ consigned: Consigned) -> String {
        let goods = consigned.goods.filter { $0.recovered > .zero }.map { goods -> String in
            let parts = [
                (goods.returned, "returned"), (goods.destroyed, "destroyed"), (goods.corrected, "corrected"),
            ].filter { $0.0 > .zero }.map { "\($0.grouped) \($1)" }
            return "\(parts.joined(separator: ", ")) of \(goods.product.sku)"
        }
        return "\(consigned.partner.name) (\(consigned.partner.code)) \(goods.joined(separator: " and "))"
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
            return "It is \(view.recall.state.rawValue) since \(zone.day(of: ended.at).inWords)."
        }
        return view.recall.expectedEnd.map { "Expected by \($0.inWords)." } ?? "No date has been set."
    }
}

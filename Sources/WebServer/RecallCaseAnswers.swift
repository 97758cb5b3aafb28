import StockDomain
import StockOperations
import TabularFiles

/// A scope as the command line gives it, read as the API reads a request.
public struct RecallCommandRequest: Sendable {
    public let recall: RecallRequest

    /// - Parameters:
    ///   - part: one part of the scope by its keys.
    ///   - scope: several parts in JSON.
    ///   - more: further keys of the request.
    /// - Throws: every fault in one refusal.
    public init(
        part: [(name: String, value: String?)], scope: String?, except: String?, _ more: [(String, String?)] = []
    ) throws {
        func members(_ pairs: [(String, String?)]) -> [JSON.Member] {
            pairs.compactMap { name, value in value.map { JSON.Member(name, .string($0)) } }
        }
        var request = members(more)
        var terms: [JSON] = []
        if let scope { terms += try RecallCommandRequest.list(scope) }
        let single = members(part.map { ($0.name, $0.value) })
        if !single.isEmpty { terms.append(.object(single)) }
        request.append(JSON.Member("scope", .array(terms)))
        if let except { request.append(JSON.Member("except", .array(try RecallCommandRequest.list(except)))) }
        if !more.contains(where: { $0.0 == "reason" && $0.1 != nil }) {
            request.removeAll { $0.key == "reason" }
            request.append(JSON.Member("reason", "–"))
        }
        let body = RequestObject(request, at: "", manner: .form, faults: RequestFaults())
        recall = RecallRequest(body, isDrill: false)
        try body.finish()
    }

    private static func list(_ text: String) throws -> [JSON] {
        switch try JSON(parsing: Array(text.utf8)) {
        case .array(let elements): return elements
        case let one: return [one]
        }
    }
}

/// Recall cases and drills as text for the command line.
public enum RecallCaseAnswers {
    public static func json(_ view: RecallView) -> String { view.json.text }
    public static func json(_ reach: RecallReach) -> String { reach.json.text }
    public static func json(_ report: StatusReport, of view: RecallView) -> String { report.json(view).text }
    public static func json(sheetOf view: RecallView) -> String { view.sheetJSON.text }

    /// The list as the API gives it.
    public static func json(_ page: Page<RecallHead>) -> String {
        let answer: JSON = ["items": JSON(page.items.map(\.json)), "next_cursor": JSON(page.nextCursor)]
        return answer.text
    }

    /// One case a line, the newest first.
    public static func plainText(_ heads: [RecallHead]) -> String {
        heads.map { head in
            "\(head.recall.number)  \(head.recall.state.rawValue)  \(head.responded) of \(head.consignees) answered  "
                + head.recall.reason
        }.joined(separator: "\n")
    }

    /// What a recall would reach: the sentence, the lots, everybody with units, what is on hand.
    public static func plainText(_ reach: RecallReach) -> String {
        let lots = reach.named.map { "lot \($0.number ?? "-") of \($0.product.sku)" }
        let scope = RecallAnswers.plainText(reach.scope).split(separator: "\n", omittingEmptySubsequences: false)
        return ([reach.inWords] + [reach.valueInWords].compactMap(\.self) + lots + scope.dropFirst().map(String.init))
            .joined(separator: "\n")
    }

    /// A case: how far it has come.
    public static func plainText(_ view: RecallView) -> String {
        let recall = view.recall
        var lines = [
            "\(recall.number), \(recall.state.rawValue): \(recall.reason)",
            "\(view.lots.count) lots, \(view.figures.consignees) consignees, \(view.figures.notified) told, "
                + "\(view.figures.responded) answered",
        ]
        lines += view.figures.products.map { product in
            "\(product.product.sku): \(product.delivered.grouped) with consignees, \(product.recovered.grouped) "
                + "recovered, \(product.held.grouped) held, \(product.accounted.grouped) of "
                + "\(product.produced.grouped) accounted for"
        }
        lines += view.callList.map { "call: \($0.partner.name) (\($0.partner.code)) \($0.partner.phone ?? "")" }
        lines += view.silent.map { "silent: \($0.partner.name) (\($0.partner.code))" }
        if let conclusion = recall.conclusion { lines.append("conclusion: \(conclusion)") }
        return lines.joined(separator: "\n")
    }

    /// The six points, the fourth with what each consignee had.
    public static func plainText(_ report: StatusReport) -> String {
        report.points.enumerated().flatMap { index, point in
            ["\(index + 1). \(point.title): \(point.text)"] + (index == 3 ? StatusReportTable.plainText(report) : [])
        }.joined(separator: "\n")
    }

    /// What each consignee had, as the API gives it.
    public static func csv(_ report: StatusReport) -> String { CSVWriter.text(StatusReportTable.rows(of: report)) }

    /// A drill: its result, criterion by criterion, and the yields that were weighed.
    public static func plainText(sheetOf view: RecallView) -> String {
        let result = DrillResult(view)
        let lots = view.lots.filter(\.isNamed).map { "\($0.lot.product.sku) \($0.lot.number ?? "-")" }
        let yields = view.yields.map { "yield of \($0.order.number): \($0.inWords) Tolerance: \($0.verdictInWords)." }
        return
            (["\(view.recall.number), \(lots.joined(separator: ", ")), \(view.chosenInWords)", result.inWords]
            + yields
            + result.criteria.map { criterion in
                let verdict = criterion.isPassed.map { $0 ? "pass" : "fail" } ?? "not yet"
                return "\(verdict): \(criterion.what) (\(criterion.found))"
            }).joined(separator: "\n")
    }
}

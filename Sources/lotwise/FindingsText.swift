import StockDomain
import WebServer

/// What `check` and `verify` have found, for people and for programs.
extension Findings {
    /// One line for each finding that is named.
    var inWords: String { named.map(\.detail).joined(separator: "\n") }

    /// `3 things do not agree.`
    var summary: String {
        let sum = count == 1 ? "1 thing does not agree." : "\(count) things do not agree."
        return furtherCount == 0 ? sum : sum + " The first \(named.count) are named."
    }

    var json: JSON {
        .array(
            named.map { finding in
                [
                    "code": .string(finding.code), "detail": .string(finding.detail),
                    "document": JSON(finding.document), "posting": JSON(finding.postingID?.rawValue),
                ]
            })
    }
}

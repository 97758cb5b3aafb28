import StockDomain
import StockOperations
import WebPages

/// What the change of a form has to say goes with its answer: the first line is the address that the browser goes to,
/// each further one a warning. The page there asks for the kept answer by the form's key, so that nothing of it stands
/// in an address or a cookie and nobody can make a page say what the program did not.
extension Answer {
    /// Leads the browser to `address`, where `warnings` are told.
    init(leadingTo address: String, telling warnings: [Warning] = []) {
        let lines = warnings.map { warning in
            let detail = warning.detail.split(whereSeparator: \.isNewline).joined(separator: " ")
            return "\(warning.code)\t\(detail)"
        }
        self.init(status: 303, body: Array(([address] + lines).joined(separator: "\n").utf8))
    }

    fileprivate var lines: [Substring] {
        String(decoding: body, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The address and the warnings, read back.
    fileprivate var told: (address: Substring, warnings: [Warning]) {
        let warnings = lines.dropFirst().map { line -> Warning in
            let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
            return Warning("", String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
        return (lines.first ?? "", warnings)
    }
}

extension APIResponse {
    /// Leads the browser to the address that a change has answered, with the key under which its warnings are kept.
    init(leadingTo answer: Answer, of command: Command? = nil) {
        let (address, warnings) = answer.told
        guard let key = command?.key, !warnings.isEmpty else {
            self = .seeOther(String(address))
            return
        }
        self = .seeOther("\(address)\(address.contains("?") ? "&" : "?")told=\(percentEncoded(key))")
    }
}

extension RequestObject {
    /// The key of the form that led here; nil when none did.
    var toldKey: String? { optional("told", .idempotencyKey) }
}

extension Pages {
    /// What the change that led to this page had to say, when it did lead here.
    func warnings(toldUnder key: String?, at path: String, _ visitor: Visitor) async throws -> [Warning] {
        guard let key, let answer = try await operations.keptAnswer(to: key, as: visitor.actor), answer.status == 303
        else { return [] }
        let (address, warnings) = answer.told
        return address.split(separator: "?").first.map(String.init) == path ? warnings : []
    }
}

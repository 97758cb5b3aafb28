import ArgumentParser
import StockDomain
import StockOperations
import WebServer

/// `lotwise verify`
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Computes every hash and seal again and says what was changed since it was written.")

    @Flag(help: "Prints the result as JSON.")
    var json = false

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let result = try await database.withOperations { operations in
            let line = ProgressLine()
            defer { line.clear() }
            return try await operations.verify { line.show("verifying: \($0) movements") }
        }
        print(json ? result.json.text : result.inWords)
        if !result.agrees { throw ExitCode.failure }
    }
}

extension Verification {
    fileprivate var inWords: String {
        var lines: [String] = []
        if !agrees { lines.append(findings.inWords) }
        lines.append("\(postings) postings with \(movements) movements, \(sealed) of them under \(seals) seals.")
        if unsealedCount > 0 { lines.append("Not yet sealed: \(unsealedInWords).") }
        if let lastSeal {
            lines.append("Last seal \(lastSeal.id.rawValue), \(lastSeal.sealedAt.rfc3339): \(lastSeal.hash.hex)")
        }
        lines.append(agrees ? "Nothing was changed." : findings.summary)
        return lines.joined(separator: "\n")
    }

    private var unsealedInWords: String {
        let ids = unsealed.map { String($0.rawValue) }.joined(separator: ", ")
        let more = unsealedCount - unsealed.count
        return "postings \(ids)" + (more > 0 ? " and \(more) more" : "")
    }

    fileprivate var json: JSON {
        [
            "agrees": .bool(agrees), "findings": findings.json, "findings_in_all": JSON(findings.count),
            "last_seal": lastSeal?.json ?? .null, "movements": JSON(movements), "postings": JSON(postings),
            "sealed": JSON(sealed), "seals": JSON(seals), "unsealed": JSON(unsealed.map(\.rawValue)),
            "unsealed_in_all": JSON(unsealedCount),
        ]
    }
}

extension Seal {
    fileprivate var json: JSON {
        [
            "hash": .string(hash.hex), "id": JSON(id.rawValue), "last_position": JSON(lastPosition),
            "sealed_at": JSON(sealedAt),
        ]
    }
}

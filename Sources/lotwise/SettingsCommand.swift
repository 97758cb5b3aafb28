import ArgumentParser
import StockDomain
import StockOperations
import WebServer

/// `lotwise settings lots_and_serials=on`
struct SettingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Shows and changes the company's settings.")

    @Argument(
        help: "NAME=VALUE such as lots_and_serials=on or numbering.prefix=L; without any, all settings are shown.")
    var changes: [String] = []

    @Flag(help: "Prints the settings as JSON.")
    var json = false

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let change = try SettingsChange(arguments: changes)
        let settings = try await database.withOperations { operations in
            let actor = try await operations.commandActor()
            if !changes.isEmpty {
                _ = try await operations.change(change, Command(by: actor)) { _ in Answer(status: 200, body: []) }
            }
            return try await operations.settings(as: actor)
        }
        print(json ? settings.json.text : settings.json.inLines().joined(separator: "\n"))
    }
}

extension SettingsChange {
    fileprivate init(arguments: [String]) throws {
        let pairs = try arguments.map { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw ValidationError("“\(text)” is not of the form NAME=VALUE.") }
            return (name: String(parts[0]), value: String(parts[1]))
        }
        do {
            try self.init(pairs: pairs)
        } catch let refusal as Refusal {
            throw ValidationError(refusal.faults.map(\.detail).joined(separator: "\n"))
        }
    }
}

extension JSON {
    /// One line a value: `time_zone=Europe/London`, switches as `on` and `off`, lists with commas.
    fileprivate func inLines(below prefix: String = "") -> [String] {
        guard case .object(let members) = self else { return [] }
        return members.flatMap { member -> [String] in
            let name = prefix + member.key
            if case .object = member.value { return member.value.inLines(below: name + ".") }
            return ["\(name)=\(member.value.plain)"]
        }
    }

    private var plain: String {
        switch self {
        case .null: ""
        case .bool(let truth): truth ? "on" : "off"
        case .string(let text): text
        case .array(let values): values.map(\.plain).joined(separator: ",")
        default: text
        }
    }
}

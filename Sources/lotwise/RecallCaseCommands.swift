import ArgumentParser
import StockDomain
import StockOperations
import WebServer

/// What commands about one case have in common.
struct CaseOptions: ParsableArguments {
    @Argument(help: "The number of the case, such as RC-00001 or DR-00001.")
    var number: String

    @Flag(help: "Prints the answer as the API gives it.")
    var json = false

    @OptionGroup var database: DatabaseOptions

    var isDrill: Bool { number.hasPrefix("DR-") }

    /// Runs a change and prints the case as it is then.
    func change(_ body: (Operations, Command) async throws -> Answer) async throws {
        let view = try await database.withOperations { operations in
            let actor = try await operations.commandActor()
            _ = try await body(operations, Command(by: actor))
            return try await operations.recall(number, isDrill: isDrill, as: actor)
        }
        print(json ? RecallCaseAnswers.json(view) : RecallCaseAnswers.plainText(view))
    }

    func view() async throws -> (RecallView, Settings) {
        try await database.withOperations { operations in
            let actor = try await operations.commandActor()
            return (
                try await operations.recall(number, isDrill: isDrill, as: actor),
                try await operations.settings(as: actor)
            )
        }
    }
}

/// An answer that nobody reads, since the case is read anew.
@Sendable private func done(_: RecallView) -> Answer { Answer(status: 200, body: []) }

/// `lotwise recall what-if --product NUT --from 100 --to 120`
struct RecallWhatIf: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "what-if", abstract: "Tells what a recall of a scope would reach; nothing changes.")

    @OptionGroup var scope: ScopeOptions

    @Flag(help: "Prints the answer as the API gives it.")
    var json = false

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let request = try scope.request().recall
        let reach = try await database.withOperations { operations in
            try await operations.recallReach(
                of: request.scope, without: request.exceptions, as: operations.commandActor())
        }
        print(json ? RecallCaseAnswers.json(reach) : RecallCaseAnswers.plainText(reach))
    }
}

/// `lotwise recall list`
struct RecallList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the recall cases, the newest first.")

    @Option(help: "How many, at most 500.")
    var limit = 50

    @Flag(help: "Prints the list as the API gives it.")
    var json = false

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await RecallList.show(areDrills: false, limit: limit, json: json, database)
    }

    static func show(areDrills: Bool, limit: Int, json: Bool, _ database: DatabaseOptions) async throws {
        guard (1...500).contains(limit) else { throw ValidationError("The limit lies from 1 to 500.") }
        let page = try await database.withOperations { operations in
            try await operations.recalls(areDrills: areDrills, limit: limit, as: operations.commandActor())
        }
        print(json ? RecallCaseAnswers.json(page) : RecallCaseAnswers.plainText(page.items))
    }
}

/// `lotwise recall draft --reason Glass --product NUT --number N-1 --class I --start`
struct RecallDraft: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft", abstract: "Drafts a recall case, and starts it with --start.")

    @Option(help: "Why the goods are called back.")
    var reason: String

    @Option(name: .customLong("class"), help: "I, II or III.")
    var hazardClass: String?

    @Option(help: "consumer, retail or wholesale.")
    var depth: String?

    @Flag(help: "Starts it at once: holds the lots, frees what is set aside, freezes the list of customers.")
    var start = false

    @OptionGroup var scope: ScopeOptions

    @Flag(help: "Prints the case as the API gives it.")
    var json = false

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let more = [("reason", reason), ("class", hazardClass), ("depth", depth), ("start", start ? "true" : nil)]
        let request = try scope.request(more).recall
        let view = try await database.withOperations { operations in
            let actor = try await operations.commandActor()
            let drafted = try await operations.draftRecall(request, Command(by: actor)) {
                Answer(status: 201, body: Array($0.recall.number.utf8))
            }
            return try await operations.recall(String(decoding: drafted.body, as: UTF8.self), as: actor)
        }
        print(json ? RecallCaseAnswers.json(view) : RecallCaseAnswers.plainText(view))
    }
}

/// `lotwise recall start RC-00001`
struct RecallStart: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Starts a drafted case: holds its lots and freezes the list of customers.")

    @OptionGroup var recall: CaseOptions

    func run() async throws {
        try await recall.change { operations, command in
            try await operations.startRecall(recall.number, isDrill: recall.isDrill, command) { done($0.view) }
        }
    }
}

/// `lotwise recall show RC-00001`
struct RecallShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Tells how far a case has come.")

    @OptionGroup var recall: CaseOptions

    func run() async throws {
        let (view, _) = try await recall.view()
        print(recall.json ? RecallCaseAnswers.json(view) : RecallCaseAnswers.plainText(view))
    }
}

/// `lotwise recall report RC-00001`
struct RecallReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Prints the status report of a case in its six points (21 CFR 7.53(b)).")

    @Flag(help: "Prints what each consignee had and what became of it, as a table for spreadsheets.")
    var csv = false

    @OptionGroup var recall: CaseOptions

    func run() async throws {
        let (view, settings) = try await recall.view()
        let report = StatusReport(view, zone: settings.zone)
        if csv { return print(RecallCaseAnswers.csv(report), terminator: "") }
        print(recall.json ? RecallCaseAnswers.json(report, of: view) : RecallCaseAnswers.plainText(report))
    }
}

/// `lotwise recall close RC-00001 --conclusion "All is back."`
struct RecallClose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Closes a case, or a drill, with what it came to.")

    @OptionGroup var recall: CaseOptions

    @Option(help: "What it came to.")
    var conclusion: String

    func run() async throws {
        try await recall.change { operations, command in
            try await operations.closeRecall(
                recall.number, isDrill: recall.isDrill, conclusion: conclusion, command, answer: done)
        }
    }
}

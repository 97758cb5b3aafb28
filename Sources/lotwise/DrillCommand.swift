import ArgumentParser
import StockDomain
import StockOperations
import WebServer

/// `lotwise drill start --seed 7`
struct DrillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill", abstract: "Rehearses a recall on a lot drawn by a seed; no stock changes.",
        subcommands: [DrillStart.self, DrillList.self, DrillShow.self, RecallClose.self])
}

struct DrillStart: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Draws a lot that customers have, freezes the list and starts the stopwatch.")

    @Option(help: "Draws the same lot from the same ledger; without it a seed is drawn.")
    var seed: Int64?

    @Option(help: "Why it is rehearsed.")
    var reason = "Recall drill"

    @Flag(help: "Prints the sheet as the API gives it.")
    var json = false

    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if let seed, !(0...(1 << 53)).contains(seed) { throw ValidationError("A seed lies from 0 to \(1 << 53).") }
    }

    func run() async throws {
        let request = RecallRequest(isDrill: true, reason: reason, scope: [], seed: seed, startsNow: true)
        let view = try await database.withOperations { operations in
            let actor = try await operations.commandActor()
            let begun = try await operations.draftRecall(request, Command(by: actor)) {
                Answer(status: 201, body: Array($0.recall.number.utf8))
            }
            return try await operations.recall(String(decoding: begun.body, as: UTF8.self), isDrill: true, as: actor)
        }
        print(json ? RecallCaseAnswers.json(sheetOf: view) : RecallCaseAnswers.plainText(sheetOf: view))
    }
}

struct DrillList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the drills, the newest first.")

    @Option(help: "How many, at most 500.")
    var limit = 50

    @Flag(help: "Prints the list as the API gives it.")
    var json = false

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await RecallList.show(areDrills: true, limit: limit, json: json, database)
    }
}

struct DrillShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheet", abstract: "Prints the sheet of a drill: its result, criterion by criterion.")

    @OptionGroup var drill: CaseOptions

    func run() async throws {
        let (view, _) = try await drill.view()
        print(drill.json ? RecallCaseAnswers.json(sheetOf: view) : RecallCaseAnswers.plainText(sheetOf: view))
    }
}

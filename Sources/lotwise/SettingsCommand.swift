import ArgumentParser
import StockDomain
import StockOperations
import WebServer

/// `lotwise settings lots_and_serials=on`
struct SettingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Shows and changes the company's settings.")

    @Argument(
        help: "NAME=VALUE: lots_and_serials=on|off, expiration_dates=on|off, time_zone=Europe/London, lock_date=DAY.")
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
        print(json ? settings.asJSON.text : settings.inLines)
    }
}

extension SettingsChange {
    fileprivate init(arguments: [String]) throws {
        self.init()
        for text in arguments {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw ValidationError("“\(text)” is not of the form NAME=VALUE.") }
            try set(String(parts[0]), to: String(parts[1]))
        }
    }

    private mutating func set(_ name: String, to value: String) throws {
        switch name {
        case "lots_and_serials": lotsAndSerials = try SettingsChange.flag(name, value)
        case "expiration_dates": expirationDates = try SettingsChange.flag(name, value)
        case "time_zone": timeZone = value
        case "lock_date":
            if value.isEmpty {
                lockDate = .clear
            } else if let day = CalendarDate(value) {
                lockDate = .set(day)
            } else {
                throw ValidationError("“\(value)” is no day such as 2027-05-31.")
            }
        default: throw ValidationError("There is no setting “\(name)”.")
        }
    }

    private static func flag(_ name: String, _ value: String) throws -> Bool {
        switch value {
        case "on": return true
        case "off": return false
        default: throw ValidationError("\(name) is on or off, not “\(value)”.")
        }
    }
}

extension Settings {
    fileprivate var inLines: String {
        """
        lots_and_serials=\(lotsAndSerials ? "on" : "off")
        expiration_dates=\(expirationDates ? "on" : "off")
        time_zone=\(timeZone)
        lock_date=\(lockDate?.description ?? "")
        """
    }

    fileprivate var asJSON: JSON {
        [
            "lots_and_serials": .bool(lotsAndSerials), "expiration_dates": .bool(expirationDates),
            "time_zone": .string(timeZone), "lock_date": JSON(lockDate),
        ]
    }
}

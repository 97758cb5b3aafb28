import ArgumentParser
import StockDomain
import StockOperations
import WebServer

extension Role: ExpressibleByArgument {}

/// `lotwise token create`, `list` and `revoke`
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Makes, lists and ends tokens by which programs are known.",
        subcommands: [Create.self, List.self, Revoke.self])

    /// `lotwise token create --name shop --role operator --expires 2027-05-31`
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create", abstract: "Makes a token and prints it; it cannot be shown again.")

        @Option(help: "Names the program in everything that it writes.")
        var name: String

        @Option(help: "What it may do: viewer, operator, quality, manager or admin.")
        var role: Role

        @Option(help: "The last day on which it is taken, such as 2027-05-31; without it there is no end.")
        var expires: String?

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let request = try TokenRequest(name: name, role: role, expiresOn: lastDay())
            let token = try await database.withOperations { operations in
                try await operations.createToken(
                    request, secret: AccessToken.randomSecret(), by: operations.commandActor())
            }
            print(token.text)
        }

        private func lastDay() throws -> CalendarDate? {
            guard let expires else { return nil }
            guard let day = CalendarDate(expires) else {
                throw ValidationError("“\(expires)” is no day such as 2027-05-31.")
            }
            return day
        }
    }

    /// `lotwise token list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists tokens by name, ended ones too; their secrets are kept nowhere.")

        @Flag(help: "Prints the list as the API gives its items.")
        var json = false

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let tokens = try await database.withOperations { try await $0.allTokens() }
            if json {
                print(JSON(tokens.map(\.json)).text)
            } else if tokens.isEmpty {
                print("There is no token yet.")
            } else {
                for token in tokens { print(token.inWords) }
            }
        }
    }

    /// `lotwise token revoke shop --reason "till was stolen"`
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke", abstract: "Ends a token at once and for good.")

        @Argument(help: "The name it was made for.")
        var name: String

        @Option(help: "Why; kept with who did it and when.")
        var reason: String?

        @Flag(help: "Prints the token as the API gives it.")
        var json = false

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let token = try await database.withOperations { operations in
                let command = Command(by: try await operations.commandActor())
                _ = try await operations.revokeToken(NameText.normalised(name), reason: reason, command) { _ in
                    Answer(status: 200, body: [])
                }
                return try await operations.allTokens().first { $0.token.name == NameText.normalised(name) }
            }
            if let token { print(json ? token.json.text : token.inWords) }
        }
    }
}

extension Operations {
    fileprivate func allTokens() async throws -> [TokenNow] {
        let actor = try await commandActor()
        var all: [TokenNow] = []
        var cursor: String?
        repeat {
            let page = try await tokens(after: cursor, limit: 500, as: actor)
            all += page.items
            cursor = page.nextCursor
        } while cursor != nil
        return all
    }
}

extension TokenNow {
    /// `shop: operator, until 31 May 2027, made 3 May 2026; revoked 4 May 2026 by local: till was stolen`
    fileprivate var inWords: String {
        let end = token.expiresOn.map { "\(state == .expired ? "ended" : "until") \($0.description)" } ?? "without end"
        let made = "\(token.name): \(token.role.rawValue), \(end), made \(token.createdAt.rfc3339)"
        guard let gone = token.revocation else { return made }
        let reason = gone.reason.map { ": \($0)" } ?? ""
        return "\(made); revoked \(gone.at.rfc3339) by \(gone.actor)\(reason)"
    }
}

import ArgumentParser
import StockDomain
import StockOperations

extension Role: ExpressibleByArgument {}

/// `lotwise token create`
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Makes tokens by which programs are known.", subcommands: [Create.self])

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
}

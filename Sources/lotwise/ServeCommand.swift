import ArgumentParser
import Foundation
import SMTPClient
import StockOperations
import WebServer

/// Where a server listens.
struct AddressOptions: ParsableArguments {
    @Option(help: "The address to listen on; others than 127.0.0.1 are reached from elsewhere and need tokens.")
    var host = "127.0.0.1"

    @Option(help: "The port; 0 picks a free one.")
    var port = 8080

    @Option(name: .customLong("name"), help: "A name besides localhost under which browsers reach it; may be repeated.")
    var names: [String] = []

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("There is no port \(port).") }
    }
}

/// `lotwise serve --port 8080`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves pages and API until it is told to stop (SIGTERM, SIGINT).")

    @OptionGroup var address: AddressOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.withOperations { operations in
            let number = try await operations.suggestedNumber(as: operations.commandActor())
            try await ServeCommand.serve(operations, at: address, suggesting: number)
        }
    }

    /// Serves until the program is told to stop; requests under way are answered and everything posted is sealed.
    ///
    /// - Parameter number: named after the address, for whoever does not know what to type.
    static func serve(
        _ operations: Operations, at address: AddressOptions, suggesting number: String? = nil
    ) async throws {
        var operations = operations
        operations.mailSender = SMTPSender(password: MailPassword.read)
        let server = Routes(operations, makeKey: { UUID().uuidString })
            .server(ServerOptions(host: address.host, port: address.port, names: address.names))
        let sealer = SealerService(operations) { Console.complain("Sealing failed and is tried again: \($0)") }
        let sealing = Task { await sealer.run() }
        let forgetting = Task { await forgetHourly(operations) }
        let served = await outcome {
            try await server.run { listening in
                LotwiseServer.announce(listening)
                // Past the buffer of `print`, which would hold it back in a pipe.
                if let number { FileHandle.standardOutput.write(Data("try this number: \(number)\n".utf8)) }
            }
        }
        forgetting.cancel()
        sealing.cancel()
        await forgetting.value
        await sealing.value
        try served.get()
    }

    private static func outcome(_ body: () async throws -> Void) async -> Result<Void, any Error> {
        do {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }

    /// Forgets old answers now and every hour, until the task is cancelled.
    private static func forgetHourly(_ operations: Operations) async {
        while !Task.isCancelled {
            do {
                try await operations.forgetOldAnswers()
                try await Task.sleep(for: .seconds(3_600))
            } catch is CancellationError {
                return
            } catch {
                Console.complain("Forgetting old answers failed, it is tried again in an hour: \(error)")
                try? await Task.sleep(for: .seconds(3_600))
            }
        }
    }
}

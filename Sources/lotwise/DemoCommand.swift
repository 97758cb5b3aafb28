import ArgumentParser
import DemoCompany
import Foundation
import StockDomain
import StockOperations

/// `lotwise demo --serve`
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Fills an empty database with a demo company of two years.")

    @Flag(help: "Serves it afterwards.")
    var serve = false

    @OptionGroup var address: AddressOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.withOperations { operations in
            Console.complain("Filling the demo company …")
            let today = CompanyZone.utc.day(of: Instant(Date()))
            let actor = try await operations.commandActor()
            let number = try await operations.fill(with: DemoCompany(endingOn: today), by: actor)
            let ready = "The demo company is ready. Try this number: \(number)"
            guard serve else { return print(ready) }
            // The output of a server begins with where it listens.
            Console.complain(ready)
            try await ServeCommand.serve(operations, at: address, suggesting: number)
        }
    }
}

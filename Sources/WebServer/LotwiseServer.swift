import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// Where and how the server listens.
public struct ServerOptions: Sendable {
    public var host: String
    /// 0 picks a free one.
    public var port: Int
    /// Names besides `localhost` and addresses under which browsers reach us.
    public var names: [String]
    /// Whether each request is logged.
    public var logsAccess: Bool

    public init(host: String = "127.0.0.1", port: Int = 8080, names: [String] = [], logsAccess: Bool = false) {
        self.host = host
        self.port = port
        self.names = names
        self.logsAccess = logsAccess
    }
}

/// Why the server cannot start, as a sentence.
public struct CannotListen: Error, CustomStringConvertible {
    public let description: String

    init(_ options: ServerOptions, _ error: IOError) {
        let reason =
            switch error.errnoCode {
            case 98: "another program listens there already"
            case 13: "this user may not use that port"
            case 99: "this machine has no such address"
            default: "\(error)"
            }
        description = "Cannot listen on \(options.host):\(options.port): \(reason)."
    }
}

/// The web server: a route table that listens.
public struct LotwiseServer: Sendable {
    private let options: ServerOptions
    private let dispatcher: Dispatcher
    private let logger: Logger

    init(
        _ table: RouteTable, options: ServerOptions, metrics: Metrics = Metrics(),
        problemPage: @escaping Dispatcher.ProblemPage = { problem, _ in problem.response() },
        logger: Logger = Logger(label: "lotwise.web")
    ) {
        self.options = options
        self.logger = logger
        dispatcher = Dispatcher(
            table: table, guards: Guards(names: options.names), metrics: metrics, problemPage: problemPage,
            logger: logger, logsAccess: options.logsAccess)
    }

    /// Serves until the task is cancelled or the program is told to stop (SIGTERM, SIGINT); requests under way are
    /// finished.
    ///
    /// - Parameter onListening: gets the address, such as `http://127.0.0.1:8080`, once requests are taken.
    /// - Throws: `CannotListen`.
    public func run(
        stopsOnSignals: Bool = true, onListening: @escaping @Sendable (_ address: String) -> Void = announce
    ) async throws {
        let host = options.host
        // The library tells at level info where it listens; we tell it ourselves.
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .notice)
        let application = Application(
            responder: dispatcher,
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: options.port), serverName: nil, reuseAddress: true),
            onServerRunning: { channel in
                onListening("http://\(bracketed(host)):\(channel.localAddress?.port ?? 0)")
            },
            logger: quiet)
        do {
            try await runGracefully(application, stopsOnSignals: stopsOnSignals, logger: quiet)
        } catch let error as IOError {
            throw CannotListen(options, error)
        }
    }

    /// Cancelling the task asks the server to stop instead of tearing down what it is doing.
    private func runGracefully(
        _ application: Application<Dispatcher>, stopsOnSignals: Bool, logger: Logger
    ) async throws {
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [application], gracefulShutdownSignals: stopsOnSignals ? [.sigterm, .sigint] : [],
                logger: logger))
        let running = Task { try await group.run() }
        try await withTaskCancellationHandler {
            try await running.value
        } onCancel: {
            Task { await group.triggerGracefulShutdown() }
        }
    }

    /// Prints `listening on …` at once, even into a pipe.
    @Sendable public static func announce(_ address: String) {
        printUnbuffered("listening on \(address)")
    }
}

/// An IPv6 address as it stands in a URL.
private func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }

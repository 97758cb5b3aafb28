import SQLCore
import StockDomain
import StockOperations
import StockStore
import Synchronization

/// A new company in a fresh database, with short words for what tests do again and again.
public struct TestCompany: Sendable {
    public let database: any SQLDatabase
    public var operations: Operations
    public let admin: Actor
    /// The moment at which things are recorded; tests move it.
    public let clock: TestClock

    /// - Parameter settings: the switches to start with; lots and expiry are on unless told otherwise.
    public init(
        _ engine: SQLEngine, settings: Settings = Settings(lotsAndSerials: true, expirationDates: true)
    ) async throws {
        let database = try await TestDatabases.fresh(engine, template: "company") { session in
            try Migrations.run(session, at: TestClock.start)
        }
        try await self.init(database, settings: settings)
    }

    public init(_ database: any SQLDatabase, settings: Settings) async throws {
        let clock = TestClock()
        self.database = database
        self.clock = clock
        operations = Operations(on: database) { clock.now }
        admin = try await database.write(.company) { session in
            let store = Store(session)
            try store.save(settings)
            return try store.actor(named: StandardActor.local.rawValue)!
        }
    }

    public func command(_ answers: [String: String] = [:], by actor: Actor? = nil) -> Command {
        Command(by: actor ?? admin, answers: answers)
    }

    /// Runs something on the store itself, for facts that no operation tells.
    public func store<Result: Sendable>(_ body: @escaping @Sendable (Store) throws -> Result) async throws -> Result {
        try await database.write(.company) { try body(Store($0)) }
    }

    // MARK: Master data

    @discardableResult
    public func product(
        _ sku: String, _ tracking: Tracking = .lot, decimals: Int = 0, expiration: Expiration = Expiration(),
        packagings: [Packaging] = []
    ) async throws -> ProductID {
        try await store { store in
            try store.insert([
                Product(
                    sku: sku, name: "The \(sku)", decimals: decimals, tracking: tracking, expiration: expiration,
                    packagings: packagings)
            ])[0]
        }
    }

    /// A product with everything that `product(_:_:)` has no word for.
    @discardableResult
    public func add(_ product: Product) async throws -> ProductID {
        try await store { try $0.insert([product])[0] }
    }

    @discardableResult
    public func add(_ partner: Partner) async throws -> PartnerID {
        try await store { try $0.insert([partner])[0] }
    }

    /// - Parameter parent: the code of the place it stands below.
    @discardableResult
    public func add(_ location: Location, below parent: String? = "WH") async throws -> LocationID {
        try await store { store in
            var placed = location
            placed.parentID = try parent.flatMap { try store.location(code: $0)?.id }
            return try store.insert(placed)
        }
    }

    public func partner(_ code: String, _ kind: Partner.Kind = .customer, isAnonymous: Bool = false) async throws {
        _ = try await store { store in
            try store.insert([
                Partner(
                    code: code, name: "Partner \(code)", kind: kind, isAnonymous: isAnonymous,
                    email: isAnonymous ? nil : "\(code.lowercased())@example.com")
            ])
        }
    }

    @discardableResult
    public func location(
        _ code: String, below parent: String? = "WH", isBlocked: Bool = false
    ) async throws -> LocationID {
        try await store { store in
            try store.insert(
                Location(
                    code: code, name: code, parentID: parent.flatMap { try store.location(code: $0)?.id },
                    usage: .internal, isBlocked: isBlocked))
        }
    }

    // MARK: Documents

    /// Does a document at once.
    ///
    /// - Parameter lines: see `line`.
    @discardableResult
    public func post(
        _ kind: DocumentKind, _ lines: [LineRequest], partner: String? = nil, location: String? = nil,
        to: String? = nil, at happenedAt: String? = nil, reason: String? = nil, origin: String? = nil,
        answers: [String: String] = [:]
    ) async throws -> DocumentView {
        try await create(
            DocumentRequest(
                kind: kind, partner: partner, origin: origin, location: location, toLocation: to,
                happenedAt: happenedAt.flatMap { Instant(rfc3339: $0) }, reason: reason,
                lines: lines.enumerated().map { index, line in line.placed(at: index) }, doNow: true),
            answers: answers)
    }

    /// Drafts a document.
    @discardableResult
    public func draft(
        _ kind: DocumentKind, _ lines: [LineRequest], partner: String? = nil, location: String? = nil,
        to: String? = nil, reason: String? = nil
    ) async throws -> DocumentView {
        try await create(
            DocumentRequest(
                kind: kind, partner: partner, location: location, toLocation: to, reason: reason,
                lines: lines.enumerated().map { index, line in line.placed(at: index) }))
    }

    public func create(_ request: DocumentRequest, answers: [String: String] = [:]) async throws -> DocumentView {
        let told = Told()
        _ = try await operations.create(request, command(answers), answer: told.keep)
        return told.view!
    }

    /// Runs one of the actions on an open document.
    public func act(
        _ action: (Command, @escaping Operations.DocumentAnswer) async throws -> Answer, answers: [String: String] = [:]
    ) async throws -> DocumentView {
        let told = Told()
        _ = try await action(command(answers), told.keep)
        return told.view!
    }

    /// A line: SKU, quantity, and numbers as `LOT-1`, `LOT-1=5` or `SN-1`.
    public func line(_ sku: String, _ quantity: Quantity? = nil, _ numbers: String...) -> LineRequest {
        let named = numbers.map { text in
            let parts = text.split(separator: "=")
            return NumberInput.one(
                NumberEntry(
                    number: LotNumber(stored: String(parts[0])),
                    quantity: parts.count > 1 ? Quantity(parts[1]) : nil))
        }
        return LineRequest(product: sku, quantity: quantity, numbers: named.isEmpty ? nil : named)
    }

    // MARK: Facts

    /// Piles as `place number quantity`, ordered by place and number; empty ones left out.
    public func stock(_ sku: String) async throws -> [String] {
        try await store { store in
            guard let product = try store.product(sku: sku) else { return [] }
            let places = try store.locations()
            let codes = Dictionary(uniqueKeysWithValues: places.map { ($0.id, $0.code) })
            return try store.balances(of: product.id, at: places.map(\.id)).map { pile in
                let number = try pile.key.lot.flatMap { try store.lot($0) }?.number.text ?? "-"
                let reserved = pile.reserved > .zero ? " (\(pile.reserved) reserved)" : ""
                return "\(codes[pile.key.spot.location] ?? "?") \(number) \(pile.quantity)\(reserved)"
            }.sorted()
        }
    }
}

extension LineRequest {
    /// With the pointers that a request over the wire would have.
    fileprivate func placed(at index: Int) -> LineRequest {
        var line = self
        line.pointer = "/lines/\(index)"
        line.numbers = numbers?.enumerated().map { position, input in
            guard case .one(var entry) = input else { return input }
            entry.pointer = "/lines/\(index)/numbers/\(position)"
            return .one(entry)
        }
        return line
    }
}

/// Keeps the view that an operation has told.
public final class Told: Sendable {
    private let kept = Mutex<DocumentView?>(nil)

    public init() {}

    public var view: DocumentView? { kept.withLock { $0 } }

    public var keep: Operations.DocumentAnswer {
        { view in
            self.kept.withLock { $0 = view }
            return Answer(status: 200, body: Array(view.document.number.utf8))
        }
    }
}

/// Keeps the last value that an operation has told.
public final class Kept<Value: Sendable>: Sendable {
    private let kept = Mutex<Value?>(nil)

    public init() {}

    public var value: Value? { kept.withLock { $0 } }

    public func keep(_ value: Value) {
        kept.withLock { $0 = value }
    }
}

/// A clock that stands still until it is moved.
public final class TestClock: Sendable {
    public static let start = Instant(rfc3339: "2026-05-03T08:00:00Z")!
    private let moment = Mutex(start)

    public init() {}

    public var now: Instant { moment.withLock { $0 } }

    public func advance(seconds: Int64) {
        moment.withLock { $0 = $0.adding(seconds: seconds) }
    }
}

extension LineRequest {
    /// The same with a reason for taking other goods than those that were to leave first (R35).
    public func because(_ reason: String) -> LineRequest {
        var line = self
        line.overrideReason = reason
        return line
    }
}

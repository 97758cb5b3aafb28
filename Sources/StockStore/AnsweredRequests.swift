import SQLCore
import StockDomain

/// The kept answer of a change, told again when the same request comes again.
public struct AnsweredRequest: Sendable, Equatable {
    public let fingerprint: Digest
    public let status: Int
    public let body: [UInt8]

    public init(fingerprint: Digest, status: Int, body: [UInt8]) {
        self.fingerprint = fingerprint
        self.status = status
        self.body = body
    }
}

extension Store {
    public func answeredRequest(by actor: ActorID, key: String) throws -> AnsweredRequest? {
        try tx.row(
            """
            SELECT fingerprint, status, body
              FROM answered_request
             WHERE actor_id = \(bind: actor)
               AND request_key = \(bind: key)
            """
        ).map { AnsweredRequest(fingerprint: Digest(bytes: $0[0]), status: $0[1], body: $0[2]) }
    }

    public func keepAnsweredRequest(_ request: AnsweredRequest, by actor: ActorID, key: String, at now: Instant) throws
    {
        try tx.execute(
            """
            INSERT INTO answered_request (actor_id, request_key, fingerprint, status, body, answered_at)
            VALUES (\(bind: actor), \(bind: key), \(bind: request.fingerprint.bytes), \(bind: request.status),
                    \(bind: request.body), \(bind: now))
            """)
    }

    /// Forgets answers older than `limit`, at most 1,000 at a time.
    public func forgetAnsweredRequests(before limit: Instant) throws {
        try tx.execute(
            """
            DELETE FROM answered_request
             WHERE (actor_id, request_key) IN (
                   SELECT actor_id, request_key
                     FROM answered_request
                    WHERE answered_at < \(bind: limit)
                    ORDER BY answered_at
                    LIMIT 1000)
            """)
    }
}

import SQLCore
import StockDomain

/// How often somebody asked for a number on one day.
public struct QuestionCount: Sendable {
    public let lot: LotID
    public let actor: ActorID
    public let day: CalendarDate
    public let times: Int
    public let lastAt: Instant

    public init(lot: LotID, actor: ActorID, day: CalendarDate, times: Int, lastAt: Instant) {
        self.lot = lot
        self.actor = actor
        self.day = day
        self.times = times
        self.lastAt = lastAt
    }
}

extension Store {
    /// Adds to how often actors asked for numbers.
    public func addQuestions(_ questions: [QuestionCount]) throws {
        for question in questions.sorted(by: { ($0.lot, $0.actor) < ($1.lot, $1.actor) }) {
            try tx.execute(
                """
                INSERT INTO question_asked (lot_id, actor_id, day, times, last_at)
                VALUES (\(bind: question.lot), \(bind: question.actor), \(bind: question.day), \(bind: question.times),
                        \(bind: question.lastAt))
                ON CONFLICT (lot_id, actor_id, day)
                DO UPDATE SET times = question_asked.times + excluded.times, last_at = excluded.last_at
                """)
        }
    }

    /// How often numbers of each product were asked for since a day.
    public func timesAsked(since day: CalendarDate) throws -> [ProductID: Int64] {
        let rows = try tx.rows(
            """
            SELECT l.product_id, CAST(SUM(q.times) AS BIGINT)
              FROM question_asked q
              JOIN lot l ON l.id = q.lot_id
             WHERE q.day >= \(bind: day)
             GROUP BY l.product_id
            """)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as ProductID, $0[1] as Int64) })
    }

    /// Who asked last for a number that had been delivered.
    public func lastTracedDelivery() throws -> CompanySetup.Traced? {
        try tx.row(
            """
            SELECT a.name, l.number, q.day
              FROM question_asked q
              JOIN actor a ON a.id = q.actor_id
              JOIN lot l ON l.id = q.lot_id
             WHERE EXISTS (SELECT 1
                             FROM movement m
                             JOIN location t ON t.id = m.to_location_id
                            WHERE m.lot_id = q.lot_id
                              AND t.usage = 'customer')
             ORDER BY q.last_at DESC, q.lot_id
             LIMIT 1
            """
        ).map { CompanySetup.Traced(actor: $0[0], number: $0[1], day: $0[2]) }
    }
}

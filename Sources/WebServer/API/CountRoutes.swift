import StockDomain
import StockOperations

/// `counts/due`: the places that wait to be counted (R25).
struct CountRoutes {
    let api: API

    var all: [Route] { [due] }

    private var due: Route {
        api.route(.get, "counts/due") { [operations = api.operations] request, caller in
            let query = try request.query()
            let part = query.part()
            try query.finish()
            return .part(part, of: try await operations.dueCounts(as: caller.actor), \.json)
        }
    }
}

extension DueCount {
    fileprivate var json: JSON {
        [
            "count_interval_days": JSON(location.countIntervalDays), "due_on": JSON(dueOn),
            "last_counted_at": JSON(location.lastCountedAt), "location": .string(location.code),
            "name": .string(location.name), "partner": JSON(partner?.code),
        ]
    }
}

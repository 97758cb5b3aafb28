import StockDomain
import StockStore

extension Operations {
    /// What this actor was told of a change that he asked for under `key`; nil when nothing is kept of it.
    public func keptAnswer(to key: String, as actor: Actor) async throws -> Answer? {
        try await read(as: actor) { store in
            try store.answeredRequest(by: actor.id, key: key).map { Answer(status: $0.status, body: $0.body) }
        }
    }
}

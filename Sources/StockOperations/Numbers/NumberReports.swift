import SQLCore
import StockDomain
import StockStore

/// Which doubtful numbers somebody wants to see; names not yet looked up.
public struct DoubtQuestion: Sendable, Equatable {
    /// The name of who entered them.
    public var user: String?
    /// The code of the partner whose goods they are on.
    public var supplier: String?
    /// A SKU.
    public var product: String?

    public init(user: String? = nil, supplier: String? = nil, product: String? = nil) {
        self.user = user
        self.supplier = supplier
        self.product = product
    }
}

extension Operations {
    /// Doubtful numbers (R16), those recorded last first.
    public func doubtfulNumbers(
        _ question: DoubtQuestion, after cursor: DoubtCursor? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<DoubtRow> {
        try await read(as: actor) { store in
            let filter = try DoubtFilter(
                user: question.user.map { try store.existingActor($0).id },
                supplier: question.supplier.map { try store.existingPartner($0).id },
                product: question.product.map { try store.existingProduct($0).id })
            return Page(try store.doubts(filter, after: cursor, limit: limit + 1), limit: limit) { $0.cursor.text }
        }
    }

    /// Numbers on several products (R11a), in their order.
    ///
    /// - Parameters:
    ///   - product: a SKU: only numbers that it shares.
    ///   - cursor: the last number of the part before.
    public func sharedNumbers(
        ofProduct product: String? = nil, after cursor: LotNumber? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> Page<SharedNumber> {
        try await read(as: actor) { store in
            let id = try product.map { try store.existingProduct($0).id }
            return Page(try store.sharedNumbers(of: id, after: cursor, limit: limit + 1), limit: limit) {
                $0.number.text
            }
        }
    }
}

extension Store {
    fileprivate func existingActor(_ name: String) throws -> Actor {
        guard let actor = try actor(named: name) else { throw Refusal.notFound("user", name) }
        return actor
    }
}

import StockDomain
import StockOperations

extension TokenNow {
    /// One item of `tokens`; its secret is told nowhere.
    public var json: JSON {
        [
            "created_at": JSON(token.createdAt), "expires": JSON(token.expiresOn), "name": .string(token.name),
            "reason": JSON(token.revocation?.reason), "revoked_at": JSON(token.revocation?.at),
            "revoked_by": JSON(token.revocation?.actor), "role": .string(token.role.rawValue),
            "state": .string(state.rawValue),
        ]
    }
}

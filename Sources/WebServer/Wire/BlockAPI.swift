import StockDomain
import StockOperations

extension BlockView {
    /// One of a lot's `blocks`.
    var json: JSON {
        [
            "cause": .string(block.cause.rawValue), "closed_at": JSON(block.closing?.at), "closed_by": JSON(closedBy),
            "closing_reason": JSON(block.closing?.reason), "id": JSON(block.id.rawValue),
            "kind": .string(block.kind.rawValue), "location": JSON(locationCode), "lot": JSON(block.lotID.rawValue),
            "of_batch": .bool(isOfBatch), "opened_at": JSON(block.openedAt), "opened_by": .string(openedBy),
            "package": JSON(packageNumber), "posting": JSON(block.postingID?.rawValue),
            "reason": .string(block.reason),
        ]
    }
}

extension HeldLot {
    /// The lot with the block that was opened and whose reservations it freed.
    func json(_ settings: Settings) -> JSON {
        view.json(settings).adding([
            "block": JSON(block.rawValue), "documents": JSON(freed.map(\.json)),
        ])
    }
}

extension FreedDocument {
    var json: JSON {
        ["document": .string(number), "kind": .string(kind.rawValue), "quantity": JSON(quantity)]
    }
}

extension ReleasedLot {
    /// The lot with the blocks that were closed, and those that stay with why.
    func json(_ settings: Settings) -> JSON {
        view.json(settings).adding([
            "closed": JSON(closed.map { JSON($0.rawValue) }), "stays": JSON(stays.map(\.json)),
        ])
    }
}

extension Releasing.Staying {
    fileprivate var json: JSON {
        view.json.adding(["code": .string(obstacle.rawValue), "detail": .string(obstacle.detail)])
    }
}

extension LotHistoryEntry {
    /// One entry of a lot's history.
    var json: JSON {
        [
            "actor": .string(actorName), "at": JSON(at), "document": JSON(document), "reason": JSON(reason),
            "recorded_at": JSON(recordedAt), "what": .string(what),
        ]
    }
}

// MARK: - Requests

extension HoldRequest {
    init(_ body: RequestObject) {
        self.init(
            kind: body.optional("kind", .word()) ?? .hold, reason: body.required("reason", .text(most: 1_000)),
            location: body.optional("location", .name), package: body.optional("package", .name))
    }
}

extension ReleaseRequest {
    init(_ body: RequestObject) {
        self.init(
            reason: body.required("reason", .text(most: 1_000)),
            block: body.optional("block", .int(1...Int.max)).map { BlockID(Int64($0)) })
    }
}

import SQLCore
import StockDomain

extension BulkWriting {
    func writeBalances() throws {
        let new = decision.piles.indices.filter { decision.piles[$0].pile.balanceID == 0 }
        let keys = try store.drawKeys("balance", new.count)
        var index = 0
        try tx.insert(
            into: "balance",
            Balance.fieldNames
        ) {
            if index == new.count { return nil }
            defer { index += 1 }
            return balanceFields(decision.piles[new[index]], key: keys[index])
        }
        if let first = keys.first { try store.refreshPiles("id >= \(bind: first)") }
        for (_, pile) in decision.piles where pile.balanceID != 0 {
            try tx.execute(
                """
                UPDATE balance
                   SET quantity = \(bind: pile.quantity),
                       incoming_at = \(bind: pile.incomingAt)
                 WHERE id = \(bind: pile.balanceID)
                """)
        }
    }

    private func balanceFields(_ decided: (goods: Int32, pile: PileReplay.Pile), key: Int64) -> [SQLValue] {
        let spot = resolved(decided.pile.spot)
        return [
            .integer(key), history.item(of: decided.goods).id.sqlValue, spot.location.sqlValue,
            lotID(decided.goods).sqlValue, spot.package.sqlValue, decided.pile.quantity.sqlValue, .integer(0),
            .integer(0), decided.pile.incomingAt.sqlValue,
            (history.places[spot.location]?.isBlocked ?? false).sqlValue,
        ] + Balance.orderFields(LotDates(), PlaceOrder())
    }

    func writeSerialPlaces() throws {
        let (known, new) = (
            decision.serials.filter { facts.serials[$0.goods] != nil },
            decision.serials.filter { facts.serials[$0.goods] == nil }
        )
        try tx.insert(
            into: "serial_at", ["lot_id", "location_id", "package_id", "partner_id", "posting_id"],
            rows: new.lazy.map { serial in
                let spot = resolved(serial.spot)
                return [
                    lotID(serial.goods).sqlValue, spot.location.sqlValue, spot.package.sqlValue,
                    serial.partnerID.sqlValue, .integer(postingKeys[Int(serial.posting)]),
                ]
            })
        for serial in known {
            let spot = resolved(serial.spot)
            try tx.execute(
                """
                UPDATE serial_at
                   SET location_id = \(bind: spot.location),
                       package_id = \(bind: spot.package),
                       partner_id = \(bind: serial.partnerID),
                       posting_id = \(bind: postingKeys[Int(serial.posting)])
                 WHERE lot_id = \(bind: lotKeys[Int(serial.goods)])
                """)
        }
    }

    func insertSteps() throws {
        try tx.insert(
            into: "step_lot", ["step_id", "lot_id", "consumed", "produced"],
            rows: decision.steps.lazy.map { share in
                [
                    .integer(postingKeys[Int(share.step)]), .integer(lotKeys[Int(share.goods)]),
                    share.consumed.sqlValue, share.produced.sqlValue,
                ]
            })
    }
}

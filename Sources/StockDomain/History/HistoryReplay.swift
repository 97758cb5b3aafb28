/// The replay: each kind of goods by itself, in the order of happening.
extension HistoryRules {
    mutating func replayAll() {
        let (starts, order) = rowsByGoods()
        for goods in history.goods.indices {
            let rows = starts[goods]..<starts[goods + 1]
            if !rows.isEmpty { replay(Int32(goods), inOrderOfHappening(order[rows])) }
        }
    }

    /// Positions of rows, those of the same goods together and in the order of the file.
    private func rowsByGoods() -> (starts: [Int], order: [Int32]) {
        var starts = [Int](repeating: 0, count: history.goods.count + 1)
        for row in history.rows { starts[Int(row.goods) + 1] += 1 }
        for goods in history.goods.indices { starts[goods + 1] += starts[goods] }
        var next = starts
        var order = [Int32](repeating: 0, count: history.rows.count)
        for index in history.rows.indices {
            let goods = Int(history.rows[index].goods)
            order[next[goods]] = Int32(index)
            next[goods] += 1
        }
        return (starts, order)
    }

    private func inOrderOfHappening(_ rows: ArraySlice<Int32>) -> ArraySlice<Int32> {
        var latest = Instant(rawValue: .min)
        for row in rows {
            let at = happenedAt(row)
            if at < latest {
                return rows.sorted { (happenedAt($0), $0) < (happenedAt($1), $1) }[...]
            }
            latest = at
        }
        return rows
    }

    private func happenedAt(_ row: Int32) -> Instant {
        history.postings[Int(history.rows[Int(row)].posting)].happenedAt
    }

    private mutating func replay(_ goods: Int32, _ rows: ArraySlice<Int32>) {
        var replay = GoodsReplay(goods, of: history, knowing: facts)
        var past = (facts.timelines[goods] ?? []).withoutTakenBack()[...]
        var rest = withoutTakenBack(rows)
        while let first = rest.first {
            let posting = history.rows[Int(first)].posting
            let at = history.postings[Int(posting)].happenedAt
            while let movement = past.first, movement.happenedAt <= at {
                replay.add(movement, places: history.places)
                past.removeFirst()
            }
            // Rows of one posting: within it first all takes, then all puts.
            let group = rest.prefix { history.rows[Int($0)].posting == posting }
            rest = rest[group.endIndex...]
            apply(group, to: &replay)
        }
        for movement in past where !replay.add(movement, places: history.places) {
            faults.add(
                line: history.rows[Int(rows[rows.startIndex])].line, "insufficient_stock",
                "With this file \(history.name(of: goods)) would be short at \(movement.happenedAt.rfc3339).")
            break
        }
        keep(replay, goods, lastRow: rows[rows.endIndex - 1])
    }

    /// Rows of one kind of goods without what was taken back at its own moment; `reduced` keeps what is left of others.
    private mutating func withoutTakenBack(_ rows: ArraySlice<Int32>) -> ArraySlice<Int32> {
        reduced.removeAll(keepingCapacity: true)
        if !rows.contains(where: { history.postings[Int(history.rows[Int($0)].posting)].reverses >= 0 }) { return rows }
        let left = rows.map(entry).quantitiesLeft()
        var rest: [Int32] = []
        for (row, quantity) in zip(rows, left) where quantity > .zero {
            rest.append(row)
            if quantity != history.rows[Int(row)].quantity { reduced[row] = quantity }
        }
        return rest[...]
    }

    private func entry(_ index: Int32) -> Timeline.Entry {
        let row = history.rows[Int(index)]
        let posting = history.postings[Int(row.posting)]
        return Timeline.Entry(
            happenedAt: posting.happenedAt, postingID: PostingID(Int64(row.posting)),
            reverses: posting.reverses >= 0 ? PostingID(Int64(posting.reverses)) : nil, quantity: row.quantity,
            from: history.spots[Int(row.from)], to: history.spots[Int(row.to)])
    }

    /// A row with what is left of its goods.
    func row(_ index: Int32) -> History.Row {
        var row = history.rows[Int(index)]
        if let left = reduced[index] { row.quantity = left }
        return row
    }

    private mutating func apply(_ rows: ArraySlice<Int32>, to replay: inout GoodsReplay) {
        for index in rows {
            let row = self.row(index)
            if let fault = replay.take(row) { add(fault, at: row) }
        }
        for index in rows {
            let row = self.row(index)
            let posting = history.postings[Int(row.posting)]
            replay.put(row, posting)
            judge(index, posting, &replay)
        }
        replay.forgetAges()
    }

    private mutating func add(_ fault: GoodsReplay.Fault, at row: History.Row) {
        let name = history.name(of: row.goods)
        switch fault {
        case .short(let spot, let held):
            faults.add(
                line: row.line, "insufficient_stock",
                "\(row.quantity) of \(name) cannot leave \(history.placeName(spot)): \(held) were there then.")
        case .elsewhere(let spot):
            faults.add(
                line: row.line, "serial_elsewhere",
                "Serial \(name) cannot leave \(history.placeName(history.spots[Int(row.from)])): "
                    + "it was at \(history.placeName(spot)) then.")
        }
    }

    private mutating func keep(_ replay: GoodsReplay, _ goods: Int32, lastRow: Int32) {
        for pile in replay.piles.piles {
            if pile.quantity < pile.reserved {
                faults.add(
                    line: history.rows[Int(lastRow)].line, "insufficient_stock",
                    "\(pile.reserved) of \(history.name(of: goods)) are reserved at \(history.placeName(pile.spot)), "
                        + "and only \(pile.quantity) would be left.")
            }
            decision.piles.append((goods, pile))
        }
        if let serial = replay.serialNow { decision.serials.append(serial) }
    }
}

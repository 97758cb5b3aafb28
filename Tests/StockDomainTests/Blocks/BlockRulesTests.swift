import StockDomain
import Testing

@Suite struct BlockRulesTests {
    private let stock = LocationID(1)
    private let shelf = LocationID(2)
    private let bin = LocationID(3)
    private let customers = LocationID(8)
    private let loss = LocationID(9)
    private let pallet = PackageID(1)
    private let box = PackageID(2)
    private let other = PackageID(3)

    /// A bin on a shelf in the stock; a box on a pallet.
    private var nesting: Nesting {
        Nesting(places: [bin: shelf, shelf: stock], packages: [box: pallet])
    }

    @Test func theStrictestOpenBlockIsTheStatus() {
        let orders: [([Block.Kind], LotStatus)] = [
            ([], .released), ([.quarantine], .quarantine), ([.hold, .quarantine], .hold),
            ([.quarantine, .rejected, .hold], .rejected), ([.rejected, .recalled], .recalled),
        ]
        for (kinds, status) in orders { #expect(LotStatus(of: kinds.map { block($0) }) == status) }
    }

    @Test func aBlockCoversPlacesBelowAndPackagesInside() {
        let cases: [(Block.Part, Spot, Bool)] = [
            (.whole, Spot(bin), true), (Block.Part(location: shelf), Spot(bin), true),
            (Block.Part(location: shelf), Spot(shelf, package: box), true),
            (Block.Part(location: bin), Spot(shelf), false),
            (Block.Part(package: pallet), Spot(stock, package: box), true),
            (Block.Part(package: box), Spot(stock, package: pallet), false),
            (Block.Part(package: box), Spot(stock), false),
        ]
        for (part, spot, isCovered) in cases {
            #expect(nesting.covers(part, spot) == isCovered, "\(part) \(spot)")
        }
    }

    @Test func aLoopOfPlacesIsNoTrap() {
        let loop = Nesting(places: [shelf: bin, bin: shelf])
        #expect(!loop.covers(Block.Part(location: stock), Spot(bin)))
    }

    // MARK: Carrying

    @Test func goodsThatLeaveAHeldPlaceTakeTheirBlockAlong() {
        let held = block(.hold, Block.Part(location: shelf))
        #expect(carried([held], from: Spot(shelf), to: Spot(stock)) == ["hold rule place 1"])
        #expect(carried([held], from: Spot(shelf), to: Spot(stock, package: other)) == ["hold rule package 3"])
        #expect(carried([held], from: Spot(shelf), to: Spot(bin)) == [])
        #expect(carried([held], from: Spot(stock), to: Spot(stock, package: other)) == [])
        #expect(carried([held], from: Spot(shelf), to: Spot(customers)) == [])
        #expect(carried([block(.hold)], from: Spot(shelf), to: Spot(stock)) == [])
    }

    @Test func aPackageKeepsItsBlockWhereverItGoes() {
        let held = block(.rejected, Block.Part(package: pallet))
        #expect(carried([held], from: Spot(shelf, package: box), to: Spot(stock, package: box)) == [])
        #expect(carried([held], from: Spot(shelf, package: box), to: Spot(shelf)) == ["rejected rule place 2"])
    }

    @Test func aSerialTakesItsBatchsBlockAlongAsAWhole() {
        let held = block(.hold, Block.Part(location: shelf))
        #expect(carried([held], from: Spot(shelf), to: Spot(stock), isSerial: true) == ["hold rule whole"])
    }

    @Test func aSerialNeedsNoBlockOfItsOwnWhereItsBatchIsHeldAsWell() {
        // Its own block stayed when the batch was released.
        let left = block(.hold, Block.Part(location: shelf))
        var there = block(.hold, Block.Part(location: stock), id: 2)
        there.cause = .rule
        let batch = [left, there].map { block in
            var block = block
            block.lotID = LotID(6)
            return block
        }
        #expect(carried(batch, from: Spot(shelf), to: Spot(stock), isSerial: true) == [])
    }

    @Test func whatComesInFromOutsideIsHeldAsStrictlyAsAnyPart() {
        let parts = [block(.hold, Block.Part(location: shelf)), block(.rejected, Block.Part(package: box))]
        #expect(carried(parts, from: Spot(customers), to: Spot(stock)) == ["rejected rule place 1"])
        #expect(carried(parts, from: Spot(loss), to: Spot(bin)) == ["rejected rule place 3"])
    }

    @Test func anEqualBlockIsNotOpenedTwice() {
        let held = block(.hold, Block.Part(location: shelf))
        var there = block(.hold, Block.Part(location: stock), id: 2)
        there.cause = .rule
        there.postingID = PostingID(4)
        #expect(carried([held, there], from: Spot(shelf), to: Spot(stock)) == [])
    }

    @Test func aCarriedBlockEndsWhereItsGoodsHaveMovedOn() {
        var carried = block(.hold, Block.Part(location: shelf))
        carried.cause = .rule
        carried.postingID = PostingID(4)
        func ends(_ block: Block, to place: LocationID) -> [BlockID] {
            carrying(from: Spot(shelf), to: Spot(place)).follows([LotID(5): [block]]).map(\.id)
        }
        #expect(ends(carried, to: stock) == [carried.id])
        #expect(ends(carried, to: bin) == [])
        #expect(ends(carried, to: loss) == [])
        #expect(ends(block(.hold, Block.Part(location: shelf)), to: stock) == [])
    }

    // MARK: Quarantine

    @Test func receivedGoodsThatAreCheckedFirstStartInQuarantine() {
        let lot = Lot(id: LotID(5), productID: ProductID(1), kind: .lot, number: LotNumber(stored: "N-1"))
        let checked = Handling(isQuarantinedAtReceipt: true)
        let sorted = Partner(id: PartnerID(1), code: "S", name: "Nut Co", kind: .supplier, isQuarantinedAtReceipt: true)
        var unknown = lot
        unknown.marks = .numberUnknown
        let cases: [(Handling, Partner?, PostingKind, Lot, hasOthers: Bool, [String])] = [
            (checked, nil, .receipt, lot, false, ["quarantine rule whole"]),
            (checked, nil, .receipt, lot, true, ["quarantine rule place 2"]),
            (Handling(), sorted, .receipt, lot, false, ["quarantine rule whole"]),
            (Handling(), nil, .receipt, lot, false, []), (checked, nil, .count, lot, false, []),
            (checked, nil, .count, unknown, false, ["quarantine rule whole"]),
            (Handling(), sorted, .customerReturn, lot, false, []),
        ]
        for (handling, supplier, kind, lot, hasOthers, expected) in cases {
            let product = Product(id: ProductID(1), sku: "NUT", name: "Nuts", tracking: .lot, handling: handling)
            let posting = Posting(
                id: PostingID(7), kind: kind, actorID: ActorID(1), happenedAt: now, recordedAt: now, movements: [])
            let arrival = Quarantine.Arrival(lot: lot, product: product, isNew: !hasOthers, hasOthers: hasOthers)
            let opened = Quarantine(of: posting, from: supplier, at: now).opens([(arrival, Spot(shelf))], [:])
            #expect(opened.map(words) == expected, "\(kind) \(expected)")
        }
    }

    // MARK: Releasing

    @Test func whatMayBeClosedIsClosedAndTheRestSaysWhy() throws {
        var recalled = block(.recalled, id: 2)
        recalled.cause = .recall
        let open = [
            view(block(.hold)), view(recalled), view(block(.quarantine, id: 3, by: 2)),
            view(block(.hold, id: 4), ofBatch: true),
        ]
        let quality = Actor(id: ActorID(1), name: "Quinn", role: .quality)
        let alone = try Releasing(by: quality, needsSecondPerson: false).decide(open, wanted: nil, number: number)
        #expect(alone.closes.map(\.id.rawValue) == [1, 3])
        #expect(alone.stays.map(\.obstacle) == [.recallOpen, .blockOfBatch])
        let second = try Releasing(by: quality, needsSecondPerson: true).decide(open, wanted: nil, number: number)
        #expect(second.closes.map(\.id.rawValue) == [3])
        #expect(second.stays.map(\.obstacle) == [.secondPersonRequired, .recallOpen, .blockOfBatch])
        for (wanted, code) in [
            (1, "second_person_required"), (2, "recall_open"), (4, "block_of_batch"), (9, "not_found"),
        ] {
            let refused = #expect(throws: Refusal.self) {
                try Releasing(by: quality, needsSecondPerson: true)
                    .decide(open, wanted: BlockID(Int64(wanted)), number: number)
            }
            #expect(refused?.code == code)
        }
        let none = #expect(throws: Refusal.self) {
            try Releasing(by: quality, needsSecondPerson: false).decide([], wanted: nil, number: number)
        }
        #expect(none?.code == "not_held")
    }

    // MARK: Words

    private let number = LotNumber(stored: "N-1")
    private let now = Instant(rfc3339: "2026-05-03T08:00:00Z") ?? Instant(rawValue: 0)

    private func block(_ kind: Block.Kind, _ part: Block.Part = .whole, id: Int64 = 1, by: Int64 = 1) -> Block {
        Block(
            id: BlockID(id), lotID: LotID(5), kind: kind, cause: .person, part: part, reason: "wet", openedAt: now,
            openedBy: ActorID(by))
    }

    private func view(_ block: Block, ofBatch: Bool = false) -> BlockView {
        BlockView(
            block: block, isOfBatch: ofBatch, locationCode: nil, packageNumber: nil, openedBy: "Otto", closedBy: nil)
    }

    private func carrying(from: Spot, to: Spot) -> BlockCarrying {
        let movement = Movement(productID: ProductID(1), lotID: LotID(5), quantity: 1, from: from, to: to)
        let posting = Posting(
            id: PostingID(7), kind: .transfer, actorID: ActorID(3), happenedAt: now, recordedAt: now,
            movements: [movement])
        let inside: Set<LocationID> = [stock, shelf, bin]
        return BlockCarrying(posting, nesting, at: now) { inside.contains($0) }
    }

    private func carried(_ open: [Block], from: Spot, to: Spot, isSerial: Bool = false) -> [String] {
        carrying(from: from, to: to).opens([LotID(5): open], serials: isSerial ? [LotID(5)] : []).map(words)
    }

    private func words(_ block: Block) -> String {
        let part =
            block.part.location.map { "place \($0.rawValue)" } ?? block.part.package.map { "package \($0.rawValue)" }
        return "\(block.kind.rawValue) \(block.cause.rawValue) \(part ?? "whole")"
    }
}

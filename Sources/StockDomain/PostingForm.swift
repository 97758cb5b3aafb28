/// The canonical bytes of a posting, form v1, whose SHA-256 is the posting's hash.
///
/// Everything that can be renamed stands as its id; a lot's number stands only in the posting that first moves it and
/// in those that renumber it, so that names and addresses can be erased while every hash still holds.
public enum PostingForm {
    /// The hash of `posting`.
    ///
    /// - Parameter introduced: the numbers of the lots that this posting moves first, by lot.
    public static func hash(of posting: Posting, introducing introduced: [LotID: LotNumber]) -> Digest {
        Digest(of: bytes(of: posting, introducing: introduced))
    }

    static func bytes(of posting: Posting, introducing introduced: [LotID: LotNumber]) -> [UInt8] {
        var form = CanonicalBytes(capacity: 160 + 64 * posting.movements.count)
        form.add("lotwise posting 1")
        form.add(posting.id.rawValue)
        form.add(posting.kind.rawValue)
        form.add(posting.documentID?.rawValue)
        form.add(posting.partnerID?.rawValue)
        form.add(posting.actorID.rawValue)
        form.add(posting.happenedAt.rawValue)
        form.add(posting.recordedAt.rawValue)
        form.add(posting.reason)
        form.add(posting.stepID?.rawValue)
        form.add(posting.reverses?.rawValue)
        form.add(Int64(posting.movements.count))
        var named: Set<LotID> = []
        for movement in posting.movements {
            let number = movement.lotID.flatMap { introduced[$0] }
            let isFirst = number != nil && movement.lotID.map { named.insert($0).inserted } == true
            form.add(movement, naming: isFirst ? number : nil)
        }
        if let renumbering = posting.renumbering { form.add(renumbering) }
        return form.bytes
    }
}

extension CanonicalBytes {
    fileprivate mutating func add(_ renumbering: Renumbering) {
        add(renumbering.lotID.rawValue)
        add(renumbering.former.text)
        add(renumbering.number.text)
        add(renumbering.joinedTo?.rawValue)
    }

    fileprivate mutating func add(_ movement: Movement, naming number: LotNumber?) {
        add(movement.productID.rawValue)
        add(movement.lotID?.rawValue)
        add(movement.quantity.millionths)
        add(movement.from.location.rawValue)
        add(movement.from.package?.rawValue)
        add(movement.to.location.rawValue)
        add(movement.to.package?.rawValue)
        add(movement.entered?.rawValue)
        add(number?.text)
    }
}

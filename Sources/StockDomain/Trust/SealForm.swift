/// What a seal's hash is made of, form v1.
struct SealForm {
    let id: ID<Seal>
    let firstPosition: Int64
    let lastPosition: Int64
    let root: Digest
    /// The hash of the seal before; nil for the first.
    let previous: Digest?
    let sealedAt: Instant

    var hash: Digest { Digest(of: bytes) }

    var bytes: [UInt8] {
        var form = CanonicalBytes(capacity: 160)
        form.add("lotwise seal 1")
        form.add(id.rawValue)
        form.add(firstPosition)
        form.add(lastPosition)
        form.add(root)
        form.add(previous)
        form.add(sealedAt.rawValue)
        return form.bytes
    }
}

extension SealForm {
    init(of seal: Seal, after previous: Digest?) {
        self.init(
            id: seal.id, firstPosition: seal.firstPosition, lastPosition: seal.lastPosition, root: seal.root,
            previous: previous, sealedAt: seal.sealedAt)
    }
}

import StockDomain

extension ChangeRow {
    /// One item of `changes`.
    var json: JSON {
        [
            "actor": .string(actor), "at": JSON(at), "field": .string(change.field), "id": JSON(id),
            "new": JSON(change.new), "old": JSON(change.old), "reason": JSON(reason),
            "subject": .string(subject.rawValue), "subject_id": JSON(subjectID), "subject_name": JSON(subjectName),
        ]
    }
}

extension Note {
    var json: JSON {
        ["actor": .string(actor), "at": JSON(at), "id": JSON(id), "text": .string(text)]
    }
}

extension Attachment {
    var json: JSON {
        [
            "actor": .string(actor), "at": JSON(at), "id": JSON(id), "media_type": .string(mediaType),
            "name": .string(name), "sha256": .string(digest.hex), "size": JSON(size),
        ]
    }
}

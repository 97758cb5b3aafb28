import StockDomain
import StockStore

extension Checking {
    /// Piles stand at places of ours, and what is reserved of each is the sum of its reservations.
    func checkPiles() throws {
        for difference in try store.reservedDifferences() {
            try add("reserved_differs") {
                "\(try name(difference.key)): \(difference.kept.grouped) are kept as reserved, the reservations add up "
                    + "to \(difference.sum.grouped)."
            }
        }
        for pile in try store.pilesOfImpossibleAge() {
            try add("age_misfit") {
                "\(try name(pile.key)): no movement has brought these goods in when the balance says that the oldest of them "
                    + "came."
            }
        }
        for pile in try store.strangePiles() {
            try add("balance_misfit") {
                "\(try name(pile.key)): the balance stands at no place of ours, names what does not exist, or does not "
                    + "know whether its place is blocked."
            }
        }
    }

    /// The states of documents fit their postings and reservations.
    func checkDocuments() throws {
        for id in try store.documentsReservingNothing() {
            try add("reservation_stray", id) { "\($0) has goods set aside that are not there." }
        }
        for id in try store.closedDocumentsReserving() {
            try add("reservation_stray", id) { "\($0) is closed and still has goods set aside." }
        }
        for id in try store.openDocumentsWithPostings() {
            try add("state_differs", id) { "\($0) is still open although something was posted for it." }
        }
        for id in try store.documentsInTransitWithoutPostings() {
            try add("state_differs", id) { "\($0) is in transit although nothing was posted for it." }
        }
        for id in try store.cancelledDocumentsWithEffect() {
            try add("state_differs", id) { "\($0) is cancelled although a posting of it was never taken back." }
        }
    }

    /// - Parameter detail: gets the document's number.
    private func add(_ code: String, _ id: DocumentID, _ detail: (String) -> String) throws {
        try report.findings.add {
            let document = try naming.document(id)
            return Finding(code, detail(document), document: document)
        }
    }
}

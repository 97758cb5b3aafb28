/// Questions that several rules ask about a number of a line.
extension Decision {
    /// Whether a number that looks like an existing one is new or the existing one (R10).
    ///
    /// - Returns: `new`, `existing`, or nil while nobody has answered.
    mutating func askLikeness(
        _ entry: NumberEntry, _ alike: Lot, _ line: LineToDo, given answers: [String: String]
    ) -> String? {
        ask(
            line.questionID(entry, "number_like"), "number_like_existing",
            "“\(entry.number)” looks like “\(alike.number)”, which \(line.product.sku) already has. "
                + "Is it a new number or the existing one?",
            ["new", "existing"], given: answers)
    }

    /// Whether goods that a partner does not hold are to be taken all the same, their origin unknown (R27).
    ///
    /// - Parameter has: what he holds of the number.
    mutating func askOrigin(
        _ share: LineNumbers.Share, _ line: LineToDo, has: Quantity, partner: Partner?, given answers: [String: String]
    ) -> Bool {
        let name = partner?.name ?? "This partner"
        let holding =
            has <= .zero ? "never got “\(share.entry.number)”" : "holds only \(has.grouped) of “\(share.entry.number)”"
        return ask(
            line.questionID(share.entry, "not_held"), "not_held_by_partner",
            "\(name) \(holding) of \(line.product.sku). Take \(share.quantity.grouped) back with unknown origin?",
            ["origin_unknown"], given: answers) != nil
    }
}

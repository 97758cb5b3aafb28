/// What goods cost. Spelled as in `Schema`.
extension Schema {
    /// In millionths of the company's currency.
    static let costsOfVersion4: [String] = columns(of: "product", ["cost {int} CHECK (cost >= 0)"])
}

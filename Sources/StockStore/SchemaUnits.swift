/// Units with their warranty and service, balances over a period (R51, R53). Spelled as in `Schema`.
extension Schema {
    static let unitsOfVersion3: [String] = []
}

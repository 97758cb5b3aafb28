/// Recall cases and drills (R49, R50). Spelled as in `Schema`.
extension Schema {
    static let recallsOfVersion3: [String] = []
}

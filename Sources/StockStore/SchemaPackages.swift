/// Packages that are packed, moved and delivered (R31a). Spelled as in `Schema`.
extension Schema {
    static let packagesOfVersion3: [String] = []
}
